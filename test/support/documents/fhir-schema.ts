/** The public JSON schema of FHIR R4, cut to the resource types of this project. */
import Ajv from 'ajv';
import schema from './fhir-r4.schema.json';

// The schema is older than the strictness of its reader, which minds patterns on numbers.
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'fhir-r4', definitions: schema.definitions });

/** Where a resource departs from the schema of its type, and how; none for a valid one. */
export function schemaProblems(resource: { resourceType: string }): string[] {
  const validate = ajv.getSchema(`fhir-r4#/definitions/${resource.resourceType}`)!;
  validate(resource);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
