/** What a text file must hold for a definition: every sentence, and none that nothing shows. */
import { z } from 'zod';
import { ageGroups } from '../core/attempt/profile';
import { type Definition, itemIds } from '../core/definition/definition';
import { highestAnswer } from '../core/definition/items';
import { bands } from '../core/definition/types';
import { guideReaders } from '../core/feedback/text-content';
import type { Scale } from '../core/scoring/kinds';

const sentence = z.string().trim().min(1, 'the text is empty');

const sentences = (keys: readonly string[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, sentence])));

const levelsOf = (scale: Scale) => {
  switch (scale.kind) {
    case 'sum':
    case 'criteria':
      return z.strictObject({ band: sentences(bands) });
    case 'exposure':
      return z.strictObject({
        victim: sentences(['none', 'occasional', 'repeated', 'severe']),
        aggressor: sentences(['none', 'occasional', 'repeated']),
      });
    case 'wellbeing':
      return z.strictObject({
        level: sentences(scale.bounds.map(({ level }) => level)),
        distress: sentences(['usual', 'raised']),
      });
    case 'protective':
      return z.strictObject({ level: sentences(scale.bounds.map(({ level }) => level)) });
  }
};

const labelsOf = (definition: Definition): string[] => {
  const labels = Object.values(definition.scales).flatMap((scale): (string | undefined)[] => {
    if (scale.kind === 'sum') return [scale.harm?.cappedLabel, scale.harm?.unknownLabel, scale.closedLabel];
    if (scale.kind !== 'criteria') return [];
    return [scale.closedLabel, ...scale.rules.map((rule) => ('label' in rule ? rule.label : undefined))];
  });
  return [...new Set(labels.filter((label) => label !== undefined))];
};

const page = z.strictObject({ title: sentence, lead: sentence.exactOptional() });

const options = (count: number) => z.array(sentence).length(count, `there must be ${count} answers`);

export const textsSchema = (definition: Definition) => {
  const entries = <T extends z.ZodType>(keys: string[], schema: (key: string) => T) =>
    Object.fromEntries(keys.map((key) => [key, schema(key)]));
  const entriesOf = <V, T extends z.ZodType>(record: Record<string, V>, schema: (value: V) => T) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, schema(value)]));
  return z.strictObject({
    title: sentence,
    windows: sentences(Object.keys(definition.windows)),
    pages: z.strictObject(
      entries(
        definition.pages.map(({ id }) => id),
        () => page,
      ),
    ),
    answers: z.strictObject(entriesOf(definition.answerSets, options)),
    itemAnswers: z
      .strictObject(
        entries(itemIds(definition), (item) => options(highestAnswer(definition, item) + 1).exactOptional()),
      )
      .exactOptional(),
    items: sentences(itemIds(definition)),
    scales: z.strictObject(
      entriesOf(definition.scales, (scale) => z.strictObject({ name: sentence, describes: levelsOf(scale) })),
    ),
    labels: sentences([...labelsOf(definition), 'notScored']),
    strengths: sentences([...definition.feedback.strength.items, 'none']),
    thanks: sentence,
    notDiagnosis: sentence,
    recheck: sentence,
  });
};

const head = {
  title: sentence,
  /** Who wrote it, by role. */
  role: z.enum(['psychologist', 'lead']),
  date: z.iso.date('the date must be written as 2026-01-31'),
};

/** The heads of the Markdown files. */
export const textHeadSchemas = {
  recommendation: z.strictObject({ ...head, byAge: sentences(ageGroups).exactOptional() }),
  guide: z.strictObject({
    ...head,
    summary: sentence,
    boxes: sentences(guideReaders),
    sources: z.array(sentence).min(1),
  }),
} as const;

const stem = sentence.refine((pattern) => {
  try {
    return new RegExp(pattern, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}, 'the stem is no regular expression');

const forbiddenWords = z.array(z.strictObject({ stem, reason: sentence }));

/** Words that no text for students may have. */
export const forbiddenSchema = z.strictObject({ kk: forbiddenWords, ru: forbiddenWords });
