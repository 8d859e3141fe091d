import { z } from 'zod';
import type { KnowledgeScale } from '../../core/scoring/kinds/knowledge';
import { optionsOfItem } from '../rules/condition.rules';
import { count, id } from '../schema/condition.schema';
import { boundsProblems } from './bounds';
import type { KindCheck } from './kind';

const levelsOf = ({ bounds }: KnowledgeScale) => bounds.map(({ level }) => level);

export const knowledge = {
  shape: z.strictObject({
    kind: z.literal('knowledge'),
    right: z.record(id, count).refine((right) => Object.keys(right).length > 0, 'no question is asked'),
    missingAllowed: count,
    bounds: z.array(z.strictObject({ level: id, from: count })).min(1),
  }),
  resultShape: (scale) =>
    z.object({
      known: z.int().nullable().meta({ description: 'Right answers; null when too many are missing' }),
      of: z.int(),
      percent: z.number().nullable(),
      level: z.enum(levelsOf(scale)).nullable(),
    }),
  levelsOf: (scale) => ({ level: levelsOf(scale) }),
  labelsOf: () => [],
  itemListsOf: ({ right }) => [{ items: Object.keys(right), path: ['right'] }],
  canReverse: false,
  weightOf: ({ right }, item, option) => Number(right[item] === option),
  *problems(scale, definition, path) {
    yield* boundsProblems(scale.bounds, [...new Set(levelsOf(scale))], 100, [...path, 'bounds']);
    for (const [item, answer] of Object.entries(scale.right)) {
      const highest = optionsOfItem(definition, item) - 1;
      if (highest >= 0 && answer > highest)
        yield { path: [...path, 'right', item], reason: `${item} has no answer above ${highest}` };
    }
  },
} satisfies KindCheck<KnowledgeScale>;
