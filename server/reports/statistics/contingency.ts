import { defined } from '../../core/defined';
import { chiSquareTail } from './distributions';
import { type NotComputed, notComputed } from './not-computed';

export interface ChiSquare {
  chiSquare: number;
  df: number;
  p: number;
  /** Cramer's V, 0-1. */
  cramersV: number;
  /** The smallest expected count: below 5 the exact test is the one to print. */
  smallestExpected: number;
}

/**
 * Pearson's chi-square test of independence without continuity correction (Pearson 1900) and Cramer's V (Cramer 1946,
 * 21.9): sqrt(chi2 / (n min(r-1, c-1))). `counts` are rows x columns of people. Empty rows and columns carry no
 * information and are left out; with fewer than two of either left, not computed.
 */
export function chiSquare(counts: readonly (readonly number[])[]): ChiSquare | NotComputed {
  const rowTotals = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columnTotals = (counts[0] ?? []).map((_, column) =>
    counts.reduce((sum, row) => sum + defined(row[column], 'a column of the row'), 0),
  );
  const n = rowTotals.reduce((sum, count) => sum + count, 0);
  if (n === 0) return notComputed('noAnswers');
  const rows = rowTotals.filter((total) => total > 0).length;
  const columns = columnTotals.filter((total) => total > 0).length;
  if (rows < 2) return notComputed('oneGroup');
  if (columns < 2) return notComputed('zeroVariance');

  let statistic = 0;
  let smallestExpected = Infinity;
  counts.forEach((row, r) => {
    const rowTotal = defined(rowTotals[r], 'the total of the row');
    row.forEach((count, c) => {
      const expected = (rowTotal * defined(columnTotals[c], 'the total of the column')) / n;
      if (expected === 0) return;
      statistic += (count - expected) ** 2 / expected;
      smallestExpected = Math.min(smallestExpected, expected);
    });
  });
  const df = (rows - 1) * (columns - 1);
  return {
    chiSquare: statistic,
    df,
    p: chiSquareTail(statistic, df),
    cramersV: Math.sqrt(statistic / (n * Math.min(rows - 1, columns - 1))),
    smallestExpected,
  };
}
