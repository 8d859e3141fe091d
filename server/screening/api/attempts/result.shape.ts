/** What a result of one questionnaire looks like: its scales by the definition's ids, each as its kind has it. */
import { z } from 'zod';
import type { Definition } from '../../../core/definition/definition';
import { bands } from '../../../core/definition/types';
import { checkOf } from '../../../questionnaires/kinds';

const band = z.enum(bands).nullable();

/** Some of the names, of which a definition may have none. */
const someOf = ([first, ...others]: string[]) => z.array(first ? z.enum([first, ...others]) : z.never());

export function resultShape({ id, version, scales, flags, quality }: Definition): z.ZodType {
  const ofScales = Object.entries(scales).map(([id, scale]) => [id, checkOf(scale).resultShape(scale)]);
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
