/**
 * What the parts of a definition must say about each other, so that no rule is silently without effect: known items,
 * pages within their limit, gates before their follow-ups, cut-offs that cover the range without gaps.
 */
import { itemsIn } from './conditions';
import type { Bounds, Condition, CriteriaScale, Definition, Scale } from './definition';
import { type Band, bands } from './types';

export interface DefinitionProblem {
  /** Where in the file. */
  path: (string | number)[];
  reason: string;
}

type Path = DefinitionProblem['path'];

const repeated = (ids: string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

const unknownItems = (definition: Definition, items: string[], path: Path): DefinitionProblem[] =>
  items
    .map((item, index) => ({ item, path: [...path, index] }))
    .filter(({ item }) => !Object.hasOwn(definition.items, item))
    .map(({ item, path: at }) => ({ path: at, reason: `there is no item ${item}` }));

const optionsOfItem = (definition: Definition, item: string): number =>
  definition.answerSets[definition.items[item]?.answers ?? ''] ?? 0;

const rangeOf = (definition: Definition, items: string[]): number =>
  items.reduce((sum, item) => sum + Math.max(0, optionsOfItem(definition, item) - 1), 0);

function* itemProblems(definition: Definition): Generator<DefinitionProblem> {
  const onPages = definition.pages.flatMap((page) => page.items);
  const total = Object.keys(definition.items).length;
  if (total !== definition.itemCount)
    yield {
      path: ['itemCount'],
      reason: `itemCount is ${definition.itemCount}, but there are ${total} items`,
    };
  for (const [item, { answers }] of Object.entries(definition.items)) {
    const path = ['items', item];
    if (!Object.hasOwn(definition.answerSets, answers))
      yield { path, reason: `there is no answer set ${answers}` };
    if (!onPages.includes(item)) yield { path, reason: `${item} stands on no page` };
  }
}

function* pageProblems(definition: Definition): Generator<DefinitionProblem> {
  const seen = new Set<string>();
  for (const [index, page] of definition.pages.entries()) {
    const path = ['pages', index];
    yield* unknownItems(definition, page.items, [...path, 'items']);
    if (page.items.length > definition.maxItemsPerPage)
      yield {
        path,
        reason: `page ${page.id} has ${page.items.length} items, more than ${definition.maxItemsPerPage}`,
      };
    if (!definition.windows.includes(page.window))
      yield { path, reason: `there is no window ${page.window}` };
    for (const item of page.items) {
      if (seen.has(item)) yield { path, reason: `${item} stands on a page twice` };
      seen.add(item);
    }
  }
  for (const id of repeated(definition.pages.map((page) => page.id)))
    yield { path: ['pages'], reason: `there are two pages ${id}` };
}

function* routingProblems(definition: Definition): Generator<DefinitionProblem> {
  const pageOf = (item: string) => definition.pages.findIndex((page) => page.items.includes(item));
  const closable = definition.routing.flatMap((rule) => rule.close);
  for (const [index, { whenAllZero, close }] of definition.routing.entries()) {
    const path = ['routing', index];
    yield* unknownItems(definition, whenAllZero, [...path, 'whenAllZero']);
    yield* unknownItems(definition, close, [...path, 'close']);
    for (const gate of whenAllZero.filter((item) => closable.includes(item)))
      yield { path, reason: `the gate ${gate} can itself be closed` };
    const lastGate = Math.max(...whenAllZero.map(pageOf));
    for (const item of close.filter((one) => pageOf(one) <= lastGate))
      yield { path, reason: `${item} is not on a later page than the gates that close it` };
  }
}

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

function* conditionProblems(
  definition: Definition,
  condition: Condition,
  path: Path,
): Generator<DefinitionProblem> {
  for (const item of itemsIn(condition))
    if (!Object.hasOwn(definition.items, item)) yield { path, reason: `there is no item ${item}` };
  if ('all' in condition || 'any' in condition) {
    const key = 'all' in condition ? 'all' : 'any';
    const parts = 'all' in condition ? condition.all : condition.any;
    for (const [index, part] of parts.entries())
      yield* conditionProblems(definition, part, [...path, key, index]);
  }
  if ('item' in condition && Object.hasOwn(definition.items, condition.item)) {
    const highest = optionsOfItem(definition, condition.item) - 1;
    const limits = [condition.atLeast, condition.atMost, condition.isNot];
    if (limits.some((limit) => limit !== undefined && limit > highest))
      yield { path, reason: `${condition.item} has no answer above ${highest}` };
  }
  if ('scale' in condition && !Object.hasOwn(definition.scales, condition.scale))
    yield { path, reason: `there is no scale ${condition.scale}` };
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
    if ('when' in rule) yield* conditionProblems(definition, rule.when, [...path, 'rules', index, 'when']);
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

function* scaleProblems(definition: Definition, scale: Scale, path: Path): Generator<DefinitionProblem> {
  for (const list of itemListsOf(scale)) {
    const at = [...path, ...list.path];
    yield* unknownItems(definition, list.items, at);
    for (const item of repeated(list.items)) yield { path: at, reason: `${item} is counted twice` };
    for (const item of list.items.filter((one) => definition.items[one]?.check))
      yield { path: at, reason: `${item} is a check item and belongs to no scale` };
  }
  if ('missingAllowed' in scale && scale.missingAllowed >= scale.items.length)
    yield { path: [...path, 'missingAllowed'], reason: 'at least one answer is needed for a score' };
  const boundsPath = [...path, 'bounds'];
  if (scale.kind === 'sum') {
    yield* boundsProblems(scale.bounds, bands, rangeOf(definition, scale.items), boundsPath);
    if (!scale.items.some((item) => definition.items[item]?.harm))
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

function* feedbackProblems(definition: Definition): Generator<DefinitionProblem> {
  const isBanded = (id: string) => ['sum', 'criteria'].includes(definition.scales[id]?.kind ?? '');
  const lists = { overall: definition.overall, 'feedback.scales': definition.feedback.scales };
  for (const [name, list] of Object.entries(lists))
    for (const [index, id] of list.entries())
      if (!isBanded(id))
        yield { path: [...name.split('.'), index], reason: `there is no scale ${id} with bands` };
  for (const [index, id] of definition.feedback.wordsOnly.entries())
    if (!definition.feedback.scales.includes(id))
      yield { path: ['feedback', 'wordsOnly', index], reason: `feedback has no scale ${id}` };
  yield* unknownItems(definition, definition.feedback.strength.items, ['feedback', 'strength', 'items']);
}

function* qualityProblems(definition: Definition): Generator<DefinitionProblem> {
  const { quality } = definition;
  for (const [index, { items }] of quality.contradiction.opposites.entries())
    yield* unknownItems(definition, items, ['quality', 'contradiction', 'opposites', index, 'items']);
  if (quality.excludedFrom <= quality.doubtfulFrom)
    yield { path: ['quality', 'excludedFrom'], reason: 'excluded must start above doubtful' };
}

export function definitionProblems(definition: Definition): DefinitionProblem[] {
  const conditions = [
    ...definition.flags.map(({ when }, index) => ({ when, path: ['flags', index, 'when'] })),
    ...definition.quality.points.map(({ when }, index) => ({
      when,
      path: ['quality', 'points', index, 'when'],
    })),
    ...definition.feedback.extras.map(({ when }, index) => ({
      when,
      path: ['feedback', 'extras', index, 'when'],
    })),
  ];
  return [
    ...itemProblems(definition),
    ...pageProblems(definition),
    ...routingProblems(definition),
    ...Object.entries(definition.scales).flatMap(([id, scale]) => [
      ...scaleProblems(definition, scale, ['scales', id]),
    ]),
    ...conditions.flatMap(({ when, path }) => [...conditionProblems(definition, when, path)]),
    ...feedbackProblems(definition),
    ...qualityProblems(definition),
  ];
}
