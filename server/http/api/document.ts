/** The API as OpenAPI 3.1 has it, made from its endpoints: what each takes and answers is told by the schemas that check it. */
import type { z } from 'zod';
import type { Endpoint } from './endpoint';
import { jsonSchema, referenceTo } from './json-schema';
import { problemAnswers } from './problem-answers';

/** Its paths, by OpenAPI's way of writing them. */
export function pathsOf(endpoints: readonly Endpoint<never>[]): Record<string, object> {
  const paths: Record<string, object> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method]: operationOf(endpoint) };
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
