/** JSON Schema (2020-12, as OpenAPI 3.1 has it) of the schemas that check requests and describe answers. */
import { z } from 'zod';
import { answerShapes, requestShapes } from './shapes';

type Direction = 'input' | 'output';
type JsonSchema = z.core.JSONSchema.BaseSchema;

const uriOf = (id: string) => `#/components/schemas/${id}`;

const options = (io: Direction) => ({
  io,
  uri: uriOf,
  override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
    // The contract only grows: whoever reads an answer must not mind a member that came later.
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    // That a whole number is one which JavaScript can hold says nothing to who reads an answer; what is sent is held to it.
    if (io === 'input') return;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  },
  // Of all that JSON cannot write, answers have moments only.
  unrepresentable: ({ zodSchema }: { zodSchema: z.core.$ZodTypes }) =>
    zodSchema._zod.def.type === 'date'
      ? { type: 'string' as const, format: 'date-time' }
      : ('throw' as const),
});

const bare = ({ $schema: _schema, $id: _id, ...schema }: JsonSchema): JsonSchema => schema;

export const jsonSchema = (schema: z.ZodType, io: Direction): JsonSchema =>
  bare(z.toJSONSchema(schema, options(io)));

/** Every shape of a registry by its id; where they have each other in them, by reference. */
function schemasOf(shapes: z.core.$ZodRegistry<{ id: string }>, io: Direction): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(shapes, options(io));
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

export const componentSchemas = (): Record<string, JsonSchema> => ({
  ...schemasOf(requestShapes, 'input'),
  ...schemasOf(answerShapes, 'output'),
});

/** @throws Error for a shape without a name */
export function referenceTo(shape: z.ZodType): { $ref: string } {
  const id = (requestShapes.get(shape) ?? answerShapes.get(shape))?.id;
  if (!id) throw new Error('What an endpoint takes or answers is registered among the shapes of the API');
  return { $ref: uriOf(id) };
}

/** In place of a shape whose kinds are known only at run time: any of them, each under a name of its own. */
export function anyOf(name: string, kinds: Record<string, z.ZodType>): Record<string, JsonSchema> {
  const named = Object.entries(kinds).map(
    ([kind, schema]) => [`${name}.${kind.replaceAll('/', '.')}`, jsonSchema(schema, 'output')] as const,
  );
  return {
    [name]: { anyOf: named.map(([id]) => ({ $ref: uriOf(id) })) },
    ...Object.fromEntries(named),
  };
}
