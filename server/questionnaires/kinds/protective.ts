import { z } from 'zod';
import type { ProtectiveScale } from '../../core/scoring/kinds/protective';
import { count, ids } from '../schema/condition.schema';
import { boundsProblems, boundsShape } from './bounds';
import type { KindCheck } from './kind';

const levels = ['few', 'some', 'strong'] as const;

export const protective = {
  shape: z.strictObject({
    kind: z.literal('protective'),
    items: ids,
    missingAllowed: count,
    bounds: boundsShape(levels),
  }),
  resultShape: () =>
    z.object({
      score: z.number().nullable(),
      max: z.int(),
      percent: z.number().nullable(),
      level: z.enum(levels).nullable(),
    }),
  levelsOf: () => ({ level: levels }),
  labelsOf: () => [],
  itemListsOf: ({ items }) => [{ items, path: ['items'] }],
  canReverse: true,
  problems: ({ bounds }, _definition, path) => boundsProblems(bounds, levels, 100, [...path, 'bounds']),
} satisfies KindCheck<ProtectiveScale>;
