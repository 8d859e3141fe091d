import { z } from 'zod';
import type { CountScale } from '../../core/scoring/kinds/count';
import { id, ids, count as number, positive } from '../schema/condition.schema';
import { boundsProblems } from './bounds';
import type { KindCheck } from './kind';

const levelsOf = ({ bounds }: CountScale) => bounds.map(({ level }) => level);

export const count = {
  shape: z.strictObject({
    kind: z.literal('count'),
    items: ids,
    atLeast: positive,
    bounds: z.array(z.strictObject({ level: id, from: number })).min(1),
  }),
  resultShape: (scale) => z.object({ count: z.int(), level: z.enum(levelsOf(scale)) }),
  levelsOf: (scale) => ({ level: levelsOf(scale) }),
  labelsOf: () => [],
  itemListsOf: ({ items }) => [{ items, path: ['items'] }],
  canReverse: false,
  problems: (scale, _definition, path) =>
    boundsProblems(scale.bounds, [...new Set(levelsOf(scale))], scale.items.length, [...path, 'bounds']),
} satisfies KindCheck<CountScale>;
