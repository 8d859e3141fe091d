/** A case's profile of scales: one row each with a word, a picture of the position, and the score. */

import { defined } from '../../core/defined';
import { type Shade, shadeOf } from '../../core/definition/bands';
import type { Definition } from '../../core/definition/definition';
import type { ScaleTexts, Texts } from '../../core/definition/texts';
import type { BandedResult, Result, ScaleResult } from '../../core/definition/types';
import { bandWord, scaleTexts } from '../../core/feedback/scale-texts';
import { isClosed, type Scale } from '../../core/scoring/kinds';
import type { CountResult, CountScale } from '../../core/scoring/kinds/count';
import type { CriteriaResult, CriteriaScale } from '../../core/scoring/kinds/criteria';
import type { ExposedSumScale } from '../../core/scoring/kinds/exposed-sum';
import type { ExposureResult } from '../../core/scoring/kinds/exposure';
import type { KnowledgeResult } from '../../core/scoring/kinds/knowledge';
import type { OrderResult } from '../../core/scoring/kinds/order';
import type { ProtectiveResult, ProtectiveScale } from '../../core/scoring/kinds/protective';
import type { SumScale } from '../../core/scoring/kinds/sum';
import type { WellbeingResult, WellbeingScale } from '../../core/scoring/kinds/wellbeing';
import type { Translate } from '../../core/text/translate';
import type { StaffTexts } from '../../questionnaires';

interface Segment {
  from: number;
  to: number;
  shade: Shade;
}

export interface ScaleRow {
  name: string;
  badge: { text: string; tone: string };
  score: string;
  notes: string[];
  /** Percent of the scale's range; null where there is no number. */
  picture: {
    segments: { x: number; width: number; shade: Shade; isCurrent: boolean }[];
    marker: number;
  } | null;
}

interface Given {
  definition: Definition;
  texts: Texts;
  staffTexts: StaffTexts;
  result: Result;
  t: Translate;
}

type Words = Omit<Given, 'result'>;

const number = (score: number): string => String(Math.round(score * 10) / 10);

/** Consecutive levels from their lower bounds. */
function segmentsFrom(bounds: { from: number; shade: Shade }[], max: number): Segment[] {
  return bounds.map(({ from, shade }, index) => ({ from, to: bounds[index + 1]?.from ?? max, shade }));
}

function pictureOf(segments: Segment[], score: number, max: number): ScaleRow['picture'] {
  const percent = (value: number) => Math.round((value / max) * 1000) / 10;
  return {
    segments: segments.map(({ from, to, shade }, index) => ({
      x: percent(from),
      width: percent(to - from),
      shade,
      isCurrent: score >= from && (score < to || index === segments.length - 1),
    })),
    marker: percent(score),
  };
}

function bandBadge(band: string | null, { definition, texts, t }: Words): ScaleRow['badge'] {
  if (band === null) return { text: t('consultations:scales.noBand'), tone: 'neutral' };
  return { text: bandWord(texts, band), tone: `band-${shadeOf(definition, band)}` };
}

const labelNotes = ({ label, missing }: BandedResult, { staffTexts, t }: Words): string[] => [
  ...(label ? [defined(staffTexts.labels[label], `staff's words for ${label}`)] : []),
  ...(missing > 0 ? [t('consultations:scales.missing', { count: missing })] : []),
];

function sumRow(
  { bounds }: SumScale | ExposedSumScale,
  name: string,
  result: BandedResult,
  words: Words,
): ScaleRow {
  const { definition, t } = words;
  const { score, max, band } = result;
  const segments = segmentsFrom(
    bounds.map(({ level, from }) => ({ from, shade: shadeOf(definition, level) })),
    max,
  );
  return {
    name,
    badge: bandBadge(band, words),
    score:
      score === null
        ? t('consultations:scales.noScore')
        : t('consultations:scales.scoreOf', { score: number(score), max }),
    notes: labelNotes(result, words),
    picture: score === null ? null : pictureOf(segments, score, max),
  };
}

function criteriaRow(scale: CriteriaScale, name: string, result: CriteriaResult, words: Words): ScaleRow {
  const { definition, texts, t } = words;
  const { score, max, criteria, band, bandUpper } = result;
  const of = scale.items.length;
  const [lowest] = scale.bands;
  const bounds = scale.rules.flatMap((rule) =>
    'criteriaFrom' in rule ? [{ from: rule.criteriaFrom, band: rule.band }] : [],
  );
  const segments = segmentsFrom(
    [{ from: 0, band: lowest }, ...bounds].map(({ from, band: one }) => ({
      from,
      shade: shadeOf(definition, one),
    })),
    of,
  );
  const isScored = criteria !== null && score !== null;
  return {
    name,
    badge: bandBadge(band, words),
    score: isScored
      ? t('consultations:scales.criteria', { criteria, of })
      : t('consultations:scales.noScore'),
    notes: [
      ...(isScored && !isClosed(scale, result)
        ? [t('consultations:scales.criteriaNote', { criteria, of, score: number(score), max })]
        : []),
      ...labelNotes(result, words),
      ...(bandUpper && bandUpper !== band
        ? [t('consultations:scales.upTo', { band: bandWord(texts, bandUpper) })]
        : []),
    ],
    picture: criteria === null ? null : pictureOf(segments, criteria, of),
  };
}

