/** The result as a student reads it: words first, bars where a picture helps, help in the same place for everybody. */
import type { Translate } from '../http/i18n';
import type { Definition, SumScale } from '../questionnaire/definition';
import { feedbackFor, type ScaleFeedback } from '../questionnaire/feedback';
import { ageGroupOf } from '../questionnaire/profile';
import { isBandFrom, levelOf } from '../questionnaire/scoring/levels';
import type { Texts } from '../questionnaire/texts';
import type {
  BandedResult,
  CriteriaScaleResult,
  Language,
  Result,
  SumScaleResult,
} from '../questionnaire/types';
import type { Questionnaire, Recommendation } from '../questionnaire-files';
import type { Attempt } from './attempt';
import { renderMarkdown } from './markdown';

interface Reader {
  t: Translate;
  language: Language;
}

/** One decimal at most, cut off so that a score never seems to reach the next level; a decimal comma in both languages. */
export function formatScore(score: number): string {
  return String(Math.floor(score * 10) / 10).replace('.', ',');
}

function recommendationView({ id, title, body, byAge }: Recommendation, age: number) {
  return { id, title, html: renderMarkdown(body), forAge: byAge?.[ageGroupOf(age)] };
}

/** A label that stands instead of the band's sentence, or beside it. */
function sentences(texts: Texts, scale: 'A' | 'B' | 'C' | 'D', { band, label }: BandedResult): string[] {
  if (band === null) return [texts.labels.notScored];
  if (label === 'noGaming' || label === 'noGambling') return [texts.labels[label]];
  const described = texts.scales[scale].describes[band];
  return label ? [described, texts.labels[label]] : [described];
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

export function resultView(questionnaire: Questionnaire, attempt: Attempt, reader: Reader) {
  const { definition, recommendations } = questionnaire;
  const texts = questionnaire.texts[reader.language];
  const result = attempt.result as Result;
  const { age } = attempt.profile;
  const feedback = feedbackFor(definition, { answers: attempt.submittedAnswers ?? {}, result, age });
  const textsOf = (ids: string[]) =>
    ids.flatMap((id) => {
      const text = recommendations[reader.language][id];
      return text ? [recommendationView(text, age)] : [];
    });
  const scaleView = ({ scale, textIds, hasBar }: ScaleFeedback) => {
    const id = scale as 'A' | 'B' | 'C' | 'D';
    const scored = result.scales[id];
    const rules = definition.scales[id]!;
    const { name } = texts.scales[id];
    return {
      id,
      name,
      sentences: sentences(texts, id, scored),
      bar: hasBar && rules.kind === 'sum' ? barView(reader, name, rules, scored) : null,
      numbers: hasBar ? null : numbersView(reader, definition, id, scored),
      texts: textsOf(textIds),
    };
  };
  return {
    thanks: texts.thanks,
    notDiagnosis: texts.notDiagnosis,
    strength: texts.strengths[feedback.strength] ?? texts.strengths.none ?? '',
    scales: feedback.scales.map(scaleView),
    more: moreSentences(texts, result),
    extras: textsOf(feedback.extras),
    recheck: texts.recheck,
    isWarm: feedback.offerHelp === 'warm',
  };
}

/** Bullying, wellbeing and support in words; what could not be scored is left out. */
function moreSentences({ scales, labels }: Texts, { scales: { E, F, G } }: Result) {
  const known = (parts: (string | null | undefined)[]) => parts.filter((part) => part != null);
  const groups = [
    {
      name: scales.F.name,
      sentences: known([
        F.level && scales.F.describes.level[F.level],
        F.distress && scales.F.describes.distress[F.distress],
      ]),
    },
    {
      name: scales.E.name,
      sentences: known([
        E.victim && scales.E.describes.victim[E.victim],
        E.aggressor && scales.E.describes.aggressor[E.aggressor],
      ]),
    },
    { name: scales.G.name, sentences: known([G.level && scales.G.describes[G.level]]) },
  ];
  return groups.map((group) =>
    group.sentences.length > 0 ? group : { ...group, sentences: [labels.notScored] },
  );
}
