/**
 * Requests and answers held against the API's own document. Answers are held to it more strictly than it says: a member
 * that nobody documented is a fault here, though the document lets answers grow.
 */
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import type { openApiDocument } from '../../../server/http/api/document';
import { uuidV4 } from '../../../server/shared/ids';
import type { Exchange } from './exchange';

interface Response {
  $ref?: string;
  headers?: Record<string, object>;
  content?: Record<string, { schema: object }>;
}

interface Operation {
  security?: object[];
  parameters?: { name: string; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, Response>;
}

type Document = ReturnType<typeof openApiDocument>;

const formats = {
  uuid: uuidV4,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

/** @returns what departs from the document, in words; nothing where all is as it says */
export type FaultsOf = (exchange: Exchange) => string[];

const compiled = new Map<string, FaultsOf>();

/** Made once for each document of a test file. */
export function faultsAgainst(document: Document): FaultsOf {
  const text = JSON.stringify(document);
  const made = compiled.get(text) ?? compile(JSON.parse(text));
  compiled.set(text, made);
  return made;
}

function compile(document: Document): FaultsOf {
  const { schemas, responses } = document.components;
  const asSent = validators(schemas);
  const asAnswered = validators(closed(schemas) as typeof schemas);
  const paths = Object.entries(document.paths).map(([template, operations]) => ({
    pattern: new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    operations: operations as Record<string, Operation>,
  }));

  function faultsOf(exchange: Exchange): string[] {
    const { method, path, status } = exchange;
    const found = paths.find(({ pattern }) => pattern.test(path));
    if (!found) return status === 404 ? [] : [`${status}, though there is no such path`];
    const { operations, pattern } = found;
    const operation = operations[method === 'HEAD' ? 'get' : method.toLowerCase()];
    if (!operation) {
      const fault = methodFault(Object.keys(operations), exchange);
      return fault ? [fault] : answerFaults(responses.MethodNotAllowed, exchange, asAnswered);
    }
    const response = operation.responses[status] ?? (status >= 500 ? operation.responses['5XX'] : undefined);
    return [
      ...requestFaults(operation, pattern.exec(path)?.groups ?? {}, exchange, asSent),
      ...answerFaults(response, exchange, asAnswered),
    ];
  }

  return (exchange) =>
    exchange.method === 'OPTIONS'
      ? []
      : faultsOf(exchange).map((fault) => `${exchange.method} ${exchange.path}: ${fault}`);
}

/** Of a method that the path does not have: it is refused, and the others are named. */
function methodFault(known: string[], { status, headers }: Exchange): string | null {
  const allowed = String(headers.allow)
    .split(', ')
    .filter((one) => one !== 'HEAD');
  const isAsKnown = status === 405 && allowed.join() === known.map((one) => one.toUpperCase()).join();
  return isAsKnown ? null : `${status}, allowed ${allowed}`;
}

/** What was refused may have been wrong in any way; what was taken was as the document asks for it. */
function requestFaults(
  { security, parameters = [], requestBody }: Operation,
  inPath: Record<string, string>,
  { status, authorization, sent }: Exchange,
  check: Check,
): string[] {
  if (status >= 400) return [];
  return [
    ...(security && !/^code /i.test(authorization ?? '') ? ['taken without a code'] : []),
    ...parameters.flatMap(({ name, schema }) =>
      check(schema, decodeURIComponent(inPath[name] ?? ''), `path's ${name}`),
    ),
    ...(requestBody ? check(requestBody.content['application/json']?.schema ?? {}, sent, 'request') : []),
  ];
}

function answerFaults(
  response: Response | undefined,
  { method, status, headers, body }: Exchange,
  check: Check,
): string[] {
  if (!response) return [`${status} is not documented`];
  const missing = Object.keys(response.headers ?? {}).filter((name) => !(name.toLowerCase() in headers));
  if (missing.length > 0) return [`${status} has no ${missing.join(', ')}`];
  if (method === 'HEAD') return [];
  if (!response.content) return body === '' ? [] : [`${status} has a body`];
  const [type = ''] = String(headers['content-type']).split(';');
  const schema = response.content[type]?.schema;
  return schema ? check(schema, JSON.parse(body), `${status}`) : [`${status} is of type ${type}`];
}

/** @returns what is wrong with a value by a schema */
type Check = (schema: object, value: unknown, where: string) => string[];

/** Each schema is compiled when it is first needed. */
function validators(schemas: Record<string, object>): Check {
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(resolved(schema), name);
  const known = new Map<object, ValidateFunction>();
  return (schema, value, where) => {
    const validate = known.get(schema) ?? ajv.compile(resolved(schema));
    known.set(schema, validate);
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${where}${instancePath} ${message}${params.additionalProperty ? ` (${params.additionalProperty})` : ''}`,
    );
  };
}

/** Names of schemas in place of places in the document. */
const resolved = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', ''));

/** With no other members than those that are named, wherever an object's members are. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  const isOpen = parts.type === 'object' && 'properties' in parts && !('additionalProperties' in parts);
  return isOpen ? { ...parts, additionalProperties: false } : parts;
}
