import { z } from 'zod';
import type { OrderScale } from '../../core/scoring/kinds/order';
import { count, id, ids } from '../schema/condition.schema';
import type { KindCheck } from './kind';

/** The places that a result names. */
const places = ['first', 'second', 'third'] as const;

const inEachPlace = <T>(value: T) => Object.fromEntries(places.map((place) => [place, value]));

export const order = {
  shape: z.strictObject({ kind: z.literal('order'), profiles: z.record(id, ids), missingAllowed: count }),
  resultShape: ({ profiles }) => {
    const names = Object.keys(profiles);
    const scores = names.map((name) => [name, z.number().nullable()]);
    return z.object({ ...Object.fromEntries(scores), ...inEachPlace(z.enum(names).nullable()) });
  },
  levelsOf: ({ profiles }) => inEachPlace(Object.keys(profiles)),
  labelsOf: () => [],
  itemListsOf: ({ profiles }) =>
    Object.entries(profiles).map(([name, items]) => ({ items, path: ['profiles', name] })),
  canReverse: true,
  *problems({ profiles }, _definition, path) {
    const names = Object.keys(profiles);
    if (names.length < places.length)
      yield { path: [...path, 'profiles'], reason: `an order needs ${places.length} profiles or more` };
    for (const name of names.filter((one) => places.some((place) => place === one)))
      yield { path: [...path, 'profiles', name], reason: `${name} is a place in the order and no profile` };
  },
} satisfies KindCheck<OrderScale>;
