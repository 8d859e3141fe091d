import { z } from 'zod';
import type { ExposureScale } from '../../core/scoring/kinds/exposure';
import { id, ids, positive } from '../schema/condition.schema';
import type { KindCheck } from './kind';

const aggressorLevels = ['none', 'occasional', 'repeated'] as const;
const victimLevels = [...aggressorLevels, 'severe'] as const;

export const exposure = {
  shape: z.strictObject({
    kind: z.literal('exposure'),
    victim: z.strictObject({
      items: ids,
      repeatedFrom: positive,
      severe: z.strictObject({ forms: positive, alone: z.record(id, positive) }),
    }),
    aggressor: z.strictObject({ items: ids, repeatedFrom: positive }),
  }),
  resultShape: () =>
    z.object({ victim: z.enum(victimLevels).nullable(), aggressor: z.enum(aggressorLevels).nullable() }),
  levelsOf: () => ({ victim: victimLevels, aggressor: aggressorLevels }),
  labelsOf: () => [],
  itemListsOf: ({ victim, aggressor }) => [
    { items: victim.items, path: ['victim', 'items'] },
    { items: aggressor.items, path: ['aggressor', 'items'] },
  ],
  canReverse: false,
  *problems({ victim: { items, severe } }, _definition, path) {
    for (const item of Object.keys(severe.alone).filter((one) => !items.includes(one)))
      yield {
        path: [...path, 'victim', 'severe', 'alone', item],
        reason: `${item} is no item of this scale`,
      };
  },
} satisfies KindCheck<ExposureScale>;
