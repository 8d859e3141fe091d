/**
 * The two questions that hiding asks of linear programming, with yalps as the solver (pure JavaScript, synchronous; the
 * problems are small and many). An answer is a shift: other counts that would look the same on paper. Every shift is
 * checked against all relations before it is believed, so a fault of the solver can only hide more, never less.
 */

import { type Constraint, solve } from 'yalps';
import { defined } from '../../core/defined';
import { countOf, type Relation, relationsAt, type System } from './system';

/** Cell -> change of its count. Cells that are not named stay. */
export type Shift = Map<number, number>;

const tolerance = 1e-6;
/** Far above what these problems need; past it the solver is going in circles. */
const options = { maxPivots: 4000 };
const objective = -1;

/**
 * The largest change of `cell` in the direction of `sign` (1 or -1) while only the `movable` cells change, no count
 * falls below 0 and no change is above `enough`. Undefined when the cell cannot move (or the solver failed).
 */
export function furthestShift(
  system: System,
  cell: number,
  movable: readonly number[],
  sign: 1 | -1,
  enough: number,
): Shift | undefined {
  const constraints = new Map<number, Constraint>();
  const columns = new Map<number, [number, number][]>(movable.map((member) => [member, []]));
  for (const relation of touching(system, movable)) {
    let right = 0;
    let fixed = 0;
    for (const { cell: member, coefficient } of relation.terms) {
      const own = coefficient * countOf(system, member);
      const column = columns.get(member);
      if (column) {
        right += own;
        column.push([relation.number, coefficient]);
      } else fixed += own;
    }
    constraints.set(relation.number, relation.kind === 'equal' ? { equal: right } : { max: -fixed });
  }
  const bound = system.relations.length;
  const count = countOf(system, cell);
  constraints.set(bound, sign === 1 ? { max: count + enough } : { min: count - enough });
  defined(columns.get(cell), 'the cell that shall move').push([bound, 1], [objective, 1]);
  const solution = solve<number, number>(
    { direction: sign === 1 ? 'maximize' : 'minimize', objective, constraints, variables: columns },
    options,
  );
  if (solution.status !== 'optimal') return undefined;
  const counts = new Map(solution.variables);
  const shift: Shift = new Map();
  for (const member of movable) {
    const change = (counts.get(member) ?? 0) - countOf(system, member);
    if (Math.abs(change) > tolerance) shift.set(member, change);
  }
  return shift.size > 0 && isPossible(system, shift) ? shift : undefined;
}

/**
 * A change of `cell` by exactly `change` that moves as few printed and not yet hidden cells as possible, weighed by
 * `cost` per person moved. Undefined when the `movable` cells do not allow it (or the solver failed).
 */
export function cheapestShift(
  system: System,
  cell: number,
  change: number,
  movable: readonly number[],
  cost: (cell: number) => number,
  isBounded = false,
): Shift | undefined {
  const free = movable.filter((member) => member !== cell);
  const constraints = new Map<number, Constraint>();
  // Each cell has two variables: up (2 x cell) and down (2 x cell + 1).
  const columns = new Map<number, [number, number][]>();
  const bound = (member: number) => system.relations.length + member;
  for (const member of free) {
    const price = cost(member);
    const count = countOf(system, member);
    columns.set(2 * member, [[objective, price]]);
    if (count === 0) continue;
    const down: [number, number][] = [[objective, price]];
    columns.set(2 * member + 1, down);
    if (count >= change && !isBounded) continue;
    down.push([bound(member), 1]);
    constraints.set(bound(member), { max: count });
  }
  for (const relation of touching(system, movable)) {
    let right = 0;
    for (const { cell: member, coefficient } of relation.terms) {
      if (relation.kind === 'atMost') right -= coefficient * countOf(system, member);
      if (member === cell) right -= coefficient * change;
      columns.get(2 * member)?.push([relation.number, coefficient]);
      columns.get(2 * member + 1)?.push([relation.number, -coefficient]);
    }
    constraints.set(relation.number, relation.kind === 'equal' ? { equal: right } : { max: right });
  }
  const solution = solve<number, number>(
    { direction: 'minimize', objective, constraints, variables: columns },
    options,
  );
  if (solution.status !== 'optimal') return undefined;
  const shift: Shift = new Map([[cell, change]]);
  for (const [variable, amount] of solution.variables) {
    const member = variable >> 1;
    const moved = (shift.get(member) ?? 0) + (variable % 2 === 0 ? amount : -amount);
    if (Math.abs(moved) > tolerance) shift.set(member, moved);
    else shift.delete(member);
  }
  if (isPossible(system, shift)) return shift;
  return isBounded ? undefined : cheapestShift(system, cell, change, movable, cost, true);
}

/** Whether the shifted counts could be counts of people: none below 0, every relation kept. */
function isPossible(system: System, shift: Shift): boolean {
  for (const [cell, change] of shift) {
    if (countOf(system, cell) + change < -tolerance) return false;
  }
  for (const relation of touching(system, shift.keys())) {
    let sum = 0;
    for (const { cell, coefficient } of relation.terms)
      sum += coefficient * (countOf(system, cell) + (shift.get(cell) ?? 0));
    if (relation.kind === 'equal' ? Math.abs(sum) > tolerance : sum > tolerance) return false;
  }
  return true;
}

function touching(system: System, cells: Iterable<number>): Set<Relation> {
  const relations = new Set<Relation>();
  for (const cell of cells) for (const relation of relationsAt(system, cell)) relations.add(relation);
  return relations;
}
