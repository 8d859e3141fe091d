/**
 * Complementary hiding: hides further counts until nobody can work out a hidden one from all tables together, not even to
 * within `width` people. A hidden count is safe when there are two sets of counts that look the same on paper and differ
 * there by at least `width` (sliding protection, as in Fischetti & Salazar 2000, J Am Stat Assoc 95:916-928).
 */
import { defined } from '../../core/defined';
import { cheapestShift, furthestShift, type Shift } from './shifts';
import { cellsAround, countOf, reachable, type System } from './system';

const tolerance = 1e-6;
/** Relations away from a shared cell that its surroundings reach: its tables' sums and their other sums. */
const nearSteps = 2;

/** Cells hidden so far, and how far each is known to be able to move, down and up, by shifts of hidden cells only. */
class Hiding {
  readonly hidden = new Set<number>();
  private readonly shifts: Shift[] = [];
  private readonly lowest: Float64Array;
  private readonly highest: Float64Array;

  constructor(
    readonly system: System,
    readonly width: number,
  ) {
    this.lowest = new Float64Array(system.ids.length);
    this.highest = new Float64Array(system.ids.length);
  }

  learn(shift: Shift): void {
    this.shifts.push(shift);
    for (const [cell, change] of shift) {
      const { lowest, highest } = this.reach(cell);
      if (change < lowest) this.lowest[cell] = change;
      if (change > highest) this.highest[cell] = change;
    }
  }

  isKnownSafe(cell: number): boolean {
    const { lowest, highest } = this.reach(cell);
    return highest - lowest >= this.width - tolerance;
  }

  private reach(cell: number): { lowest: number; highest: number } {
    return {
      lowest: defined(this.lowest[cell], 'the reach of a cell'),
      highest: defined(this.highest[cell], 'the reach of a cell'),
    };
  }

  /** The same with one cell printed after all: what was learnt by moving it no longer holds. */
  without(cell: number): Hiding {
    const fewer = new Hiding(this.system, this.width);
    for (const other of this.hidden) if (other !== cell) fewer.hidden.add(other);
    for (const shift of this.shifts) if (!shift.has(cell)) fewer.learn(shift);
    return fewer;
  }
}

/** Hidden cells (numbers) after adding to `primary` what they need. */
export function hideComplementary(system: System, primary: ReadonlySet<number>, width: number): Set<number> {
  const hiding = new Hiding(system, width);
  for (const cell of primary) hiding.hidden.add(cell);
  const neededFor = new Map<number, number>();
  for (let unsafe = firstUnsafe(hiding); unsafe; unsafe = firstUnsafe(hiding)) {
    for (const cell of unsafe.protection.keys()) {
      if (!hiding.hidden.has(cell)) neededFor.set(cell, unsafe.cell);
      hiding.hidden.add(cell);
    }
    hiding.learn(unsafe.protection);
  }
  return withoutNeedless(hiding, primary, neededFor).hidden;
}

/**
 * The hidden cell with the smallest count, then in code order, whose interval is too narrow, and a shift that makes it
 * safe once all cells of that shift are hidden.
 */
function firstUnsafe(hiding: Hiding): { cell: number; protection: Shift } | undefined {
  const { system } = hiding;
  const order = [...hiding.hidden].sort((a, b) => countOf(system, a) - countOf(system, b) || a - b);
  for (const cell of order) {
    if (isSafe(hiding, cell)) continue;
    const protection = protectingShift(hiding, cell);
    if ([...protection.keys()].every((other) => hiding.hidden.has(other))) hiding.learn(protection);
    else return { cell, protection };
  }
  return undefined;
}

/**
 * Whether hidden cells let the cell move far enough, down and up together. A cell of one table is looked at inside that
 * table, a shared one in its surroundings before in everything: most are safe there, and the problem is small.
 */
function isSafe(hiding: Hiding, cell: number): boolean {
  if (hiding.isKnownSafe(cell)) return true;
  const { system, hidden } = hiding;
  const around = cellsAround(system, cell);
  const isHidden = (other: number) => hidden.has(other);
  if (around) return canMove(hiding, cell, around.filter(isHidden));
  const near = reachable(system, cell, isHidden, nearSteps);
  if (canMove(hiding, cell, near)) return true;
  const all = reachable(system, cell, isHidden);
  return all.length > near.length && canMove(hiding, cell, all);
}

/** Moves the cell as far as the others of the scope let it, up and then down, until it is known to be safe. */
function canMove(hiding: Hiding, cell: number, scope: readonly number[]): boolean {
  for (const sign of [1, -1] as const) {
    const shift = furthestShift(hiding.system, cell, scope, sign, hiding.width);
    if (shift) hiding.learn(shift);
    if (hiding.isKnownSafe(cell)) return true;
  }
  return false;
}

/**
 * A shift that makes the cell safe at the lowest cost: the fewest further printed numbers, ties by the smallest total, then
 * code order. Searched in the cell's own table first, then in ever wider surroundings.
 */
function protectingShift({ system, hidden, width }: Hiding, cell: number): Shift {
  const around = cellsAround(system, cell);
  const cost = (other: number) =>
    hidden.has(other)
      ? 0
      : defined(system.prints[other], 'the places of a cell') +
        (0.1 * countOf(system, other)) / system.largest +
        (0.001 * other) / system.ids.length;
  if (around) {
    const shift = cheapestShift(system, cell, width, around, cost);
    if (shift) return shift;
  }
  let previous = 0;
  for (let steps = 2; ; steps++) {
    const scope = reachable(system, cell, () => true, steps);
    const shift = cheapestShift(system, cell, width, scope, cost);
    if (shift) return shift;
    // Nothing more to reach: with all of it hidden nothing is left to calculate from, and every count may be any multiple.
    if (scope.length === previous) return new Map(scope.map((other) => [other, width]));
    previous = scope.length;
  }
}

/** Prints again, largest first, what turned out not to be needed once everything else was hidden. */
function withoutNeedless(
  hiding: Hiding,
  primary: ReadonlySet<number>,
  neededFor: ReadonlyMap<number, number>,
): Hiding {
  const { system } = hiding;
  let current = hiding;
  const added = [...hiding.hidden]
    .filter((cell) => !primary.has(cell))
    .sort((a, b) => countOf(system, b) - countOf(system, a) || b - a);
  for (const cell of added) {
    const fewer = current.without(cell);
    const owner = defined(neededFor.get(cell), 'the cell that another protects');
    if (fewer.hidden.has(owner) && !isSafe(fewer, owner)) continue;
    if ([...fewer.hidden].every((other) => isSafe(fewer, other))) current = fewer;
  }
  return current;
}
