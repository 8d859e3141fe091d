import { z } from 'zod';
import type { WellbeingScale } from '../../core/scoring/kinds/wellbeing';
import { rangeOf } from '../rules/condition.rules';
import { ids, positive } from '../schema/condition.schema';
import { boundsProblems, boundsShape } from './bounds';
import type { KindCheck } from './kind';

const levels = ['low', 'reduced', 'usual'] as const;
const distressLevels = ['usual', 'raised'] as const;

export const wellbeing = {
  shape: z.strictObject({
    kind: z.literal('wellbeing'),
    items: ids,
    bounds: boundsShape(levels),
    distress: z.strictObject({ items: ids, raisedFrom: positive }),
  }),
  resultShape: () =>
    z.object({
      score: z.number().nullable(),
      max: z.int(),
      level: z.enum(levels).nullable(),
      distress: z.enum(distressLevels).nullable(),
    }),
  levelsOf: () => ({ level: levels, distress: distressLevels }),
  labelsOf: () => [],
  itemListsOf: ({ items, distress }) => [
    { items, path: ['items'] },
    { items: distress.items, path: ['distress', 'items'] },
  ],
  canReverse: false,
  problems: ({ items, bounds }, definition, path) =>
    boundsProblems(bounds, levels, rangeOf(definition, items), [...path, 'bounds']),
} satisfies KindCheck<WellbeingScale>;
