import { z } from 'zod';
import { type Band, bands } from '../../core/definition/types';
import { bandsOfScale } from '../../core/scoring/kinds';
import type { CriteriaScale } from '../../core/scoring/kinds/criteria';
import { conditionProblems, type DefinitionProblem, type Path } from '../condition.rules';
import { band, condition, count, id, ids, positive } from '../condition.schema';
import { bandedShape, rangeOf } from './bounds';
import type { KindCheck } from './kind';

/** Thresholds of the same kind must rise with the band and stay within what can be reached. */
function* thresholdProblems(
  scale: CriteriaScale,
  key: 'criteriaFrom' | 'sumFrom',
  range: number,
  path: Path,
): Generator<DefinitionProblem> {
  const thresholds = scale.rules
    .map((rule, index) => ({
      band: rule.band,
      index,
      from: (rule as Partial<Record<typeof key, number>>)[key],
    }))
    .filter((one): one is { band: Band; index: number; from: number } => one.from !== undefined)
    .sort((one, other) => bands.indexOf(one.band) - bands.indexOf(other.band));
  for (const [position, { band, index, from }] of thresholds.entries()) {
    const before = thresholds[position - 1];
    const at = [...path, 'rules', index];
    if (before && from <= before.from)
      yield { path: at, reason: `${band} from ${from} leaves nothing for ${before.band}` };
    if (from > range) yield { path: at, reason: `${band} from ${from} is above the highest value ${range}` };
  }
}

export const criteria = {
  shape: z.strictObject({
    kind: z.literal('criteria'),
    items: ids,
    missingAllowed: count,
    criterion: z.strictObject({ atLeast: positive, except: z.record(id, positive) }),
    rules: z
      .array(
        z.union(
          [
            z.strictObject({ band, criteriaFrom: positive }),
            z.strictObject({ band, sumFrom: positive }),
            z.strictObject({ band, when: condition, label: id.exactOptional() }),
          ],
          { error: 'this is no rule that a criteria scale knows' },
        ),
      )
      .min(1),
    standsFrom: band,
    closedLabel: id,
  }),
  resultShape: () =>
    bandedShape.extend({
      bandUpper: band.nullable().meta({ description: 'With every missing answer as the strongest one' }),
      criteria: z.int().nullable(),
    }),
  levelsOf: (scale) => ({ band: bandsOfScale(scale) }),
  labelsOf: ({ closedLabel, rules }) => [
    closedLabel,
    ...rules.flatMap((rule) => ('label' in rule && rule.label ? [rule.label] : [])),
  ],
  itemListsOf: ({ items }) => [{ items, path: ['items'] }],
  canReverse: false,
  *problems(scale, definition, path) {
    yield* thresholdProblems(scale, 'criteriaFrom', scale.items.length, path);
    yield* thresholdProblems(scale, 'sumFrom', rangeOf(definition, scale.items), path);
    for (const item of Object.keys(scale.criterion.except).filter((one) => !scale.items.includes(one)))
      yield { path: [...path, 'criterion', 'except', item], reason: `${item} is no item of this scale` };
    for (const [index, rule] of scale.rules.entries())
      if ('when' in rule)
        yield* conditionProblems(definition, rule.when, [...path, 'rules', index, 'when'], 'answers');
  },
} satisfies KindCheck<CriteriaScale>;
