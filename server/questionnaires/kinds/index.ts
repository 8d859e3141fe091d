/** Each kind's part of the checks of a definition file: a file and a line, as in `core/scoring/kinds`. */
import { z } from 'zod';
import type { Scale } from '../../core/scoring/kinds';
import { count } from './count';
import { criteria } from './criteria';
import { exposedSum } from './exposed-sum';
import { exposure } from './exposure';
import type { KindCheck } from './kind';
import { knowledge } from './knowledge';
import { order } from './order';
import { protective } from './protective';
import { sum } from './sum';
import { wellbeing } from './wellbeing';

const checks: { [Name in Scale['kind']]: KindCheck<Extract<Scale, { kind: Name }>> } = {
  ...{ sum, exposedSum, criteria, count, exposure, knowledge, order, wellbeing, protective },
};

export const scaleShape: z.ZodType<Scale> = z.discriminatedUnion('kind', [
  sum.shape,
  exposedSum.shape,
  criteria.shape,
  count.shape,
  exposure.shape,
  knowledge.shape,
  order.shape,
  wellbeing.shape,
  protective.shape,
]);

/** A scale's rules go with the kind that they name, which the compiler cannot follow. */
export const checkOf = (scale: Scale) => checks[scale.kind] as KindCheck<Scale>;
