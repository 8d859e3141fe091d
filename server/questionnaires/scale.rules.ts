/** Cut-offs that cover a scale's range without gaps, and items that a scale may count. */

import type { Definition } from '../core/definition/definition';
import { type Band, bands } from '../core/definition/types';
import type { Scale } from '../core/scoring/kinds';
import type { CriteriaScale } from '../core/scoring/kinds/criteria';
import type { Bounds } from '../core/scoring/levels';
import {
  conditionProblems,
  type DefinitionProblem,
  optionsOfItem,
  type Path,
  unknownItems,
} from './condition.rules';

const rangeOf = (definition: Definition, items: string[]): number =>
  items.reduce((sum, item) => sum + Math.max(0, optionsOfItem(definition, item) - 1), 0);

const repeated = (items: string[]): string[] => items.filter((item, index) => items.indexOf(item) !== index);

/** Every level once and in order, the first from 0, each above the one before, the last within the range. */
function* boundsProblems(
  bounds: Bounds<string>,
  levels: readonly string[],
  range: number,
  path: Path,
): Generator<DefinitionProblem> {
  if (bounds.map(({ level }) => level).join() !== levels.join())
    yield { path, reason: `the levels must be ${levels.join(', ')}, in this order` };
  for (const [index, { level, from }] of bounds.entries()) {
    const before = bounds[index - 1];
    const at = [...path, index];
    if (!before && from !== 0)
      yield { path: at, reason: `0 to ${from} has no level: ${level} must start at 0` };
    if (before && from <= before.from)
      yield { path: at, reason: `${level} from ${from} leaves nothing for ${before.level}` };
    if (from > range) yield { path: at, reason: `${level} from ${from} is above the highest score ${range}` };
  }
}

/** Thresholds of the same kind must rise with the band and stay within what can be reached. */
function* thresholdProblems(
  scale: CriteriaScale,
  key: 'criteriaFrom' | 'sumFrom',
  range: number,
  path: Path,
): Generator<DefinitionProblem> {
  const thresholds = scale.rules
    .map((rule, index) => ({
      band: rule.band,
      index,
      from: (rule as Partial<Record<typeof key, number>>)[key],
    }))
    .filter((one): one is { band: Band; index: number; from: number } => one.from !== undefined)
    .sort((one, other) => bands.indexOf(one.band) - bands.indexOf(other.band));
  for (const [position, { band, index, from }] of thresholds.entries()) {
    const before = thresholds[position - 1];
    const at = [...path, 'rules', index];
    if (before && from <= before.from)
      yield { path: at, reason: `${band} from ${from} leaves nothing for ${before.band}` };
    if (from > range) yield { path: at, reason: `${band} from ${from} is above the highest value ${range}` };
  }
}

function* criteriaProblems(
  definition: Definition,
  scale: CriteriaScale,
  path: Path,
): Generator<DefinitionProblem> {
  yield* thresholdProblems(scale, 'criteriaFrom', scale.items.length, path);
  yield* thresholdProblems(scale, 'sumFrom', rangeOf(definition, scale.items), path);
  yield* unknownItems(definition, scale.loot.items, [...path, 'loot', 'items']);
  for (const item of Object.keys(scale.criterion.except).filter((one) => !scale.items.includes(one)))
    yield { path: [...path, 'criterion', 'except', item], reason: `${item} is no item of this scale` };
  for (const [index, rule] of scale.rules.entries())
    if ('when' in rule)
      yield* conditionProblems(definition, rule.when, [...path, 'rules', index, 'when'], 'answers');
}

const itemListsOf = (scale: Scale): { items: string[]; path: Path }[] => {
  if (scale.kind === 'exposure')
    return [
      { items: scale.victim.items, path: ['victim', 'items'] },
      { items: scale.aggressor.items, path: ['aggressor', 'items'] },
    ];
  const own = { items: scale.items, path: ['items'] };
  return scale.kind === 'wellbeing'
    ? [own, { items: scale.distress.items, path: ['distress', 'items'] }]
    : [own];
};

export function* scaleProblems(
  definition: Definition,
  scale: Scale,
  path: Path,
): Generator<DefinitionProblem> {
  for (const list of itemListsOf(scale)) {
    const at = [...path, ...list.path];
    yield* unknownItems(definition, list.items, at);
    for (const item of repeated(list.items)) yield { path: at, reason: `${item} is counted twice` };
    for (const item of list.items.filter((one) => definition.items[one]?.role === 'check'))
      yield { path: at, reason: `${item} is a check item and belongs to no scale` };
    for (const item of list.items.filter((one) => definition.items[one]?.reversed))
      if (scale.kind !== 'sum' && scale.kind !== 'protective')
        yield { path: at, reason: `${item} is reversed, which a scale of kind ${scale.kind} does not know` };
  }
  if ('missingAllowed' in scale && scale.missingAllowed >= scale.items.length)
    yield { path: [...path, 'missingAllowed'], reason: 'at least one answer is needed for a score' };
  const boundsPath = [...path, 'bounds'];
  if (scale.kind === 'sum') {
    yield* boundsProblems(scale.bounds, bands, rangeOf(definition, scale.items), boundsPath);
    if (scale.harm && !scale.items.some((item) => definition.items[item]?.role === 'harm'))
      yield {
        path: [...path, 'harm'],
        reason: 'no item of this scale is a harm item, nothing could confirm a high band',
      };
  }
  if (scale.kind === 'wellbeing')
    yield* boundsProblems(
      scale.bounds,
      ['low', 'reduced', 'usual'],
      rangeOf(definition, scale.items),
      boundsPath,
    );
  if (scale.kind === 'protective')
    yield* boundsProblems(scale.bounds, ['few', 'some', 'strong'], 100, boundsPath);
  if (scale.kind === 'criteria') yield* criteriaProblems(definition, scale, path);
  if (scale.kind === 'exposure')
    for (const item of Object.keys(scale.victim.severe.alone).filter(
      (one) => !scale.victim.items.includes(one),
    ))
      yield {
        path: [...path, 'victim', 'severe', 'alone', item],
        reason: `${item} is no item of this scale`,
      };
}
