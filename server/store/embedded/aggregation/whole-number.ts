import { MongoError } from '../errors';
import { isNumeric, toDouble } from '../numbers';

/** A count in a stage: a whole number not below `least` (0 or 1). */
export function wholeNumber(stage: string, operand: unknown, least: number): number {
  const value = isNumeric(operand) ? toDouble(operand) : Number.NaN;
  if (!Number.isInteger(value) || value < least)
    throw new MongoError(
      least === 1 && value === 0 ? 15958 : 5107201,
      `invalid argument to ${stage} stage: expected ${least === 1 ? 'a positive number' : 'a non-negative number'}`,
    );
  return value;
}
