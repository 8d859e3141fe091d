/** The shape of ids, numbers and conditions in a definition file. */
import { z } from 'zod';
import { profileFields } from '../../core/attempt/profile-fields';
import type { Condition } from '../../core/definition/conditions';
import { isReserved, reservedReason } from '../rules/reserved-names';

/** Ids become object keys and file names. */
export const id = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, {
    error:
      'an id begins with a Latin letter and has Latin letters, digits and dashes only; a Cyrillic letter that looks the same is none',
    abort: true,
  })
  .refine((name) => !isReserved(name), { error: ({ input }) => reservedReason(String(input)) });
export const ids = z.array(id).min(1);
export const count = z.int().min(0);
export const positive = z.int().min(1);

export const status = z.enum(
  profileFields.flatMap((field) => (field.id === 'status' && field.kind === 'choice' ? field.options : [])),
);

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(condition).min(1) }),
      z.strictObject({ any: z.array(condition).min(1) }),
      z.strictObject({ not: condition }),
      z
        .strictObject({
          item: id,
          atLeast: count.exactOptional(),
          atMost: count.exactOptional(),
          isNot: count.exactOptional(),
          orMissing: z.boolean().exactOptional(),
        })
        .refine(
          ({ atLeast, atMost, isNot }) => (atLeast ?? atMost ?? isNot) !== undefined,
          'a limit is missing: atLeast, atMost or isNot',
        ),
      z.strictObject({ sumOf: ids, atLeast: positive }),
      z.strictObject({ ageUnder: positive }),
      z.strictObject({ profile: z.literal('status'), isOneOf: z.array(status).min(1) }),
      z.strictObject({ scale: id, property: id, isOneOf: ids }),
      z.strictObject({ scale: id, scoreAtMost: count }),
      z.strictObject({ anyBandFrom: id }),
      z.strictObject({ verdict: z.array(z.enum(['valid', 'doubtful', 'excluded'])).min(1) }),
    ],
    {
      error:
        'this is no condition that the engine knows. It begins with all, any, not, item, sumOf, ageUnder, profile, scale, anyBandFrom or verdict',
    },
  ),
);
