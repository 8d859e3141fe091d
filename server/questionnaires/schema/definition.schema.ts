/** The shape of a definition file; what its parts say about each other is checked in definition.rules.ts. */
import { z } from 'zod';
import type { Definition } from '../../core/definition/definition';
import { mostReminderWeeks } from '../../core/pages/result/reminder';
import { scaleShape } from '../kinds';
import { definitionProblems } from '../rules/definition.rules';
import { condition, count, id, ids, positive } from './condition.schema';

const band = z.strictObject({
  band: id,
  isCalm: z.boolean().exactOptional(),
  isHigh: z.boolean().exactOptional(),
  asksWarmly: z.boolean().exactOptional(),
  remindAfterWeeks: positive.max(mostReminderWeeks),
  points: count,
});

const inconsistency = z.strictObject({
  runFrom: positive,
  opposites: z.array(z.strictObject({ items: z.tuple([id, id]), differenceFrom: positive })),
});

const priority = z.strictObject({
  ages: z.array(z.strictObject({ under: positive, points: positive })),
  soonFrom: positive.exactOptional(),
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

/** Whoever looks for another kind of rule is told that there is none. */
const closingRule = z.strictObject(
  { whenAllZero: ids, close: ids },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `there is no key ${issue.keys.join(', ')} here: routing knows one rule, whenAllZero and close. When each of the gates was answered with its first answer, the questions to close are not asked`
        : undefined,
  },
);

const chosenSentence = z.strictObject({ sentence: id, when: condition });

const feedback = z.strictObject({
  scales: z.array(id),
  more: z.array(id),
  wordsOnly: z.array(id),
  labelTexts: z.array(id),
  extras: z.array(z.strictObject({ text: id, when: condition })),
  readers: z.record(id, condition).exactOptional(),
  open: z.array(chosenSentence).exactOptional(),
  today: z.array(chosenSentence).exactOptional(),
  guidesFor: condition.exactOptional(),
  strength: z.strictObject({ items: z.array(id), atLeast: positive, onlyBelow: z.record(id, id) }),
  reading: z.strictObject({ minutes: positive, wordsPerMinute: positive }),
});

const textLength = z
  .strictObject({ from: positive, to: positive })
  .refine(({ from, to }) => from <= to, 'from is above to');

const limits = z.strictObject({
  itemWords: positive,
  sentenceWords: positive,
  texts: z.strictObject({ bands: z.record(id, textLength), other: textLength, guide: textLength }),
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
        role: z.enum(['gate', 'harm', 'check']).exactOptional(),
      }),
    ),
    routing: z.array(closingRule),
    bands: z.array(band),
    scales: z.record(id, scaleShape),
    overall: z.strictObject({ scales: z.array(id) }),
    flags: z.array(z.strictObject({ flag: id, points: positive, when: condition })),
    priority,
    quality,
    feedback,
    guides: z.array(id),
    limits,
  })
  .superRefine((definition, context) => {
    for (const { path, reason } of definitionProblems(definition))
      context.addIssue({ code: 'custom', path, message: reason });
  });