/** The level in the questionnaire's own sentence; the more of the items, the more worrying. */
function countRow(
  { items, bounds }: CountScale,
  { name, describes }: ScaleTexts,
  { count, level }: CountResult,
  t: Translate,
): ScaleRow {
  const shade = Math.min(
    3,
    Math.max(
      0,
      bounds.findIndex((bound) => bound.level === level),
    ),
  );
  return {
    name,
    badge: {
      text: t('consultations:scales.criteria', { criteria: count, of: items.length }),
      tone: `band-${shade}`,
    },
    score: '',
    notes: [describes.level?.[level] ?? ''],
    picture: null,
  };
}

/** The share that is known, in the questionnaire's own sentence; little of it is nothing to worry about. */
function knowledgeRow(
  { name, describes }: ScaleTexts,
  { known, of, level }: KnowledgeResult,
  t: Translate,
): ScaleRow {
  return {
    ...{ name, score: '', picture: null },
    badge: {
      text:
        known === null ? t('consultations:scales.noScore') : t('consultations:scales.known', { known, of }),
      tone: 'neutral',
    },
    notes: level === null ? [] : [describes.level?.[level] ?? ''],
  };
}

/** A row for each of the strongest profiles, in the questionnaire's own sentence. */
function orderRows({ name, describes }: ScaleTexts, result: OrderResult): ScaleRow[] {
  return Object.entries(describes).flatMap(([place, sentences]) => {
    const profile = result[place];
    if (typeof profile !== 'string') return [];
    return {
      ...{ name, score: '', picture: null },
      badge: { text: number(Number(result[profile])), tone: 'neutral' },
      notes: [sentences[profile] ?? ''],
    };
  });
}

const exposureTones = { none: 'band-0', occasional: 'band-1', repeated: 'band-2', severe: 'band-3' };

function exposureRows(name: string, { victim, aggressor }: ExposureResult, t: Translate): ScaleRow[] {
  return Object.entries({ victim, aggressor }).map(([side, level]) => ({
    name: `${name}: ${t(`consultations:scales.${side}`).toLocaleLowerCase()}`,
    badge: {
      text: t(`consultations:scales.exposure.${level ?? 'unknown'}`),
      tone: level ? exposureTones[level] : 'neutral',
    },
    score: '',
    notes: [],
    picture: null,
  }));
}

/** Here a low score is the worrying one. */
const wellbeingShades = { low: 3, reduced: 1, usual: 0 } as const;
const supportShades = { few: 2, some: 1, strong: 0 } as const;

function wellbeingRow(
  { bounds }: WellbeingScale,
  name: string,
  result: WellbeingResult,
  t: Translate,
): ScaleRow {
  const { score, max, level, distress } = result;
  const segments = segmentsFrom(
    bounds.map((bound) => ({ from: bound.from, shade: wellbeingShades[bound.level] })),
    max,
  );
  return {
    name,
    badge: {
      text: t(`consultations:scales.wellbeing.${level ?? 'unknown'}`),
      tone: level ? `band-${wellbeingShades[level]}` : 'neutral',
    },
    score:
      score === null
        ? t('consultations:scales.noScore')
        : t('consultations:scales.scoreOf', { score: number(score), max }),
    notes: [t(`consultations:scales.distress.${distress ?? 'unknown'}`)],
    picture: score === null ? null : pictureOf(segments, score, max),
  };
}

function supportRow(
  { bounds }: ProtectiveScale,
  name: string,
  result: ProtectiveResult,
  t: Translate,
): ScaleRow {
  const { percent, level } = result;
  const segments = segmentsFrom(
    bounds.map((bound) => ({ from: bound.from, shade: supportShades[bound.level] })),
    100,
  );
  return {
    name,
    badge: {
      text: t(`consultations:scales.support.${level ?? 'unknown'}`),
      tone: level ? `band-${supportShades[level]}` : 'neutral',
    },
    score:
      percent === null
        ? t('consultations:scales.noScore')
        : t('consultations:scales.percent', { percent: number(percent) }),
    notes: [],
    picture: percent === null ? null : pictureOf(segments, percent, 100),
  };
}

/** The result of a scale has the shape of the scale's kind. */
function rowsOf(scale: Scale, texts: ScaleTexts, result: ScaleResult, words: Words): ScaleRow[] {
  const { name } = texts;
  const { t } = words;
  switch (scale.kind) {
    case 'sum':
    case 'exposedSum':
      return [sumRow(scale, name, result as BandedResult, words)];
    case 'criteria':
      return [criteriaRow(scale, name, result as CriteriaResult, words)];
    case 'count':
      return [countRow(scale, texts, result as CountResult, t)];
    case 'exposure':
      return exposureRows(name, result as ExposureResult, t);
    case 'knowledge':
      return [knowledgeRow(texts, result as KnowledgeResult, t)];
    case 'order':
      return orderRows(texts, result as OrderResult);
    case 'wellbeing':
      return [wellbeingRow(scale, name, result as WellbeingResult, t)];
    case 'protective':
      return [supportRow(scale, t('consultations:scales.protective'), result as ProtectiveResult, t)];
  }
}

export function scaleRows({ result, ...words }: Given): ScaleRow[] {
  const { definition, texts } = words;
  return Object.entries(definition.scales).flatMap(([id, scale]) =>
    rowsOf(scale, scaleTexts(texts, id), defined(result.scales[id], `result of scale ${id}`), words),
  );
}
