import type { BandedResult, Result, ScaleResult } from '../definition/types';

/** Lower bounds of consecutive levels: the first from 0, ascending, so that they cover the range without gaps. */
export type Bounds<Level extends string> = { level: Level; from: number }[];

/** The level whose lower bound is the highest one not above the score. Compared unrounded. */
export const levelOf = <Level extends string>(bounds: Bounds<Level>, score: number): Level => {
  const level = bounds.findLast(({ from }) => score >= from)?.level;
  if (level === undefined) throw new RangeError(`No level starts at or below ${score}`);
  return level;
};

/** Whether a level is another one or above it. @param order has both, from the lowest */
export const isLevelFrom = (order: readonly string[], level: string, from: string): boolean =>
  order.indexOf(level) >= order.indexOf(from);

const isBanded = (result: ScaleResult): result is BandedResult => 'band' in result;

/** undefined for a scale without bands, or one that the result does not have. */
export const bandedOf = ({ scales }: Pick<Result, 'scales'>, id: string): BandedResult | undefined => {
  const result = scales[id];
  return result && isBanded(result) ? result : undefined;
};

/** By scale, of those that have bands. */
export const bandsOf = ({ scales }: Pick<Result, 'scales'>): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(scales).flatMap(([id, result]) => (isBanded(result) ? [[id, result.band]] : [])),
  );
