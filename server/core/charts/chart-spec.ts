/**
 * What a chart shows, as plain JSON with every text already in the reader's language. The page hands it to the
 * browser, the document to the server's canvas; both make it a picture with the same chart-config.ts.
 * Shares are 0-1; null is a hidden or not computed value and draws nothing.
 */
export type ChartSpec = BandSharesSpec | DailySpec | IntervalsSpec | CoverageSpec | TileMapSpec;

/** Stacked bars: how the bands of each scale share the scored attempts. */
export interface BandSharesSpec {
  kind: 'bandShares';
  rows: string[];
  bands: [string, string, string, string];
  /** shares[row][band] */
  shares: (number | null)[][];
}

/** Completed attempts by day and together, against the plan. */
export interface DailySpec {
  kind: 'daily';
  days: string[];
  counts: (number | null)[];
  together: (number | null)[];
  texts: { day: string; together: string };
}

/** Ranked dots with their 95 % intervals, and the whole as a line. */
export interface IntervalsSpec {
  kind: 'intervals';
  rows: { label: string; share: number | null; lower: number | null; upper: number | null }[];
  whole: number | null;
  texts: { share: string; interval: string; whole: string };
}

/** Plan and fact side by side. */
export interface CoverageSpec {
  kind: 'coverage';
  rows: { label: string; plan: number; fact: number }[];
  texts: { plan: string; fact: string };
}

/** The regions as tiles, roughly where they lie; darker is more. */
export interface TileMapSpec {
  kind: 'tileMap';
  tiles: { label: string; column: number; row: number; value: number | null; text: string }[];
}
