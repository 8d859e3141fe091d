/** What a result of one questionnaire looks like: its scales by the definition's ids, each as its kind has it. */
import { z } from 'zod';
import { bandIds } from '../../../core/definition/bands';
import type { Definition } from '../../../core/definition/definition';
import { checkOf } from '../../../questionnaires/kinds';

/** One of the names, of which a definition may have none. */
const oneOf = ([first, ...others]: string[]) => (first ? z.enum([first, ...others]) : z.never());

export function resultShape(definition: Definition): z.ZodType {
  const { id, version, scales, flags, quality } = definition;
  const ofScales = Object.entries(scales).map(([id, scale]) => [id, checkOf(scale).resultShape(scale)]);
  return z
    .object({
      scales: z.object(Object.fromEntries(ofScales)),
      overall: z.object({
        band: oneOf(bandIds(definition)).nullable(),
        high: z.int().meta({ description: 'How many scales are high' }),
      }),
      flags: z.array(oneOf(flags.map(({ flag }) => flag))),
      quality: z.object({
        points: z.int(),
        verdict: z.enum(['valid', 'doubtful', 'excluded']),
        reasons: z.array(oneOf(quality.points.map(({ point }) => point))),
        timed: z.boolean().meta({ description: 'Whether there were times to judge by' }),
      }),
    })
    .meta({ description: `Of ${id}/${version}` });
}
