/** From counts to what may leave: hidden counts are gone, and everything calculated from them with them. */
import { defined } from '../../core/defined';
import { isComputed } from '../statistics/not-computed';
import { wilson } from '../statistics/proportion';
import { smallestBase } from '../suppression/primary';
import type { Cell, Column, CountCell, CountTable, Note, Table } from './model';

/** `hidden`: ids of hidden cells over all tables of the reference. */
export function publishTables(tables: readonly CountTable[], hidden: ReadonlySet<string>): Table[] {
  const counts = new Map(
    tables.flatMap((table) => table.rows.flatMap((row) => row.cells.map(({ id, n }) => [id, n] as const))),
  );
  return tables.map((table) => {
    const kinds = new Map(table.columns.map(({ key, kind }) => [key, kind]));
    const rows = table.rows.map(({ key, cells }) => ({
      key,
      cells: cells.map((cell) =>
        publishCell(cell, defined(kinds.get(cell.key), 'the column of a count'), counts, hidden),
      ),
    }));
    return { ...table, rows, notes: notesFor(rows.flatMap((row) => row.cells)) };
  });
}

function publishCell(
  { id, key, n, ofId }: CountCell,
  kind: Column['kind'],
  counts: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
): Cell {
  const isHidden = hidden.has(id);
  const of =
    ofId === undefined || hidden.has(ofId)
      ? null
      : defined(counts.get(ofId), 'the count that another is a part of');
  const cell: Cell = { id, key, n: isHidden ? null : n, of, percent: null, interval: null, hidden: isHidden };
  if (isHidden || kind === 'base' || of === null || of < smallestBase) return cell;
  const interval = wilson(n, of);
  return {
    ...cell,
    percent: (100 * n) / of,
    interval: isComputed(interval) ? [100 * interval[0], 100 * interval[1]] : null,
  };
}

function notesFor(cells: readonly Cell[]): Note[] {
  const hidden = cells.filter((cell) => cell.hidden).length;
  const few = cells.some((cell) => cell.of !== null && cell.of < smallestBase);
  return [
    ...(hidden > 0 ? [{ key: 'hidden' as const, values: { count: hidden } }] : []),
    ...(few ? [{ key: 'fewAnswers' as const, values: { base: smallestBase } }] : []),
  ];
}
