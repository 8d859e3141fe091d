/** All published counts of a reference as one system of linear relations: what an attacker would write down. */
import { defined } from '../../core/defined';
import type { CountedReference } from '../tables/reference.tables';

interface Term {
  cell: number;
  coefficient: number;
}

/** Sum of coefficient x count over the terms: = 0, or <= 0 for `atMost`. */
export interface Relation {
  /** Its place among the relations. */
  number: number;
  terms: Term[];
  kind: 'equal' | 'atMost';
}

/** Cells are numbered in the order in which they first appear; that order is the code order of tie-breaking. */
export interface System {
  ids: string[];
  counts: number[];
  /** The largest of them, at least 1. */
  largest: number;
  /** In how many places each cell is printed. */
  prints: number[];
  /** The number of the only table that a cell stands in, or -1 when tables or other relations share it. */
  home: number[];
  /** Table number -> the cells whose home it is. */
  ownCells: number[][];
  relations: Relation[];
  /** Cell -> its relations. */
  relationsOf: Relation[][];
}

export const countOf = ({ counts }: System, cell: number): number =>
  defined(counts[cell], 'the count of a cell');

/** The cells that stand in the same table as this one and in no other; undefined for a shared cell. */
export const cellsAround = ({ home, ownCells }: System, cell: number): number[] | undefined =>
  ownCells[defined(home[cell], 'the table of a cell')];

export const relationsAt = ({ relationsOf }: System, cell: number): Relation[] =>
  defined(relationsOf[cell], 'the relations of a cell');

export function systemOf({ tables, nested }: CountedReference): System {
  const numbers = new Map<string, number>();
  const system: System = {
    ids: [],
    counts: [],
    largest: 1,
    prints: [],
    home: [],
    ownCells: tables.map(() => []),
    relations: [],
    relationsOf: [],
  };
  const known = new Set<string>();

  const relate = (terms: Term[], kind: Relation['kind']) => {
    const signature = `${kind} ${terms.map(({ cell, coefficient }) => `${cell}*${coefficient}`).join(' ')}`;
    if (known.has(signature)) return;
    known.add(signature);
    const relation = { number: system.relations.length, terms, kind };
    for (const { cell } of terms) relationsAt(system, cell).push(relation);
    system.relations.push(relation);
  };

  tables.forEach((table, tableNumber) => {
    const grid = new Map<string, Map<string, number>>();
    for (const row of table.rows) {
      const inRow = new Map<string, number>();
      for (const { id, key, n } of row.cells) {
        let cell = numbers.get(id);
        if (cell === undefined) {
          cell = system.ids.length;
          numbers.set(id, cell);
          system.ids.push(id);
          system.counts.push(n);
          system.largest = Math.max(system.largest, n);
          system.prints.push(0);
          system.home.push(tableNumber);
          system.relationsOf.push([]);
        }
        if (system.counts[cell] !== n)
          throw new Error(`Two counts for ${id}: ${system.counts[cell]} and ${n}`);
        if (system.home[cell] !== tableNumber) system.home[cell] = -1;
        system.prints[cell] = defined(system.prints[cell], 'the places of a cell') + 1;
        inRow.set(key, cell);
      }
      grid.set(row.key, inRow);
    }
    const sum = (total: number | undefined, parts: (number | undefined)[]) => {
      const present = parts.filter((part) => part !== undefined);
      if (total !== undefined && present.length > 0) {
        relate(
          [{ cell: total, coefficient: -1 }, ...present.map((cell) => ({ cell, coefficient: 1 }))],
          'equal',
        );
      }
    };
    for (const { total, parts } of table.marginals.columns) {
      for (const row of grid.values())
        sum(
          row.get(total),
          parts.map((part) => row.get(part)),
        );
    }
    for (const { total, parts } of table.marginals.rows) {
      for (const { key } of table.columns)
        sum(
          grid.get(total)?.get(key),
          parts.map((part) => grid.get(part)?.get(key)),
        );
    }
  });

  for (const { inner, outer } of nested) {
    const termsOf = (ids: string[], coefficient: number): Term[] =>
      ids.map((id) => numbers.get(id)).flatMap((cell) => (cell === undefined ? [] : [{ cell, coefficient }]));
    const terms = [...termsOf(inner, 1), ...termsOf(outer, -1)];
    if (terms.length < inner.length + outer.length) continue;
    for (const { cell } of terms) system.home[cell] = -1;
    relate(terms, 'atMost');
  }
  for (const cell of system.ids.keys()) cellsAround(system, cell)?.push(cell);
  return system;
}

/** All cells that `from` reaches through relations among the cells that `may` move, within `steps` relations. */
export function reachable(
  system: System,
  from: number,
  may: (cell: number) => boolean,
  steps = Number.POSITIVE_INFINITY,
): number[] {
  const seen = new Set([from]);
  let frontier = [from];
  for (let step = 0; step < steps && frontier.length > 0; step++) {
    const next: number[] = [];
    for (const cell of frontier) {
      for (const { terms } of relationsAt(system, cell)) {
        for (const { cell: neighbour } of terms) {
          if (seen.has(neighbour) || !may(neighbour)) continue;
          seen.add(neighbour);
          next.push(neighbour);
        }
      }
    }
    frontier = next;
  }
  return [...seen].sort((a, b) => a - b);
}
