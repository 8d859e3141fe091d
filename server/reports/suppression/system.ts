/** All published counts of a reference as one system of linear relations: what an attacker would write down. */
import type { CountedReference } from '../tables/reference.tables';

/** Sum of coefficient x count over the cells: = 0, or <= 0 for `atMost`. */
interface Relation {
  cells: number[];
  coefficients: number[];
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
  /** Cell -> numbers of its relations. */
  relationsOf: number[][];
}

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

  const relate = (terms: [cell: number, coefficient: number][], kind: Relation['kind']) => {
    const signature = `${kind} ${terms.map(([cell, coefficient]) => `${cell}*${coefficient}`).join(' ')}`;
    if (known.has(signature)) return;
    known.add(signature);
    for (const [cell] of terms) system.relationsOf[cell]!.push(system.relations.length);
    system.relations.push({
      cells: terms.map(([cell]) => cell),
      coefficients: terms.map(([, coefficient]) => coefficient),
      kind,
    });
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
        system.prints[cell]!++;
        inRow.set(key, cell);
      }
      grid.set(row.key, inRow);
    }
    const sum = (total: number | undefined, parts: (number | undefined)[]) => {
      const present = parts.filter((part) => part !== undefined);
      if (total !== undefined && present.length > 0) {
        relate([[total, -1], ...present.map((part): [number, number] => [part, 1])], 'equal');
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
    const terms = [...inner.map((id) => [id, 1] as const), ...outer.map((id) => [id, -1] as const)];
    if (!terms.every(([id]) => numbers.has(id))) continue;
    for (const [id] of terms) system.home[numbers.get(id)!] = -1;
    relate(
      terms.map(([id, coefficient]) => [numbers.get(id)!, coefficient]),
      'atMost',
    );
  }
  system.home.forEach((home, cell) => {
    if (home !== -1) system.ownCells[home]!.push(cell);
  });
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
      for (const relation of system.relationsOf[cell]!) {
        for (const neighbour of system.relations[relation]!.cells) {
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
