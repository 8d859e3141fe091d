/** Whether the rules of a definition speak of items and scales that it has. */

import { minAge } from '../../core/attempt/profile';
import { placeOfBand } from '../../core/definition/bands';
import type { Condition } from '../../core/definition/conditions';
import { itemsIn } from '../../core/definition/conditions';
import type { Definition } from '../../core/definition/definition';

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

/** The highest sum of known items. */
export const rangeOf = (definition: Definition, items: string[]): number =>
  items.reduce((sum, item) => sum + Math.max(0, optionsOfItem(definition, item) - 1), 0);

/** What is known where a condition stands: answers and age always, results later, what somebody is where words are drawn. */
type Known = 'answers' | 'scales' | 'verdict' | 'profile';
const known: readonly Known[] = ['answers', 'scales', 'verdict', 'profile'];

const needs = (condition: Condition): Known => {
  if ('profile' in condition) return 'profile';
  if ('verdict' in condition) return 'verdict';
  return 'scale' in condition || 'anyBandFrom' in condition ? 'scales' : 'answers';
};

/** The conditions that no other ones stand in, each with its place. */
export function* leavesOf(condition: Condition, path: Path): Generator<{ leaf: Condition; path: Path }> {
  if ('not' in condition) return yield* leavesOf(condition.not, [...path, 'not']);
  const key = 'all' in condition ? 'all' : 'any' in condition ? 'any' : null;
  if (key === null) return yield { leaf: condition, path };
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  for (const [index, part] of parts.entries()) yield* leavesOf(part, [...path, key, index]);
}

export function* conditionProblems(
  definition: Definition,
  condition: Condition,
  path: Path,
  upTo: Known,
): Generator<DefinitionProblem> {
  for (const one of leavesOf(condition, path)) yield* leafProblems(definition, one, upTo);
  yield* contradictions(condition, path);
}

/** What is asked of one item in several places that must all be met. */
function* contradictions(condition: Condition, path: Path): Generator<DefinitionProblem> {
  if ('not' in condition) return yield* contradictions(condition.not, [...path, 'not']);
  const key = 'all' in condition ? 'all' : 'any' in condition ? 'any' : null;
  if (key === null) return;
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  for (const [index, part] of parts.entries()) yield* contradictions(part, [...path, key, index]);
  if (key === 'any') return;
  const limits = parts.flatMap((part) => ('item' in part ? [part] : []));
  for (const item of new Set(limits.map((one) => one.item))) {
    const ofItem = limits.filter((one) => one.item === item);
    const least = Math.max(...ofItem.map(({ atLeast = 0 }) => atLeast));
    const most = Math.min(...ofItem.map(({ atMost = Number.POSITIVE_INFINITY }) => atMost));
    const isAsked = ofItem.length > 1 && ofItem.some(({ orMissing }) => !orMissing);
    if (isAsked && least > most)
      yield { path: [...path, key], reason: `no answer to ${item} is at least ${least} and at most ${most}` };
  }
}

function* leafProblems(
  definition: Definition,
  { leaf, path }: { leaf: Condition; path: Path },
  upTo: Known,
): Generator<DefinitionProblem> {
  if (known.indexOf(needs(leaf)) > known.indexOf(upTo))
    yield { path, reason: 'the condition asks for a result that is not known here' };
  for (const item of itemsIn(leaf))
    if (!Object.hasOwn(definition.items, item)) yield { path, reason: `there is no item ${item}` };
  if ('item' in leaf && Object.hasOwn(definition.items, leaf.item)) {
    const highest = optionsOfItem(definition, leaf.item) - 1;
    const limits = [leaf.atLeast, leaf.atMost, leaf.isNot];
    if (limits.some((limit) => limit !== undefined && limit > highest))
      yield { path, reason: `${leaf.item} has no answer above ${highest}` };
    if (leaf.atLeast !== undefined && leaf.atMost !== undefined && leaf.atLeast > leaf.atMost)
      yield { path, reason: `no answer is at least ${leaf.atLeast} and at most ${leaf.atMost}` };
  }
  if ('sumOf' in leaf) {
    const highest = rangeOf(definition, leaf.sumOf);
    if (leaf.atLeast > highest) yield { path, reason: `the sum is ${highest} at most` };
  }
  if ('ageUnder' in leaf && leaf.ageUnder <= minAge)
    yield { path, reason: `nobody who takes part is younger than ${minAge}` };
  if ('anyBandFrom' in leaf && placeOfBand(definition, leaf.anyBandFrom) < 0)
    yield { path, reason: `there is no band ${leaf.anyBandFrom}` };
  if ('scale' in leaf && !Object.hasOwn(definition.scales, leaf.scale))
    yield { path, reason: `there is no scale ${leaf.scale}` };
}
