import { z } from 'zod';
import type { SumScale } from '../../core/scoring/kinds/sum';
import { isLevelFrom } from '../../core/scoring/levels';
import { bandOrderProblems, foreignBandProblems } from '../rules/bands.rules';
import { type Path, rangeOf } from '../rules/condition.rules';
import { count, id, ids, positive } from '../schema/condition.schema';
import { bandBoundsShape, bandedShape, boundsProblems } from './bounds';
import type { KindCheck } from './kind';

const bandsOf = ({ bounds }: SumScale): string[] => bounds.map(({ level }) => level);

const labelsOf = ({ harm, closedLabel }: SumScale): string[] => [
  ...(harm ? [harm.cappedLabel, harm.unknownLabel] : []),
  ...(closedLabel ? [closedLabel] : []),
];

export const sum = {
  shape: z.strictObject({
    kind: z.literal('sum'),
    items: ids,
    missingAllowed: count,
    bounds: bandBoundsShape,
    manyStrong: z.strictObject({ band: id, items: positive, atLeast: positive }).exactOptional(),
    harm: z
      .strictObject({
        from: id,
        cap: id,
        confirmedBy: z.array(z.strictObject({ items: positive, atLeast: positive })).min(1),
        cappedLabel: id,
        unknownLabel: id,
      })
      .exactOptional(),
    closedLabel: id.exactOptional(),
  }),
  resultShape: (scale) => bandedShape(bandsOf(scale), labelsOf(scale)),
  levelsOf: (scale) => ({ band: bandsOf(scale) }),
  labelsOf,
  itemListsOf: ({ items }) => [{ items, path: ['items'] }],
  canReverse: true,
  *problems(scale, definition, path) {
    const { items, bounds, manyStrong, harm } = scale;
    const bands = bandsOf(scale);
    yield* bandOrderProblems(definition, bands, [...path, 'bounds']);
    yield* boundsProblems(bounds, bands, rangeOf(definition, items), [...path, 'bounds']);
    const named: [Path, string][] = [
      ...(manyStrong ? [[['manyStrong', 'band'], manyStrong.band] as [Path, string]] : []),
      ...(harm
        ? ([
            [['harm', 'from'], harm.from],
            [['harm', 'cap'], harm.cap],
          ] as [Path, string][])
        : []),
    ];
    yield* foreignBandProblems(bands, named, path);
    if (!harm) return;
    if (isLevelFrom(bands, harm.cap, harm.from))
      yield { path: [...path, 'harm', 'cap'], reason: `${harm.cap} is not below ${harm.from}` };
    if (!items.some((item) => definition.items[item]?.role === 'harm'))
      yield {
        path: [...path, 'harm'],
        reason: 'no item of this scale is a harm item, nothing could confirm a high band',
      };
  },
} satisfies KindCheck<SumScale>;
