import { z } from 'zod';
import { type Band, bands } from '../../core/definition/types';
import type { SumScale } from '../../core/scoring/kinds/sum';
import { isBandFrom } from '../../core/scoring/levels';
import { band, count, id, ids, positive } from '../condition.schema';
import { bandedShape, boundsProblems, boundsShape, rangeOf } from './bounds';
import type { KindCheck } from './kind';

const fewestBands = 2;

/** The lowest bands may stand without the higher ones. */
const expectedBands = (given: number): readonly Band[] =>
  bands.slice(0, Math.min(bands.length, Math.max(fewestBands, given)));

export const sum = {
  shape: z.strictObject({
    kind: z.literal('sum'),
    items: ids,
    missingAllowed: count,
    bounds: boundsShape(bands),
    manyStrong: z.strictObject({ band, items: positive, atLeast: positive }).exactOptional(),
    harm: z
      .strictObject({
        from: band,
        cap: band,
        confirmedBy: z.array(z.strictObject({ items: positive, atLeast: positive })).min(1),
        cappedLabel: id,
        unknownLabel: id,
      })
      .exactOptional(),
    closedLabel: id.exactOptional(),
  }),
  resultShape: () => bandedShape,
  levelsOf: ({ bounds }) => ({ band: bounds.map(({ level }) => level) }),
  labelsOf: ({ harm, closedLabel }) => [
    ...(harm ? [harm.cappedLabel, harm.unknownLabel] : []),
    ...(closedLabel ? [closedLabel] : []),
  ],
  itemListsOf: ({ items }) => [{ items, path: ['items'] }],
  canReverse: true,
  *problems({ items, bounds, manyStrong, harm }, definition, path) {
    const range = rangeOf(definition, items);
    yield* boundsProblems(bounds, expectedBands(bounds.length), range, [...path, 'bounds']);
    const named = { 'manyStrong.band': manyStrong?.band, 'harm.from': harm?.from, 'harm.cap': harm?.cap };
    for (const [name, one] of Object.entries(named))
      if (one && !bounds.some(({ level }) => level === one))
        yield { path: [...path, ...name.split('.')], reason: `the scale has no band ${one}` };
    if (!harm) return;
    if (isBandFrom(harm.cap, harm.from))
      yield { path: [...path, 'harm', 'cap'], reason: `${harm.cap} is not below ${harm.from}` };
    if (!items.some((item) => definition.items[item]?.role === 'harm'))
      yield {
        path: [...path, 'harm'],
        reason: 'no item of this scale is a harm item, nothing could confirm a high band',
      };
  },
} satisfies KindCheck<SumScale>;
