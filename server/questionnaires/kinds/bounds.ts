/** Cut-offs that cover a scale's range without gaps, and the result of one with bands. */
import { z } from 'zod';
import type { Bounds } from '../../core/scoring/levels';
import type { DefinitionProblem, Path } from '../rules/condition.rules';
import { count, id } from '../schema/condition.schema';

export const boundsShape = <const Levels extends readonly [string, ...string[]]>(levels: Levels) =>
  z.array(z.strictObject({ level: z.enum(levels), from: count }));

export const oneBand = 'one band alone says nothing';

/** Of a scale's own bands, from the lowest. */
export const bandBoundsShape = z.array(z.strictObject({ level: id, from: count })).min(2, oneBand);

/** Of a result with one of the bands, and where there are some, with one of the labels. */
export const bandedShape = (bands: readonly string[], labels: readonly string[]) =>
  z.object({
    score: z.number().nullable().meta({ description: 'Unrounded; null when too many answers are missing' }),
    max: z.int(),
    band: z.enum(bands).nullable(),
    label: (labels.length > 0 ? z.enum([...new Set(labels)]) : z.never())
      .exactOptional()
      .meta({ description: 'Says more about the band' }),
    answered: z.int(),
    missing: z.int(),
  });

/** Every level once and in order, the first from 0, each above the one before, the last within the range. */
export function* boundsProblems(
  bounds: Bounds<string>,
  levels: readonly string[],
  range: number,
  path: Path,
): Generator<DefinitionProblem> {
  if (bounds.map(({ level }) => level).join() !== levels.join())
    yield { path, reason: `the levels must be ${levels.join(', ')}, in this order` };
  for (const [index, { level, from }] of bounds.entries()) {
    const before = bounds[index - 1];
    const at = [...path, index];
    if (!before && from !== 0)
      yield { path: at, reason: `0 to ${from} has no level: ${level} must start at 0` };
    if (before && from <= before.from)
      yield { path: at, reason: `${level} from ${from} leaves nothing for ${before.level}` };
    if (from > range) yield { path: at, reason: `${level} from ${from} is above the highest score ${range}` };
  }
}
