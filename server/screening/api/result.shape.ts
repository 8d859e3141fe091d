/** What a result of one questionnaire looks like: its scales by the definition's ids, each as its kind has it. */
import { z } from 'zod';
import type { Definition } from '../../core/definition/definition';
import { bands } from '../../core/definition/types';
import type { Scale } from '../../core/scoring/kinds';

const level = (...levels: [string, ...string[]]) => z.enum(levels).nullable();
const band = z.enum(bands).nullable();

const banded = z.object({
  score: z.number().nullable().meta({ description: 'Unrounded; null when too many answers are missing' }),
  max: z.int(),
  band,
  label: z.string().exactOptional().meta({ description: 'Says more about the band' }),
  answered: z.int(),
  missing: z.int(),
});

const shapes: Record<Scale['kind'], z.ZodType> = {
  sum: banded,
  criteria: banded.extend({
    bandUpper: band.meta({ description: 'With every missing answer as the strongest one' }),
    criteria: z.int().nullable(),
    loot: z.enum(['none', 'tip', 'moderateTip']),
  }),
  exposure: z.object({
    victim: level('none', 'occasional', 'repeated', 'severe'),
    aggressor: level('none', 'occasional', 'repeated'),
  }),
  wellbeing: z.object({
    score: z.number().nullable(),
    max: z.int(),
    level: level('usual', 'reduced', 'low'),
    distress: level('usual', 'raised'),
  }),
  protective: z.object({
    score: z.number().nullable(),
    max: z.int(),
    percent: z.number().nullable(),
    level: level('few', 'some', 'strong'),
  }),
};

/** Some of the names, of which a definition may have none. */
const someOf = ([first, ...others]: string[]) => z.array(first ? z.enum([first, ...others]) : z.never());

export function resultShape({ id, version, scales, flags, quality }: Definition): z.ZodType {
  const ofScales = Object.entries(scales).map(([scale, { kind }]) => [scale, shapes[kind]]);
  return z
    .object({
      scales: z.object(Object.fromEntries(ofScales)),
      overall: z.object({ band, high: z.int().meta({ description: 'How many scales are high or above' }) }),
      flags: someOf(flags.map(({ flag }) => flag)),
      quality: z.object({
        points: z.int(),
        verdict: z.enum(['valid', 'doubtful', 'excluded']),
        reasons: someOf(quality.points.map(({ point }) => point)),
        timed: z.boolean().meta({ description: 'Whether there were times to judge by' }),
      }),
    })
    .meta({ description: `Of ${id}/${version}` });
}
