/** The shape of an uploaded attempt; whether its answers exist in the questionnaire is checked by the service. */
import { z } from 'zod';
import { isCode } from '../core/attempt/code';
import { chosenOnce, maxAge, minAge, unanswered } from '../core/attempt/profile';
import { type Profile, type ProfileField, profileFields } from '../core/attempt/profile-fields';
import { regions } from '../core/attempt/regions';
import { isUuid } from '../shared/ids';

/** Far more than a person saves in one attempt, and safe to add one to. */
const maxSequence = 1_000_000_000;
const mostShownTexts = 40;

export const attemptId = z
  .string()
  .refine(isUuid)
  .meta({ format: 'uuid', description: 'A random UUID (v4)' });

const code = z
  .string()
  .max(64)
  .refine(isCode)
  .meta({ description: 'Sixteen symbols of Crockford’s base32, the last one a check symbol' });

const itemId = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,9}$/);
const pageId = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,19}$/);

function valueSchema(field: ProfileField): z.ZodType {
  switch (field.kind) {
    case 'choice':
      return z.enum(field.options);
    case 'choices':
      return z.array(z.enum(field.options)).max(field.options.length).overwrite(chosenOnce);
    case 'age':
      return z.int().min(minAge).max(maxAge).meta({ description: 'Years' });
    case 'region':
      return z.enum(regions.map(({ kato }) => kato)).meta({ description: 'KATO code' });
  }
}

function fieldSchema(field: ProfileField): z.ZodType {
  const missing = unanswered(field);
  return missing === undefined ? valueSchema(field) : valueSchema(field).default(missing);
}

export const profileSchema = z.object(
  Object.fromEntries(profileFields.map((field) => [field.id, fieldSchema(field)])) as {
    [Id in keyof Profile]: z.ZodType<Profile[Id]>;
  },
);

export const uploadSchema = z.object({
  code,
  questionnaire: z.string().max(80),
  language: z.enum(['kk', 'ru']),
  hasSwitchedLanguage: z.boolean().exactOptional(),
  profile: profileSchema,
  answers: z
    .record(itemId, z.int().min(0).max(20).nullable())
    .meta({ description: 'By item; null for a skipped one, absent for one not reached' }),
  timings: z.record(pageId, z.int().min(0)).default({}).meta({ description: 'Milliseconds by page' }),
  unclear: z
    .array(itemId)
    .max(200)
    .default([])
    .transform((items) => [...new Set(items)].sort()),
  shown: z
    .array(z.object({ id: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/), version: z.int().min(1) }))
    .max(mostShownTexts)
    .default([]),
  campaign: z
    .string()
    .max(80)
    .nullish()
    .transform((slug) => slug ?? null),
  sequence: z.int().min(1).max(maxSequence),
  submitted: z.boolean(),
});

export const satisfactionSchema = z.object({
  satisfaction: z.literal([1, 2, 3, 4, 5]).meta({ description: '1 not at all .. 5 very satisfied' }),
});
