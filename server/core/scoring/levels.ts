import { type Band, bands } from '../definition/types';

/** Lower bounds of consecutive levels: the first from 0, ascending, so that they cover the range without gaps. */
export type Bounds<Level extends string> = { level: Level; from: number }[];

/** The level whose lower bound is the highest one not above the score. Compared unrounded. */
export const levelOf = <Level extends string>(bounds: Bounds<Level>, score: number): Level => {
  const level = bounds.findLast(({ from }) => score >= from)?.level;
  if (level === undefined) throw new RangeError(`No level starts at or below ${score}`);
  return level;
};

export const [lowestBand] = bands;

export const isBandFrom = (band: Band, from: Band): boolean => bands.indexOf(band) >= bands.indexOf(from);

export const higherBand = (one: Band, other: Band): Band => (isBandFrom(one, other) ? one : other);
