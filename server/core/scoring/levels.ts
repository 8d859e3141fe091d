import { type Band, type BandedResult, bands, type Result, type ScaleResult } from '../definition/types';

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

const isBanded = (result: ScaleResult): result is BandedResult => 'band' in result;

/** undefined for a scale without bands, or one that the result does not have. */
export const bandedOf = ({ scales }: Pick<Result, 'scales'>, id: string): BandedResult | undefined => {
  const result = scales[id];
  return result && isBanded(result) ? result : undefined;
};

/** By scale, of those that have bands. */
export const bandsOf = ({ scales }: Pick<Result, 'scales'>): Record<string, Band | null> =>
  Object.fromEntries(
    Object.entries(scales).flatMap(([id, result]) => (isBanded(result) ? [[id, result.band]] : [])),
  );
