/** The result as a student reads it: words first, bars where a picture helps, help in the same place for everybody. */
import type { Translate } from '../http/i18n';
import type { TextVersion } from '../library/text';
import type { Definition, SumScale } from '../questionnaire/definition';
import { feedbackFor, readingPlan, type ScaleFeedback } from '../questionnaire/feedback';
import { renderMarkdown } from '../questionnaire/markdown';
import { ageGroupOf } from '../questionnaire/profile';
import { wordCount } from '../questionnaire/prose';
import { resultSentences, wordsOfSentences } from '../questionnaire/result-sentences';
import { isBandFrom, levelOf } from '../questionnaire/scoring/levels';
import type {
  Band,
  BandedResult,
  CriteriaScaleResult,
  Language,
  Result,
  SumScaleResult,
} from '../questionnaire/types';
import { typeset } from '../questionnaire/typeset';
import type { Questionnaire } from '../questionnaire-files';
import type { Attempt } from './attempt';
import { reminderWeeks } from './reminder';

interface Reader {
  t: Translate;
  language: Language;
}

/** One decimal at most, cut off so that a score never seems to reach the next level; a decimal comma in both languages. */
export function formatScore(score: number): string {
  return String(Math.floor(score * 10) / 10).replace('.', ',');
}

/** The texts that this result shows, by id. */
export type ShownTexts = Record<string, TextVersion>;

function textView({ id, contents }: TextVersion, age: number, language: Language, isOpen: boolean) {
  const { title, body, byAge } = contents[language];
  const forAge = byAge && typeset(byAge[ageGroupOf(age)], language);
  return { id, title: typeset(title, language), html: renderMarkdown(body, language), forAge, isOpen };
}

/** Of a text as this person reads it, with the paragraph for the age. */
function wordsOf({ contents }: TextVersion, age: number, language: Language): number {
  const { body, byAge } = contents[language];
  return wordCount(body) + wordCount(byAge?.[ageGroupOf(age)] ?? '');
}

function barView({ t }: Reader, name: string, scale: SumScale, result: SumScaleResult) {
  const { score, band, max } = result;
  const isClosed = result.label !== undefined && result.label === scale.closedLabel;
  if (score === null || band === null || isClosed) return null;
  const isLifted = isBandFrom(band, 'high') && levelOf(scale.bounds, score) !== band && !result.label;
  return {
    caption: name,
    score,
    scoreText: formatScore(score),
    max,
    bandLabel: t(`screening:result.bands.${band}`),
    note: isLifted ? t('screening:result.lifted') : undefined,
    bands: scale.bounds.map(({ level, from }, index) => {
      const next = scale.bounds[index + 1]?.from;
      return {
        label: t(`screening:result.bands.${level}`),
        from,
        to: next ?? max,
        range: `${from}–${next === undefined ? max : next - 1}`,
        isCurrent: level === band,
      };
    }),
  };
}

/** Gambling: the numbers behind a tap, after the words. */
function numbersView({ t }: Reader, definition: Definition, scale: string, result: BandedResult) {
  const rules = definition.scales[scale];
  if (rules?.kind !== 'criteria' || result.score === null || result.label === rules.closedLabel) return null;
  const { criteria, score, max } = result as CriteriaScaleResult;
  return [
    t('screening:result.criteria', { criteria, of: rules.items.length }),
    t('screening:result.score', { score, max }),
  ];
}

export function resultView(
  questionnaire: Questionnaire,
  { attempt, shown }: { attempt: Attempt; shown: ShownTexts },
  reader: Reader,
) {
  const { definition } = questionnaire;
  const { language } = reader;
  const texts = questionnaire.texts[language];
  const result = attempt.result as Result;
  const { age } = attempt.profile;
  const feedback = feedbackFor(definition, { answers: attempt.submittedAnswers ?? {}, result, age });
  const sentences = resultSentences(texts, feedback, result);
  const { open, isMoreOpen } = readingPlan(definition, feedback, {
    ofText: Object.fromEntries(Object.values(shown).map((text) => [text.id, wordsOf(text, age, language)])),
    ...wordsOfSentences(sentences),
  });
  const textsOf = (ids: string[]) =>
    ids.flatMap((id) => {
      const text = shown[id];
      return text ? [textView(text, age, language, open.includes(id))] : [];
    });
  const scaleView = ({ scale, textIds, hasBar }: ScaleFeedback) => {
    const id = scale as 'A' | 'B' | 'C' | 'D';
    const scored = result.scales[id];
    const rules = definition.scales[id]!;
    const { name } = texts.scales[id];
    return {
      id,
      name,
      sentences: sentences.scales[id] ?? [],
      bar: hasBar && rules.kind === 'sum' ? barView(reader, name, rules, scored) : null,
      numbers: hasBar ? null : numbersView(reader, definition, id, scored),
      texts: textsOf(textIds),
    };
  };
  const { thanks, notDiagnosis, strength, more, recheck } = sentences;
  return {
    ...{ thanks, notDiagnosis, strength, more, isMoreOpen, recheck },
    scales: feedback.scales.map(scaleView),
    extras: textsOf(feedback.extras),
    isWarm: feedback.offerHelp === 'warm',
    reminder: reminderView(feedback.scales[0]?.band ?? null, reader),
  };
}

/** By the most important scale; none where nothing was scored. */
function reminderView(band: Band | null, { t }: Reader) {
  if (band === null) return null;
  const weeks = reminderWeeks[band];
  return {
    href: `/test/reminder.ics?weeks=${weeks}`,
    hint: t('screening:reminder.hint', { count: weeks, title: t('screening:reminder.title') }),
  };
}
