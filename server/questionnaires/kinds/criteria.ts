import { z } from 'zod';
import type { CriteriaScale } from '../../core/scoring/kinds/criteria';
import { bandOrderProblems, foreignBandProblems } from '../rules/bands.rules';
import { conditionProblems, type DefinitionProblem, type Path, rangeOf } from '../rules/condition.rules';
import { condition, count, id, ids, positive } from '../schema/condition.schema';
import { bandedShape, oneBand } from './bounds';
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
    .filter((one): one is { band: string; index: number; from: number } => one.from !== undefined)
    .sort((one, other) => scale.bands.indexOf(one.band) - scale.bands.indexOf(other.band));
  for (const [position, { band, index, from }] of thresholds.entries()) {
    const before = thresholds[position - 1];
    const at = [...path, 'rules', index];
    if (before && from <= before.from)
      yield { path: at, reason: `${band} from ${from} leaves nothing for ${before.band}` };
    if (from > range) yield { path: at, reason: `${band} from ${from} is above the highest value ${range}` };
  }
}

const labelsOf = ({ closedLabel, rules }: CriteriaScale): string[] => [
  closedLabel,
  ...rules.flatMap((rule) => ('label' in rule && rule.label ? [rule.label] : [])),
];

export const criteria = {
  shape: z.strictObject({
    kind: z.literal('criteria'),
    items: ids,
    missingAllowed: count,
    bands: z.tuple([id], id).refine(({ length }) => length > 1, oneBand),
    criterion: z.strictObject({ atLeast: positive, except: z.record(id, positive) }),
    rules: z
      .array(
        z.union(
          [
            z.strictObject({ band: id, criteriaFrom: positive }),
            z.strictObject({ band: id, sumFrom: positive }),
            z.strictObject({ band: id, when: condition, label: id.exactOptional() }),
          ],
          { error: 'this is no rule that a criteria scale knows' },
        ),
      )
      .min(1),
    standsFrom: id,
    closedLabel: id,
  }),
  resultShape: (scale) =>
    bandedShape(scale.bands, labelsOf(scale)).extend({
      bandUpper: z
        .enum(scale.bands)
        .nullable()
        .meta({ description: 'With every missing answer as the strongest one' }),
      criteria: z.int().nullable(),
    }),
  levelsOf: ({ bands }) => ({ band: bands }),
  labelsOf,
  itemListsOf: ({ items }) => [{ items, path: ['items'] }],
  canReverse: false,
  *problems(scale, definition, path) {
    const { bands, rules, standsFrom } = scale;
    yield* bandOrderProblems(definition, bands, [...path, 'bands']);
    const named = rules.map(({ band }, index): [Path, string] => [['rules', index, 'band'], band]);
    yield* foreignBandProblems(bands, [...named, [['standsFrom'], standsFrom]], path);
    for (const [index, band] of bands.entries())
      if (index > 0 && !rules.some((rule) => rule.band === band))
        yield { path: [...path, 'bands', index], reason: `no rule reaches ${band}` };
    yield* thresholdProblems(scale, 'criteriaFrom', scale.items.length, path);
    yield* thresholdProblems(scale, 'sumFrom', rangeOf(definition, scale.items), path);
    for (const item of Object.keys(scale.criterion.except).filter((one) => !scale.items.includes(one)))
      yield { path: [...path, 'criterion', 'except', item], reason: `${item} is no item of this scale` };
    for (const [index, rule] of rules.entries())
      if ('when' in rule)
        yield* conditionProblems(definition, rule.when, [...path, 'rules', index, 'when'], 'answers');
  },
} satisfies KindCheck<CriteriaScale>;
