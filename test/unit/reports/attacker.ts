/** What a reader with a linear programming solver can work out from published tables alone. */
import { type Constraint, solve } from 'yalps';
import type { Nested, Table } from '../../../server/reports/tables/model';

export interface Knowledge {
  id: string;
  low: number;
  high: number;
}

/** The interval of every hidden count (or of those that `isAsked` picks), from all printed counts, sums and nestings. */
export function attack(
  tables: readonly Table[],
  nested: readonly Nested[] = [],
  isAsked: (index: number, count: number) => boolean = () => true,
): Knowledge[] {
  const printed = new Map<string, number | null>();
  for (const table of tables)
    for (const row of table.rows) for (const { id, n } of row.cells) printed.set(id, n);
  const hidden = [...printed].filter(([, n]) => n === null).map(([id]) => id);
  const constraints: Constraint[] = [];
  const columns = new Map(hidden.map((id) => [id, [] as [number, number][]]));

  const relate = (terms: [string | undefined, number][], kind: 'equal' | 'atMost') => {
    let fixed = 0;
    const number = constraints.length;
    for (const [id, coefficient] of terms) {
      if (id === undefined || !printed.has(id)) continue;
      const n = printed.get(id)!;
      if (n === null) columns.get(id)!.push([number, coefficient]);
      else fixed += coefficient * n;
    }
    constraints.push(kind === 'equal' ? { equal: -fixed } : { max: -fixed });
  };
  for (const { rows, columns: keys, marginals } of tables) {
    const at = (row: string, column: string) =>
      rows.find(({ key }) => key === row)?.cells.find(({ key }) => key === column)?.id;
    for (const { total, parts } of marginals.columns) {
      for (const { key } of rows) {
        relate(
          [[at(key, total), -1], ...parts.map((part): [string | undefined, number] => [at(key, part), 1])],
          'equal',
        );
      }
    }
    for (const { total, parts } of marginals.rows) {
      for (const { key } of keys) {
        relate(
          [[at(total, key), -1], ...parts.map((part): [string | undefined, number] => [at(part, key), 1])],
          'equal',
        );
      }
    }
  }
  for (const { inner, outer } of nested) {
    const terms = [
      ...inner.map((id): [string, number] => [id, 1]),
      ...outer.map((id): [string, number] => [id, -1]),
    ];
    if (terms.every(([id]) => printed.has(id))) relate(terms, 'atMost');
  }

  const asked = hidden.filter((_, index) => isAsked(index, hidden.length));
  return asked.map((target) => {
    const end = (direction: 'maximize' | 'minimize') => {
      const variables = hidden.map((id): [string, [number, number][]] => [
        id,
        id === target ? [...columns.get(id)!, [-1, 1]] : columns.get(id)!,
      ]);
      const solution = solve<string, number>({
        direction,
        objective: -1,
        constraints: constraints.map((constraint, number) => [number, constraint] as const),
        variables,
      });
      if (solution.status === 'unbounded') return Number.POSITIVE_INFINITY;
      if (solution.status !== 'optimal') throw new Error(`The attacker's problem is ${solution.status}`);
      return solution.result;
    };
    return { id: target, low: end('minimize'), high: end('maximize') };
  });
}
