/** What a text file must hold for a definition: every sentence, and none that nothing shows. */
import { z } from 'zod';
import { ageGroups } from '../../core/attempt/profile';
import { bandIds } from '../../core/definition/bands';
import { type Definition, itemIds } from '../../core/definition/definition';
import { highestAnswer } from '../../core/definition/items';
import { guideReaders } from '../../core/feedback/text-content';
import type { Scale } from '../../core/scoring/kinds';
import { inEachLanguage } from '../../core/text/languages';
import { checkOf } from '../kinds';

const sentence = z.string().trim().min(1, 'the text is empty');

const sentences = (keys: readonly string[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, sentence])));

/** A sentence for each level that a result can have. */
const describedLevels = (scale: Scale) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(checkOf(scale).levelsOf(scale)).map(([property, levels]) => [
        property,
        sentences(levels),
      ]),
    ),
  );

const labelsOf = (definition: Definition): string[] => {
  const scales = Object.values(definition.scales);
  return [...new Set(scales.flatMap((scale) => checkOf(scale).labelsOf(scale)))];
};

/** Staff find a text by its name; that of a band has its band's. */
const namedTexts = ({ feedback, guides }: Definition): string[] => [
  ...feedback.labelTexts,
  ...feedback.extras.map(({ text }) => text),
  ...guides,
];

const staffTexts = (definition: Definition) =>
  z.strictObject({
    flags: z.strictObject(
      Object.fromEntries(
        definition.flags.map(({ flag }) => [flag, z.strictObject({ title: sentence, text: sentence })]),
      ),
    ),
    points: sentences(definition.quality.points.map(({ point }) => point)),
    labels: sentences(labelsOf(definition)),
    texts: sentences(namedTexts(definition)),
    ...(definition.feedback.readers && { readers: sentences(Object.keys(definition.feedback.readers)) }),
  });

/** Those that the definition chooses among, where it does. */
const chosenSentences = ({ feedback: { open, today } }: Definition) => ({
  ...(open && { open: sentences(open.map(({ sentence: id }) => id)) }),
  ...(today && { today: sentences(today.map(({ sentence: id }) => id)) }),
});

const page = z.strictObject({ title: sentence, lead: sentence.exactOptional() });

const options = (count: number) => z.array(sentence).length(count, `there must be ${count} answers`);

export const textsSchema = (definition: Definition) => {
  const entries = <T extends z.ZodType>(keys: string[], schema: (key: string) => T) =>
    Object.fromEntries(keys.map((key) => [key, schema(key)]));
  const entriesOf = <V, T extends z.ZodType>(record: Record<string, V>, schema: (value: V) => T) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, schema(value)]));
  return z.strictObject({
    title: sentence,
    lead: sentence.exactOptional(),
    about: sentence.exactOptional(),
    sources: sentence.exactOptional(),
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
    bands: sentences(bandIds(definition)),
    scales: z.strictObject(
      entriesOf(definition.scales, (scale) =>
        z.strictObject({ name: sentence, describes: describedLevels(scale) }),
      ),
    ),
    labels: sentences([...labelsOf(definition), 'notScored']),
    strengths: sentences([...definition.feedback.strength.items, 'none']),
    thanks: sentence,
    notDiagnosis: sentence,
    recheck: sentence,
    ...chosenSentences(definition),
    nothing: sentence.exactOptional(),
    staff: staffTexts(definition),
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

export const pattern = sentence.refine((written) => {
  try {
    return new RegExp(written, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}, 'the stem is no regular expression: is a bracket open, or does * + ? stand where nothing can be repeated?');

const forbiddenWords = z.array(z.strictObject({ stem: pattern, reason: sentence }));

/** Words that no text for students may have. */
export const forbiddenSchema = z.strictObject(inEachLanguage(() => forbiddenWords));
