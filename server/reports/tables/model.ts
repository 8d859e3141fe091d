/**
 * Tables without a format: the same model is written as Word, Excel, CSV, JSON and charts. A `CountTable` holds every
 * count and stays inside; a `Table` is what may leave, with hidden counts gone.
 */
import type { Interval } from '../statistics/proportion';

/** One number of people. Cells of different tables with the same id are the same number. */
export interface CountCell {
  id: string;
  /** Column key. */
  key: string;
  n: number;
  /** Id of the count that this one is a part of (its denominator); absent for the grand total. */
  ofId?: string;
}

export interface CountRow {
  key: string;
  cells: CountCell[];
}

/** The row or column `total` is the sum of `parts` (keys). */
export interface Sum {
  total: string;
  parts: string[];
}

export interface Column {
  key: string;
  /** A count among others gets a percentage; a base is what percentages are taken of. */
  kind: 'count' | 'base';
}

interface Shape {
  id: string;
  /** What rows and columns stand for: a dimension of the tally, `scale`, `level`, `label` or `people`. */
  dimensions: { rows: string; columns: string };
  columns: Column[];
  /** Which rows and columns add up to which. */
  marginals: { rows: Sum[]; columns: Sum[] };
}

export interface CountTable extends Shape {
  rows: CountRow[];
}

export interface Cell {
  id: string;
  key: string;
  /** null when hidden. */
  n: number | null;
  /** Denominator; null when it is hidden or there is none. */
  of: number | null;
  /** 0-100, unrounded; null for a base, with `of` below 30 or with anything hidden. */
  percent: number | null;
  /** 95 % Wilson interval of `percent`, 0-100; null with it. */
  interval: Interval | null;
  hidden: boolean;
}

export interface Row {
  key: string;
  cells: Cell[];
}

export interface Note {
  /** Locale key below `notes`. */
  key: 'hidden' | 'fewAnswers';
  values: Record<string, number>;
}

export interface Table extends Shape {
  rows: Row[];
  notes: Note[];
}

/**
 * The counts `inner` together never exceed the counts `outer` together: whoever is in the first is in the second. It is left
 * out of account where one of them is not printed.
 */
export interface Nested {
  inner: string[];
  outer: string[];
}

export function cellId(measure: string, group: string, column: string): string {
  return `${measure}|${group}|${column}`;
}

export function findCell(tables: readonly Table[], id: string): Cell | undefined {
  for (const table of tables) {
    for (const row of table.rows) {
      const cell = row.cells.find((candidate) => candidate.id === id);
      if (cell) return cell;
    }
  }
  return undefined;
}
