/** Items that a scale may count; what its kind asks besides is the kind's own. */

import type { Definition } from '../../core/definition/definition';
import type { Scale } from '../../core/scoring/kinds';
import { checkOf } from '../kinds';
import { type DefinitionProblem, type Path, unknownItems } from './condition.rules';

const repeated = (items: string[]): string[] => items.filter((item, index) => items.indexOf(item) !== index);

export function* scaleProblems(
  definition: Definition,
  scale: Scale,
  path: Path,
): Generator<DefinitionProblem> {
  const check = checkOf(scale);
  const lists = check.itemListsOf(scale);
  for (const list of lists) {
    const at = [...path, ...list.path];
    yield* unknownItems(definition, list.items, at);
    for (const item of repeated(list.items)) yield { path: at, reason: `${item} is counted twice` };
    for (const item of list.items.filter((one) => definition.items[one]?.role === 'check'))
      yield { path: at, reason: `${item} is a check item and belongs to no scale` };
    for (const item of list.items.filter((one) => definition.items[one]?.reversed))
      if (!check.canReverse)
        yield { path: at, reason: `${item} is reversed, which a scale of kind ${scale.kind} does not know` };
  }
  const shortest = Math.min(...lists.map(({ items }) => items.length));
  if ('missingAllowed' in scale && scale.missingAllowed >= shortest)
    yield { path: [...path, 'missingAllowed'], reason: 'at least one answer is needed for a score' };
  yield* check.problems(scale, definition, path);
}
