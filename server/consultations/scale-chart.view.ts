/** A case's profile of scales: one row each with a word, a picture of the position, and the score. */

import { defined } from '../core/defined';
import type { Definition, Scale } from '../core/definition/definition';
import type { Texts } from '../core/definition/texts';
import { bands, type CriteriaScaleResult, type Result, type SumScaleResult } from '../core/definition/types';
import type { Translate } from '../core/text/translate';

/** 0 calm .. 3 the most worrying: picks the colour, which never says it alone. */
type Weight = 0 | 1 | 2 | 3;

interface Segment {
  from: number;
  to: number;
  weight: Weight;
}

export interface ScaleRow {
  name: string;
  badge: { text: string; tone: string };
  score: string;
  notes: string[];
  /** Percent of the scale's range; null where there is no number. */
  picture: {
    segments: { x: number; width: number; weight: Weight; isCurrent: boolean }[];
    marker: number;
  } | null;
}

interface Given {
  definition: Definition;
  texts: Texts;
  result: Result;
  t: Translate;
}

const number = (score: number): string => String(Math.round(score * 10) / 10);

/** Consecutive levels from their lower bounds. */
function segmentsFrom(bounds: { from: number; weight: Weight }[], max: number): Segment[] {
  return bounds.map(({ from, weight }, index) => ({ from, to: bounds[index + 1]?.from ?? max, weight }));
}

function pictureOf(segments: Segment[], score: number, max: number): ScaleRow['picture'] {
  const percent = (value: number) => Math.round((value / max) * 1000) / 10;
  return {
    segments: segments.map(({ from, to, weight }, index) => ({
      x: percent(from),
      width: percent(to - from),
      weight,
      isCurrent: score >= from && (score < to || index === segments.length - 1),
    })),
    marker: percent(score),
  };
}

const bandWeight = (band: string | null): Weight => Math.max(0, bands.indexOf(band as never)) as Weight;

function bandBadge(band: SumScaleResult['band'], t: Translate): ScaleRow['badge'] {
  const text = t(`consultations:scales.bands.${band ?? 'none'}`);
  return { text, tone: band ? `band-${bandWeight(band)}` : 'neutral' };
}

const labelNotes = ({ label, missing }: SumScaleResult, t: Translate): string[] => [
  ...(label ? [t(`consultations:scales.labels.${label}`)] : []),
  ...(missing > 0 ? [t('consultations:scales.missing', { count: missing })] : []),
];

function sumRow(scale: Scale, name: string, result: SumScaleResult, t: Translate): ScaleRow {
  const { score, max, band } = result;
  const bounds = scale.kind === 'sum' ? scale.bounds : [];
  const segments = segmentsFrom(
    bounds.map(({ level, from }) => ({ from, weight: bandWeight(level) })),
    max,
  );
  return {
    name,
    badge: bandBadge(band, t),
    score:
      score === null
        ? t('consultations:scales.noScore')
        : t('consultations:scales.scoreOf', { score: number(score), max }),
    notes: labelNotes(result, t),
    picture: score === null ? null : pictureOf(segments, score, max),
  };
}

function criteriaRow(scale: Scale, name: string, result: CriteriaScaleResult, t: Translate): ScaleRow {
  const { score, max, criteria, band, bandUpper, loot } = result;
  const rules = scale.kind === 'criteria' ? scale.rules : [];
  const of = scale.kind === 'criteria' ? scale.items.length : 0;
  const bounds = rules.flatMap((rule) =>
    'criteriaFrom' in rule ? [{ from: rule.criteriaFrom, weight: bandWeight(rule.band) }] : [],
  );
  const segments = segmentsFrom([{ from: 0, weight: 0 }, ...bounds], of);
  const isScored = criteria !== null && score !== null;
  return {
    name,
    badge: bandBadge(band, t),
    score: isScored
      ? t('consultations:scales.criteria', { criteria, of })
      : t('consultations:scales.noScore'),
    notes: [
      ...(isScored && result.label !== 'noGambling'
        ? [t('consultations:scales.criteriaNote', { criteria, of, score: number(score), max })]
        : []),
      ...labelNotes(result, t),
      ...(bandUpper && bandUpper !== band
        ? [t('consultations:scales.upTo', { band: t(`consultations:scales.bands.${bandUpper}`) })]
        : []),
      ...(loot === 'none' ? [] : [t(`consultations:scales.loot.${loot}`)]),
    ],
    picture: criteria === null ? null : pictureOf(segments, criteria, of),
  };
}

const exposureTones = { none: 'band-0', occasional: 'band-1', repeated: 'band-2', severe: 'band-3' };

function exposureRows(name: string, { victim, aggressor }: Result['scales']['E'], t: Translate): ScaleRow[] {
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
const wellbeingWeights = { low: 3, reduced: 1, usual: 0 } as const;
const supportWeights = { few: 2, some: 1, strong: 0 } as const;

function wellbeingRow(scale: Scale, name: string, result: Result['scales']['F'], t: Translate): ScaleRow {
  const { score, max, level, distress } = result;
  const bounds = scale.kind === 'wellbeing' ? scale.bounds : [];
  const segments = segmentsFrom(
    bounds.map((bound) => ({ from: bound.from, weight: wellbeingWeights[bound.level] })),
    max,
  );
  return {
    name,
    badge: {
      text: t(`consultations:scales.wellbeing.${level ?? 'unknown'}`),
      tone: level ? `band-${wellbeingWeights[level]}` : 'neutral',
    },
    score:
      score === null
        ? t('consultations:scales.noScore')
        : t('consultations:scales.scoreOf', { score: number(score), max }),
    notes: [t(`consultations:scales.distress.${distress ?? 'unknown'}`)],
    picture: score === null ? null : pictureOf(segments, score, max),
  };
}

function supportRow(scale: Scale, name: string, result: Result['scales']['G'], t: Translate): ScaleRow {
  const { percent, level } = result;
  const bounds = scale.kind === 'protective' ? scale.bounds : [];
  const segments = segmentsFrom(
    bounds.map((bound) => ({ from: bound.from, weight: supportWeights[bound.level] })),
    100,
  );
  return {
    name,
    badge: {
      text: t(`consultations:scales.support.${level ?? 'unknown'}`),
      tone: level ? `band-${supportWeights[level]}` : 'neutral',
    },
    score:
      percent === null
        ? t('consultations:scales.noScore')
        : t('consultations:scales.percent', { percent: number(percent) }),
    notes: [],
    picture: percent === null ? null : pictureOf(segments, percent, 100),
  };
}

export function scaleRows({ definition, texts, result, t }: Given): ScaleRow[] {
  const { scales } = result;
  const name = (scale: keyof Result['scales']) => texts.scales[scale].name;
  const rule = (scale: keyof Result['scales']) => defined(definition.scales[scale], `scale ${scale}`);
  return [
    sumRow(rule('A'), name('A'), scales.A, t),
    sumRow(rule('B'), name('B'), scales.B, t),
    sumRow(rule('C'), name('C'), scales.C, t),
    criteriaRow(rule('D'), name('D'), scales.D, t),
    ...exposureRows(name('E'), scales.E, t),
    wellbeingRow(rule('F'), name('F'), scales.F, t),
    supportRow(rule('G'), name('G'), scales.G, t),
  ];
}
