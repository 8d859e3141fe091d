/** The shape of a definition file; what its parts say about each other is checked in definition.rules.ts. */
import { z } from 'zod';
import type { Condition } from '../core/definition/conditions';
import type { Definition } from '../core/definition/definition';
import { itemRoles } from '../core/definition/items';
import { bands } from '../core/definition/types';
import type { Scale } from '../core/scoring/kinds';
import { definitionProblems } from './definition.rules';

/** Ids become object keys and file names. */
const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'an id is letters, digits and dashes');
const ids = z.array(id).min(1);
const count = z.int().min(0);
const positive = z.int().min(1);
const band = z.enum(bands);

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(condition).min(1) }),
      z.strictObject({ any: z.array(condition).min(1) }),
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
      z.strictObject({ scale: id, property: id, isOneOf: ids }),
      z.strictObject({ scale: id, scoreAtMost: count }),
      z.strictObject({ anyBandFrom: band }),
      z.strictObject({ verdict: z.array(z.enum(['valid', 'doubtful', 'excluded'])).min(1) }),
    ],
    { error: 'this is no condition that the engine knows' },
  ),
);

const bounds = <const Levels extends readonly [string, ...string[]]>(levels: Levels) =>
  z.array(z.strictObject({ level: z.enum(levels), from: count }));

const sum = z.strictObject({
  kind: z.literal('sum'),
  items: ids,
  missingAllowed: count,
  bounds: bounds(['low', 'moderate', 'high', 'veryHigh']),
  manyStrong: z.strictObject({ band, items: positive, atLeast: positive }).exactOptional(),
  harm: z
    .strictObject({
      from: band,
      cap: band,
      confirmedBy: z.array(z.strictObject({ items: positive, atLeast: positive })).min(1),
      cappedLabel: id,
      unknownLabel: id,
    })
    .exactOptional(),
  closedLabel: id.exactOptional(),
});

const criteria = z.strictObject({
  kind: z.literal('criteria'),
  items: ids,
  missingAllowed: count,
  criterion: z.strictObject({ atLeast: positive, except: z.record(id, positive) }),
  rules: z
    .array(
      z.union(
        [
          z.strictObject({ band, criteriaFrom: positive }),
          z.strictObject({ band, sumFrom: positive }),
          z.strictObject({ band, when: condition, label: id.exactOptional() }),
        ],
        { error: 'this is no rule that a criteria scale knows' },
      ),
    )
    .min(1),
  standsFrom: band,
  loot: z.strictObject({ items: ids, atLeast: positive }),
  closedLabel: id,
});

const exposure = z.strictObject({
  kind: z.literal('exposure'),
  victim: z.strictObject({
    items: ids,
    repeatedFrom: positive,
    severe: z.strictObject({ forms: positive, alone: z.record(id, positive) }),
  }),
  aggressor: z.strictObject({ items: ids, repeatedFrom: positive }),
});

const wellbeing = z.strictObject({
  kind: z.literal('wellbeing'),
  items: ids,
  bounds: bounds(['low', 'reduced', 'usual']),
  distress: z.strictObject({ items: ids, raisedFrom: positive }),
});

const protective = z.strictObject({
  kind: z.literal('protective'),
  items: ids,
  missingAllowed: count,
  bounds: bounds(['few', 'some', 'strong']),
});

const scale: z.ZodType<Scale> = z.discriminatedUnion('kind', [
  sum,
  criteria,
  exposure,
  wellbeing,
  protective,
]);

const inconsistency = z.strictObject({
  runFrom: positive,
  opposites: z.array(z.strictObject({ items: z.tuple([id, id]), differenceFrom: positive })),
});

const quality = z.strictObject({
  points: z.array(
    z.union(
      [
        z.strictObject({ point: id, when: condition }),
        z.strictObject({ point: id, fastPages: z.strictObject({ pages: positive, msPerItem: positive }) }),
        z.strictObject({ point: id, inconsistency }),
      ],
      { error: 'this is no point that the engine knows' },
    ),
  ),
  doubtfulFrom: positive,
  excludedFrom: positive,
});

const feedback = z.strictObject({
  scales: z.array(id),
  more: z.array(id),
  wordsOnly: z.array(id),
  labelTexts: z.array(id),
  extras: z.array(z.strictObject({ text: id, when: condition })),
  strength: z.strictObject({ items: ids, atLeast: positive, onlyBelow: z.record(id, band) }),
  warmFrom: band,
  reading: z.strictObject({ minutes: positive, wordsPerMinute: positive }),
});

const textLength = z
  .strictObject({ from: positive, to: positive })
  .refine(({ from, to }) => from <= to, 'from is above to');

const limits = z.strictObject({
  itemWords: positive,
  sentenceWords: positive,
  texts: z.strictObject({
    low: textLength,
    moderate: textLength,
    high: textLength,
    veryHigh: textLength,
    other: textLength,
    guide: textLength,
  }),
});

export const definitionSchema: z.ZodType<Definition> = z
  .strictObject({
    id,
    version: z.string().regex(/^v[1-9][0-9]*$/, 'a version is v and a number'),
    itemCount: positive,
    maxItemsPerPage: positive,
    windows: z.record(id, z.strictObject({ months: positive.exactOptional() })),
    answerSets: z.record(id, z.int().min(2)),
    pages: z.array(z.strictObject({ id, window: id, items: ids })).min(1),
    items: z.record(
      id,
      z.strictObject({
        answers: id,
        construct: z.string().min(1),
        reversed: z.boolean().exactOptional(),
        role: z.enum(itemRoles).exactOptional(),
      }),
    ),
    routing: z.array(z.strictObject({ whenAllZero: ids, close: ids })),
    scales: z.record(id, scale),
    overall: z.strictObject({ scales: z.array(id), highFrom: band }),
    flags: z.array(z.strictObject({ flag: id, when: condition })),
    quality,
    feedback,
    guides: z.array(id),
    limits,
  })
  .superRefine((definition, context) => {
    for (const { path, reason } of definitionProblems(definition))
      context.addIssue({ code: 'custom', path, message: reason });
  });
