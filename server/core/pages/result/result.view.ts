/**
 * The result as a student reads it: words first, one picture of the levels, one thing to do today, everything else a tap
 * away. Pure: a phone without network draws the same page.
 */

import { type AgeGroup, ageGroupOf } from '../../attempt/profile';
import type { Profile } from '../../attempt/profile-fields';
import { defined } from '../../defined';
import { bandRules, shadeOf } from '../../definition/bands';
import { isMet } from '../../definition/conditions';
import type { Definition } from '../../definition/definition';
import type { Texts } from '../../definition/texts';
import type { BandedResult, Language, Result, SubmittedAnswers } from '../../definition/types';
import {
  factsOf,
  feedbackFor,
  readingOrder,
  type ScaleFeedback,
  textsAboutAnswers,
} from '../../feedback/feedback';
import { strongestAnswers } from '../../feedback/own-answers';
import { readersOf, readFor } from '../../feedback/reader';
import { bandWord, scaleTexts } from '../../feedback/scale-texts';
import { resultSentences } from '../../feedback/sentences';
import { type Today, todayOf } from '../../feedback/today';
import { isClosed } from '../../scoring/kinds';
import { type Bounds, bandedOf, levelOf } from '../../scoring/levels';
import { renderMarkdown } from '../../text/markdown';
import type { Translate } from '../../text/translate';
import { isAtSchool } from '../help-lines';

interface Reader {
  t: Translate;
  language: Language;
}

/** A recommendation in the reader's language, typeset. */
export interface ShownText {
  id: string;
  title: string;
  body: string;
  byAge?: Record<AgeGroup, string>;
}

/** The texts that this result shows, by id. */
export type ShownTexts = Record<string, ShownText>;

interface Asked {
  definition: Definition;
  /** The reader's language is enough. */
  texts: Partial<Record<Language, Texts>>;
}

interface Submitted {
  profile: Profile;
  submittedAnswers: SubmittedAnswers | null;
  result: Result | null;
}

/** One decimal at most, cut off so that a score never seems to reach the next level; a decimal comma in both languages. */
export function formatScore(score: number): string {
  return String(Math.floor(score * 10) / 10).replace('.', ',');
}

export function resultView(
  { definition, texts: allTexts }: Asked,
  /** offersFromAge: the age from which a psychologist is offered */
  { attempt, shown, offersFromAge }: { attempt: Submitted; shown: ShownTexts; offersFromAge: number },
  reader: Reader,
) {
  const texts = defined(allTexts[reader.language], `texts in ${reader.language}`);
  const result = attempt.result as Result;
  const { profile } = attempt;
  const answers = attempt.submittedAnswers ?? {};
  const answered = { answers, result, age: profile.age };
  const feedback = feedbackFor(definition, answered);
  const facts = { ...factsOf(definition, answered), profile };
  const readers = readersOf(definition, facts);
  const { scales, more, ...single } = resultSentences(definition, texts, { feedback, result });
  const bodies = Object.fromEntries(Object.values(shown).map(({ id, body }) => [id, readFor(body, readers)]));
  const nameOf = (scale: string) => scaleTexts(texts, scale).name;
  const drawing = { reader, definition, texts };
  const numbers = feedback.scales
    .map((one) => numbersView(drawing, nameOf(one.scale), one, result))
    .filter((one) => one !== null);
  const banded = Object.entries(scales).map(([scale, sentences]) => ({ name: nameOf(scale), sentences }));
  // Where no scale has bands, what is told of the others is the result itself.
  const hasBands = feedback.scales.length > 0;
  const { guidesFor } = definition.feedback;
  const aboutAnswers = textsAboutAnswers(definition);
  const read = readingOrder(definition, feedback).flatMap((id) =>
    shown[id]
      ? [
          {
            ...textView(shown[id], profile.age, readers),
            own: ownAnswers(drawing, feedback.scales, id, answers),
          },
        ]
      : [],
  );
  return {
    ...single,
    scales: hasBands ? banded : more,
    more: hasBands ? more : [],
    levels: numbers.map(({ name, bar }) => levelView(reader, name, bar)),
    levelEnds: levelEnds(numbers.map(({ bar }) => bar.bands)),
    today: todayView(drawing, todayOf(definition, feedback, result, bodies), profile.age),
    /** Stands before all that is concluded. */
    cautions: read.filter(({ id }) => aboutAnswers.includes(id)),
    texts: read.filter(({ id }) => !aboutAnswers.includes(id)),
    /** Of these texts, as they are read. */
    bodies: read.flatMap(({ id }) => (aboutAnswers.includes(id) ? [] : [bodies[id] ?? ''])),
    numbers,
    isWarm: feedback.offerHelp === 'warm',
    isAtSchool: isAtSchool(profile),
    isOffered: profile.age >= offersFromAge,
    hasGuides: definition.guides.length > 0 && (!guidesFor || isMet(guidesFor, facts)),
    reminder: reminderView(definition, feedback.scales[0]?.band ?? null, reader),
  };
}

