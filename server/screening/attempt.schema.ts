/** The shape of an uploaded attempt; whether its answers exist in the questionnaire is checked by the service. */
import { z } from 'zod';
import { longestSlug } from '../campaigns/campaigns.schema';
import { isCode } from '../core/attempt/code';
import { chosenOnce, maxAge, minAge, unanswered } from '../core/attempt/profile';
import { type Profile, type ProfileField, profileFields } from '../core/attempt/profile-fields';
import { regions } from '../core/attempt/regions';
import { languages } from '../core/definition/types';
import { answerShapes, requestShapes } from '../http/api/shapes';
import { itemIdPattern, mostItems, pageIdPattern, textIdPattern } from '../questionnaires/rules/ids.rules';
import { uuidV4 } from '../shared/ids';

/** Far more than a person saves in one attempt, and safe to add one to. */
const maxSequence = 1_000_000_000;
const mostShownTexts = 40;
/** Of a questionnaire. */
export const longestName = 80;

export const attemptId = z
  .string()
  .regex(uuidV4)
  .meta({
    format: 'uuid',
    description: 'A random UUID (v4, lower case) made by the phone',
    examples: ['0b9f2a6c-6d1e-4c0e-9a63-0f6f5f6c1a52'],
  });

export const questionnaireName = z
  .string()
  .max(longestName)
  .meta({ description: '`<id>/<version>`', examples: ['self-diagnosis/v1'] });

export const questionnaireHash = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .meta({ description: 'Of the version that was begun; answers are read and scored with no other one' });

const code = z
  .string()
  .max(64)
  .refine(isCode)
  .meta({
    description:
      'Sixteen symbols of Crockford’s base32, the last one a check symbol; case, spaces and dashes are forgiven',
    examples: ['GRR0-RYCZ-01AF-C5BS'],
  });

/** Of a record that JSON can tell of as `maxProperties`. */
const upTo = <Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(
  most: number,
  key: Key,
  value: Value,
) =>
  z
    .record(key, value)
    .refine((entries) => Object.keys(entries).length <= most)
    .meta({ maxProperties: most });

const itemId = z.string().regex(itemIdPattern);
const pageId = z.string().regex(pageIdPattern);

function valueSchema(field: ProfileField): z.ZodType {
  switch (field.kind) {
    case 'choice':
      return z.enum(field.options);
    case 'choices':
      return z
        .array(z.enum(field.options))
        .max(field.options.length)
        .overwrite(chosenOnce)
        .meta({ description: 'One that is named twice counts once' });
    case 'age':
      return z
        .int()
        .min(minAge, 'problems:tooYoung')
        .max(maxAge)
        .meta({ description: 'Years; of a younger child nothing is stored', examples: [15] });
    case 'region':
      return z.enum(regions).meta({ description: 'KATO code' });
  }
}

function fieldSchema(field: ProfileField): z.ZodType {
  const missing = unanswered(field);
  return missing === undefined ? valueSchema(field) : valueSchema(field).default(missing);
}

const profileSchema = z
  .object(
    Object.fromEntries(profileFields.map((field) => [field.id, fieldSchema(field)])) as {
      [Id in keyof Profile]: z.ZodType<Profile[Id]>;
    },
  )
  .register(answerShapes, { id: 'Profile' });

/** What a phone sends and gets back alike. */
export const contentShapes = {
  language: z.enum(languages),
  profile: profileSchema,
  answers: upTo(mostItems, itemId, z.int().min(0).max(20).nullable()).meta({
    description: 'By item; null for a skipped one, absent for one not reached',
    examples: [{ q1: 3, q2: null }],
  }),
  timings: upTo(mostItems, pageId, z.int().min(0)).meta({
    description: 'Milliseconds by page',
    examples: [{ p1: 41_500 }],
  }),
  unclear: z.array(itemId).max(200).meta({ description: 'Items marked “I don’t understand this”' }),
  shown: z
    .array(z.object({ id: z.string().regex(textIdPattern), version: z.int().min(1) }))
    .max(mostShownTexts)
    .meta({ description: 'Texts that the result showed', examples: [[{ id: 'sleep', version: 1 }]] }),
};

export const uploadSchema = z
  .object({
    code,
    questionnaire: questionnaireName,
    questionnaireHash: questionnaireHash.exactOptional(),
    ...contentShapes,
    hasSwitchedLanguage: z
      .boolean()
      .exactOptional()
      .meta({ description: 'On the phone, between two uploads' }),
    timings: contentShapes.timings.default({}),
    unclear: contentShapes.unclear.default([]).transform((items) => [...new Set(items)].sort()),
    shown: contentShapes.shown.default([]),
    campaign: z
      .string()
      .max(longestSlug)
      .nullish()
      .transform((slug) => slug ?? null)
      .meta({ description: 'The last part of its link' }),
    sequence: z.int().min(1).max(maxSequence).meta({ description: 'Grows with each save' }),
    submitted: z.boolean(),
  })
  .register(requestShapes, { id: 'Upload' });

const satisfaction = z.literal([1, 2, 3, 4, 5]).meta({ description: '1 not at all .. 5 very satisfied' });

export const satisfactionSchema = z
  .object({ satisfaction })
  .meta({ examples: [{ satisfaction: 4 }] })
  .register(requestShapes, { id: 'Feedback' });
