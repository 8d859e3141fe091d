/**
 * What changed since an earlier attempt on the same code, in words: no number, no praise and no blame. Pure, so that it
 * runs on the phone as well.
 */

import { defined } from '../../defined';
import type { Definition } from '../../definition/definition';
import { idOf } from '../../definition/name';
import type { Texts } from '../../definition/texts';
import type { Language, Result } from '../../definition/types';
import { scaleTexts } from '../../feedback/scale-texts';
import {
  comparisonOf,
  monthsOf,
  type ScaleComparison,
  type SubmittedAttempt,
} from '../../scoring/comparison';
import { dayText } from '../../text/day-text';
import { dayOf, type Instant, monthsAfter } from '../../text/days';
import type { Translate } from '../../text/translate';

export interface Reader {
  t: Translate;
  language: Language;
}

/** As the store has it, or as it comes from `/api/my`. */
export interface ComparedAttempt {
  questionnaire: string;
  submittedAt: Instant | null;
  isTryOut: boolean;
  result?: Result | null;
}

/** What says the same of several scales stands together. */
interface ComparisonGroup {
  names: string;
  word: string;
  text: string;
}

export interface ComparisonView {
  groups: ComparisonGroup[];
}

/** The newest finished attempt that counts: what a comparison on the page is about. */
export function newestSubmitted<One extends ComparedAttempt>(attempts: readonly One[]): One | null {
  const timeOf = ({ submittedAt }: One) => (submittedAt === null ? 0 : new Date(submittedAt).getTime());
  const submitted = attempts.filter(({ submittedAt, isTryOut }) => submittedAt !== null && !isTryOut);
  return submitted.sort((one, other) => timeOf(other) - timeOf(one))[0] ?? null;
}

/** In the order in which they are read. */
const words = ['up', 'down', 'same', 'tooSoon', 'notScored', 'otherVersion'] as const;
type Word = (typeof words)[number];

export interface Asked {
  definition: Definition;
  /** The reader's language is enough. */
  texts: Partial<Record<Language, Texts>>;
}

/** @param questionnaire that of `attempt`; `attempts`: of the code, those of other questionnaires say nothing. null where there is nothing to say */
export function comparisonView(
  { definition, texts }: Asked,
  { attempt, attempts }: { attempt: ComparedAttempt; attempts: ComparedAttempt[] },
  { t, language }: Reader,
): ComparisonView | null {
  const [own] = comparable([attempt]);
  if (!own) return null;
  const isSame = (one: ComparedAttempt) => idOf(one.questionnaire) === idOf(own.questionnaire);
  const said = comparisonOf(definition, own, comparable(attempts.filter(isSame))).flatMap((one) => {
    const wording = wordingOf(one);
    return wording ? [{ ...wording, name: nameOf(texts[language], one.scale) }] : [];
  });
  const groups = words.flatMap((word) =>
    [...new Set(said.filter((one) => one.word === word).map((one) => one.day))].map((day) => ({
      names: said
        .filter((one) => one.word === word && one.day === day)
        .map((one) => one.name)
        .join(' · '),
      word: t(`consultations:comparison.${word}.word`),
      text: t(`consultations:comparison.${word}.text`, { day: day && dayText(t, day) }),
    })),
  );
  return groups.length > 0 ? { groups } : null;
}

/**
 * From when on the next attempt can be compared with one of these: one sentence for each length of window.
 * @param attempts of one questionnaire; answers in doubt, and those to an older version, are compared with nothing
 */
export function comparableFrom(
  { definition, texts }: Asked,
  { attempts, now }: { attempts: readonly ComparedAttempt[]; now: Date },
  { t, language }: Reader,
): string[] {
  const name = newestSubmitted(attempts)?.questionnaire;
  const [first] = comparable(attempts)
    .filter(({ questionnaire, result }) => questionnaire === name && result.quality.verdict === 'valid')
    .map(({ submittedAt }) => dayOf(submittedAt))
    .sort();
  if (first === undefined) return [];
  const scales = definition.feedback.scales.map((scale) => ({ scale, months: monthsOf(definition, scale) }));
  const lengths = [...new Set(scales.map(({ months }) => months))].filter((months) => months !== null);
  return lengths
    .sort((one, other) => one - other)
    .map((count) => {
      const names = scales
        .filter(({ months }) => months === count)
        .map(({ scale }) => nameOf(texts[language], scale))
        .join(' · ');
      const from = monthsAfter(first, count);
      return dayOf(now) >= from
        ? t('consultations:my.comparableNow', { names })
        : t('consultations:my.comparableFrom', { names, day: dayText(t, from) });
    });
}

/** Attempts that somebody meant for themselves and finished. */
const comparable = (attempts: readonly ComparedAttempt[]): SubmittedAttempt[] =>
  attempts.flatMap(({ questionnaire, submittedAt, isTryOut, result }) =>
    submittedAt !== null && !isTryOut && result ? [{ questionnaire, submittedAt, result }] : [],
  );

/** null for answers of doubtful quality: to say why would accuse. */
function wordingOf(one: ScaleComparison): { word: Word; day: string } | null {
  switch (one.kind) {
    case 'change':
      return { word: one.direction, day: one.since };
    case 'noClearChange':
      return { word: 'same', day: one.since };
    case 'tooSoon':
      return { word: 'tooSoon', day: one.from };
    case 'notComparable':
      return one.hindrance === 'doubtful' ? null : { word: one.hindrance, day: '' };
  }
}

const nameOf = (texts: Texts | undefined, scale: string): string =>
  scaleTexts(defined(texts, 'the texts of what is compared'), scale).name;
