/**
 * The API as an OpenAPI 3.1 document, made from its endpoints: what each takes and answers is told by the schemas that
 * check it.
 */
import type { z } from 'zod';
import { languages } from '../../core/text/languages';
import type { Endpoint } from './endpoint';
import { anyOf, componentSchemas, jsonSchema, referenceTo } from './json-schema';
import { methodNotAllowed, problemAnswers } from './problem-answers';

interface Api {
  publicUrl: string;
  /** By the name of the operation. */
  endpoints: Record<string, Endpoint<never>>;
  /** By name of a shape that is one of several, known only at run time: their schemas, by their own names. */
  kinds: Record<string, Record<string, z.ZodType>>;
}

export function openApiDocument({ publicUrl, endpoints, kinds }: Api) {
  const variants = Object.entries(kinds).map(([name, schemas]) => anyOf(name, schemas));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Self-check',
      version: '1.0.0',
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        `Texts of problems follow Accept-Language (${languages.join(', ')}). ` +
        'Nothing here needs a cookie: whoever holds the code may read and change. ' +
        'The contract only grows: an answer may have further members one day, and those of a request that the server does not know are ignored.',
    },
    servers: [{ url: publicUrl }],
    components: {
      securitySchemes: {
        code: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Authorization: Code <code>`',
        },
      },
      schemas: Object.assign(componentSchemas(), ...variants),
      responses: { MethodNotAllowed: methodNotAllowed },
    },
    paths: pathsOf(endpoints),
  };
}

export function pathsOf(endpoints: Record<string, Endpoint<never>>): Record<string, object> {
  const paths: Record<string, object> = {};
  for (const [operationId, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method]: { operationId, ...operationOf(endpoint) } };
  }
  return paths;
}

function operationOf(endpoint: Endpoint<never>) {
  const { summary, description, who, params, body } = endpoint;
  return {
    summary,
    ...(description && { description }),
    ...(who === 'respondent' && { security: [{ code: [] }] }),
    ...(params && { parameters: parametersOf(params) }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: referenceTo(body) } } },
    }),
    responses: { ...successOf(endpoint), ...problemAnswers(endpoint) },
  };
}

const parametersOf = (params: z.ZodObject) =>
  Object.entries(params.shape).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema: jsonSchema(schema as z.ZodType, 'input'),
  }));

function successOf({ answer: { shape, description, type = 'application/json', cache } }: Endpoint<never>) {
  if (!shape) return { 204: { description } };
  const content = { [type]: { schema: referenceTo(shape) } };
  return { 200: { description, content }, ...(cache && { 304: { description: 'Unchanged' } }) };
}