function textView({ id, title, body, byAge }: ShownText, age: number, readers: string[]) {
  const forAge = byAge?.[ageGroupOf(age)];
  return {
    ...{ id, title },
    html: renderMarkdown(readFor(body, readers)),
    forAge: forAge && readFor(forAge, readers),
  };
}

/** With the text of a scale that is not calm. */
function ownAnswers(
  { definition, texts }: Drawing,
  scales: ScaleFeedback[],
  textId: string,
  answers: SubmittedAnswers,
) {
  const one = scales.find(({ textIds }) => textIds.includes(textId));
  return !one || bandRules(definition, one.band)?.isCalm
    ? []
    : strongestAnswers(definition, texts, one.scale, answers);
}

function todayView({ reader: { t }, texts }: Drawing, today: Today | null, age: number): string | null {
  if (today?.kind === 'step') return today.step;
  if (today?.kind === 'sentence') return defined(texts.today?.[today.id], `the step ${today.id}`);
  if (!today) return null;
  const isUnder18 = ageGroupOf(age) === 'under18';
  return isUnder18 ? t('screening:result.todayAdult') : t('screening:result.todayPerson');
}

/** Between two steps of a picture of levels, in percent of its width. */
const gap = 1;

/** A scale among the steps of its bands: a name, a word and where the step lies, no score. */
function levelView(
  { t }: Reader,
  name: string,
  { bandLabel, bands }: { bandLabel: string; bands: { isCurrent: boolean }[] },
) {
  const current = bands.findIndex(({ isCurrent }) => isCurrent);
  const step = current + 1;
  const steps = bands.length;
  const width = (100 - (steps - 1) * gap) / steps;
  return {
    ...{ name, step, steps },
    level: bandLabel,
    aloud: t('screening:result.step', { step, steps }),
    marks: bands.map(({ isCurrent }, index) => ({
      ...{ x: percent(index * (width + gap)), width: percent(width) },
      ...{ isReached: index <= current, isCurrent },
    })),
  };
}

const percent = (share: number): string => `${Math.round(share * 100) / 100}%`;

/** The words under both ends of the pictures, where all pictures have the same ones. */
function levelEnds(pictures: { label: string }[][]): { lowest: string; highest: string } | null {
  const [lowest, ...otherLowest] = new Set(pictures.map((bands) => bands[0]?.label));
  const [highest, ...otherHighest] = new Set(pictures.map((bands) => bands.at(-1)?.label));
  const isShared = otherLowest.length === 0 && otherHighest.length === 0;
  return isShared && lowest && highest ? { lowest, highest } : null;
}

interface Drawing {
  reader: Reader;
  definition: Definition;
  texts: Texts;
}

/** The score of one scale; null where it was not asked or not answered, or is told in words only. */
function numbersView(drawing: Drawing, name: string, { scale: id, hasBar }: ScaleFeedback, result: Result) {
  const rules = drawing.definition.scales[id];
  const scored = bandedOf(result, id);
  if (!rules || !hasBar || !('bounds' in rules)) return null;
  if (!scored || scored.score === null || scored.band === null || isClosed(rules, scored)) return null;
  const { score, band } = scored;
  return { id, name, bar: barView(drawing, name, rules.bounds, { ...scored, score, band }) };
}

function barView(
  { reader: { t }, definition, texts }: Drawing,
  name: string,
  bounds: Bounds<string>,
  { score, band, max, label }: BandedResult & { score: number; band: string },
) {
  const isLifted = levelOf(bounds, score) !== band && !label;
  return {
    caption: name,
    ...{ score, max },
    scoreText: formatScore(score),
    bandLabel: bandWord(texts, band),
    note: isLifted ? t('screening:result.lifted') : undefined,
    bands: bounds.map(({ level, from }, index) => {
      const next = bounds[index + 1]?.from;
      const last = next === undefined ? max : next - 1;
      return {
        label: bandWord(texts, level),
        shade: shadeOf(definition, level),
        from,
        to: next ?? max,
        range: `${from}–${last}`,
        aloud: t('shared:bandBar.fromTo', { from, to: last }),
        isCurrent: level === band,
      };
    }),
  };
}

/** By the most important scale; none where nothing was scored. */
function reminderView(definition: Definition, band: string | null, { t }: Reader) {
  const weeks = bandRules(definition, band)?.remindAfterWeeks;
  if (weeks === undefined) return null;
  return {
    href: `/test/reminder.ics?weeks=${weeks}`,
    hint: t('screening:reminder.hint', { count: weeks, title: t('screening:reminder.title') }),
  };
}
