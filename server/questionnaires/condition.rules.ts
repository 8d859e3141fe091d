/** Whether the rules of a definition speak of items and scales that it has. */

import type { Condition } from '../core/definition/conditions';
import { itemsIn } from '../core/definition/conditions';
import type { Definition } from '../core/definition/definition';

export interface DefinitionProblem {
  /** Where in the file. */
  path: (string | number)[];
  reason: string;
}

export type Path = DefinitionProblem['path'];

export const unknownItems = (definition: Definition, items: string[], path: Path): DefinitionProblem[] =>
  items
    .map((item, index) => ({ item, path: [...path, index] }))
    .filter(({ item }) => !Object.hasOwn(definition.items, item))
    .map(({ item, path: at }) => ({ path: at, reason: `there is no item ${item}` }));

export const optionsOfItem = (definition: Definition, item: string): number =>
  definition.answerSets[definition.items[item]?.answers ?? ''] ?? 0;

/** What is known where a condition stands: answers and age always, results later. */
type Known = 'answers' | 'scales' | 'verdict';
const known: readonly Known[] = ['answers', 'scales', 'verdict'];

const needs = (condition: Condition): Known => {
  if ('verdict' in condition) return 'verdict';
  return 'scale' in condition || 'anyBandFrom' in condition ? 'scales' : 'answers';
};

export function* conditionProblems(
  definition: Definition,
  condition: Condition,
  path: Path,
  upTo: Known,
): Generator<DefinitionProblem> {
  if ('all' in condition || 'any' in condition) {
    const key = 'all' in condition ? 'all' : 'any';
    const parts = 'all' in condition ? condition.all : condition.any;
    for (const [index, part] of parts.entries())
      yield* conditionProblems(definition, part, [...path, key, index], upTo);
    return;
  }
  if (known.indexOf(needs(condition)) > known.indexOf(upTo))
    yield { path, reason: 'the condition asks for a result that is not known here' };
  for (const item of itemsIn(condition))
    if (!Object.hasOwn(definition.items, item)) yield { path, reason: `there is no item ${item}` };
  if ('item' in condition && Object.hasOwn(definition.items, condition.item)) {
    const highest = optionsOfItem(definition, condition.item) - 1;
    const limits = [condition.atLeast, condition.atMost, condition.isNot];
    if (limits.some((limit) => limit !== undefined && limit > highest))
      yield { path, reason: `${condition.item} has no answer above ${highest}` };
  }
  if ('scale' in condition && !Object.hasOwn(definition.scales, condition.scale))
    yield { path, reason: `there is no scale ${condition.scale}` };
}
