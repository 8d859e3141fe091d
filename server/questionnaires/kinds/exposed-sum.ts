import { z } from 'zod';
import type { ExposedSumScale } from '../../core/scoring/kinds/exposed-sum';
import { bandOrderProblems } from '../rules/bands.rules';
import { conditionProblems, rangeOf } from '../rules/condition.rules';
import { count, id, ids, positive } from '../schema/condition.schema';
import { bandBoundsShape, bandedShape, boundsProblems } from './bounds';
import type { KindCheck } from './kind';

const bandsOf = ({ bounds }: ExposedSumScale) => bounds.map(({ level }) => level);

const itemsOf = ({ parts }: ExposedSumScale) => parts.flatMap(({ items }) => items);

export const exposedSum = {
  shape: z.strictObject({
    kind: z.literal('exposedSum'),
    parts: z.array(z.strictObject({ exposure: id, atLeast: positive, items: ids })).min(1),
    missingAllowed: count,
    bounds: bandBoundsShape,
    closedLabel: id,
  }),
  resultShape: (scale) => bandedShape(bandsOf(scale), [scale.closedLabel]),
  levelsOf: (scale) => ({ band: bandsOf(scale) }),
  labelsOf: ({ closedLabel }) => [closedLabel],
  itemListsOf: ({ parts }) => parts.map(({ items }, index) => ({ items, path: ['parts', index, 'items'] })),
  canReverse: true,
  *problems(scale, definition, path) {
    yield* bandOrderProblems(definition, bandsOf(scale), [...path, 'bounds']);
    const range = rangeOf(definition, itemsOf(scale));
    yield* boundsProblems(scale.bounds, bandsOf(scale), range, [...path, 'bounds']);
    for (const [index, { exposure, atLeast }] of scale.parts.entries()) {
      const at = [...path, 'parts', index];
      yield* conditionProblems(definition, { item: exposure, atLeast }, at, 'answers');
      if (itemsOf(scale).includes(exposure))
        yield { path: [...at, 'exposure'], reason: `${exposure} cannot decide whether it counts itself` };
    }
    for (const [item, index] of countedBefore(scale))
      yield { path: [...path, 'parts', index, 'items'], reason: `${item} is counted in two parts` };
  },
} satisfies KindCheck<ExposedSumScale>;

/** The items that an earlier part counts already, with the later part's place. */
const countedBefore = ({ parts }: ExposedSumScale): [item: string, index: number][] =>
  parts.flatMap(({ items }, index) => {
    const before = parts.slice(0, index).flatMap((part) => part.items);
    return items.filter((item) => before.includes(item)).map((item): [string, number] => [item, index]);
  });
