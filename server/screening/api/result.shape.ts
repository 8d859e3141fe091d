/** What a result of one questionnaire looks like: its scales by the definition's ids, each as its kind has it. */
import { z } from 'zod';
import type { Definition } from '../../core/definition/definition';
import { bands } from '../../core/definition/types';

type Kind = Definition['scales'][string]['kind'];

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

const shapes: Record<Kind, z.ZodType> = {
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

export function resultShape({ id, version, scales, flags }: Definition): z.ZodType {
  const ofScales = Object.entries(scales).map(([scale, { kind }]) => [scale, shapes[kind]]);
  const [first, ...others] = flags.map(({ flag }) => flag);
  return z
    .object({
      scales: z.object(Object.fromEntries(ofScales)),
      overall: z.object({ band, high: z.int().meta({ description: 'How many scales are high or above' }) }),
      flags: z.array(first ? z.enum([first, ...others]) : z.never()),
      quality: z.object({
        points: z.int(),
        verdict: z.enum(['valid', 'doubtful', 'excluded']),
        reasons: z.array(z.string()),
        timed: z.boolean().meta({ description: 'Whether there were times to judge by' }),
      }),
    })
    .meta({ description: `Of ${id}/${version}` });
}
