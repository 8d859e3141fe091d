/**
 * A statistic that cannot be computed says why, as a value: never NaN, never an exception, never an empty cell.
 * The code is a locale key below `notComputed`.
 */
export type NotComputedReason =
  | 'noAnswers'
  | 'oneGroup'
  | 'zeroVariance'
  | 'tooFewItems'
  | 'tooFewPeople'
  | 'tooManyTables'
  | 'medianNotReached'
  | 'hidden';

export interface NotComputed {
  because: NotComputedReason;
}

export function notComputed(because: NotComputedReason): NotComputed {
  return { because };
}

export function isComputed<T extends object>(value: T | NotComputed): value is T {
  return !('because' in value);
}
