// Chooses an index for a filter and a sort: equality and $in on its first fields, then one range, then order.
// Bounds are always a superset of what matches; the filter is tested again on every document.

import { afterPrefix, encodeValue, orderedKeyBytes, typeRange } from '../bson/index-key';
import { rank, rankOf } from '../bson/types';
import type { Doc } from '../bson/values';
import type { Collection } from '../storage/collection';
import { partKey, partRange } from '../storage/keys';
import type { StoreIndex } from '../storage/store-index';
import { clauses, isOperatorDocument } from './matcher';

export interface Interval {
  start: Buffer;
  end: Buffer;
}

export interface Plan {
  /** Null: the records themselves, in the order of insertion. */
  index: StoreIndex | null;
  intervals: Interval[];
  reverse: boolean;
  /** The scan gives the wanted order. */
  isSorted: boolean;
  /** Every interval names one `_id`: so few entries that they may be read inside a write. */
  isPoint: boolean;
  /** `$or` whose branches all have an index. */
  branches?: Plan[];
}

export type SortSpec = [path: string, direction: 1 | -1][];

interface Condition {
  points: unknown[] | null;
  ranges: { operator: string; operand: unknown }[];
}

const maxIntervals = 200;

/** What a filter demands of each field, over all `$and` levels. */
function conditionsOf(filter: Doc, found = new Map<string, Condition>()): Map<string, Condition> {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and') for (const clause of clauses(key, value)) conditionsOf(clause, found);
    if (key.startsWith('$')) continue;
    const condition = found.get(key) ?? { points: null, ranges: [] };
    found.set(key, condition);
    if (!isOperatorDocument(value)) addPoints(condition, [value]);
    else
      for (const [operator, operand] of Object.entries(value)) {
        if (operator === '$in') addPoints(condition, operand as unknown[]);
        else if (['$gt', '$gte', '$lt', '$lte'].includes(operator))
          condition.ranges.push({ operator, operand });
      }
  }
  return found;
}

/** The shortest list of points wins: the others are tested on the document. An array is no point. */
function addPoints(condition: Condition, values: unknown[]): void {
  const isUsable = !values.some(Array.isArray);
  if (isUsable && (condition.points === null || values.length < condition.points.length))
    condition.points = values;
}

export function plan(collection: Collection, filter: Doc, sort: SortSpec = []): Plan {
  const conditions = conditionsOf(filter);
  let best: { plan: Plan; score: number } | null = null;
  for (const index of collection.indexes) {
    const candidate = planIndex(index, conditions, sort);
    if (candidate.score > (best?.score ?? 0)) best = candidate;
  }
  return best?.plan ?? orPlan(collection, filter) ?? fullScan(collection);
}

const fullScan = (collection: Collection): Plan => ({
  index: null,
  intervals: [partRange(collection.part)],
  reverse: false,
  isSorted: false,
  isPoint: false,
});

/** A top-level `$or` as the union of its branches, where each has an index. */
function orPlan(collection: Collection, filter: Doc): Plan | null {
  if (filter.$or === undefined) return null;
  const branches = clauses('$or', filter.$or).map((clause) => plan(collection, clause));
  if (branches.some((branch) => branch.index === null)) return null;
  return {
    index: null,
    intervals: [],
    reverse: false,
    isSorted: false,
    isPoint: branches.every((branch) => branch.isPoint),
    branches,
  };
}

function planIndex(
  index: StoreIndex,
  conditions: Map<string, Condition>,
  sort: SortSpec,
): { plan: Plan; score: number } {
  const { part, isMultikey, hasCutKeys } = index.definition;
  let intervals: Interval[] = [{ start: Buffer.alloc(0), end: Buffer.alloc(0) }];
  const pointCounts: number[] = [];
  let score = 0;
  let isOpen = true;
  for (const [position, { path, direction }] of index.fields.entries()) {
    const condition = isOpen && !(isMultikey && position > 0) ? conditions.get(path) : undefined;
    const points = condition?.points;
    if (points && points.length * intervals.length <= maxIntervals) {
      const encoded = distinct(points.map((point) => encodeValue(point, direction)));
      intervals = intervals.flatMap(({ start }) =>
        encoded.map((bytes) => prefixInterval(Buffer.concat([start, bytes]))),
      );
      pointCounts[position] = encoded.length;
      score += 10;
      continue;
    }
    const bounds = condition && rangeBounds(condition, direction, isMultikey);
    if (bounds) {
      intervals = intervals.map(({ start }) => ({
        start: Buffer.concat([start, bounds.start]),
        end: Buffer.concat([start, bounds.end]),
      }));
      score += 5;
    }
    isOpen = false;
  }
  const hasBounds = score > 0;
  const order = isMultikey || hasCutKeys ? null : orderOf(index, pointCounts, sort);
  if (order !== null) score += 3;
  const isPoint = index.isUnique && pointCounts.length > 0;
  if (isPoint) score += 100;
  return {
    score,
    plan: {
      index,
      intervals: hasBounds ? intervals.map((interval) => inPart(part, interval)) : [partRange(part)],
      reverse: order === 'reverse',
      isSorted: order !== null,
      isPoint,
    },
  };
}

function distinct(keys: Buffer[]): Buffer[] {
  const sorted = [...keys].sort(Buffer.compare);
  return sorted.filter((key, i) => !sorted[i - 1]?.equals(key));
}

const prefixInterval = (prefix: Buffer): Interval => ({ start: prefix, end: afterPrefix(prefix) });

/** Stored keys may be cut, so bounds are cut as well; a cut end still lies above every key it stands for. */
function inPart(part: number, { start, end }: Interval): Interval {
  return {
    start: partKey(part, start.subarray(0, orderedKeyBytes)),
    end: partKey(part, end.length > orderedKeyBytes ? afterPrefix(end.subarray(0, orderedKeyBytes)) : end),
  };
}

/** With arrays, two bounds may be met by two different elements: only one of them may narrow the scan. */
function rangeBounds({ ranges }: Condition, direction: 1 | -1, isMultikey: boolean): Interval | null {
  const usable = ranges.filter(({ operand }) => rankOf(operand) !== rank.array);
  const chosen = isMultikey ? usable.slice(0, 1) : usable;
  let bounds: Interval | null = null;
  for (const { operator, operand } of chosen) {
    const type = typeRange(rankOf(operand), direction);
    const value = encodeValue(operand, direction);
    const isLower = operator.startsWith('$gt') === direction > 0;
    const isInclusive = operator.endsWith('e');
    const next: Interval = isLower
      ? { start: isInclusive ? value : afterPrefix(value), end: type.end }
      : { start: type.start, end: isInclusive ? afterPrefix(value) : value };
    bounds = bounds ? { start: max(bounds.start, next.start), end: min(bounds.end, next.end) } : next;
  }
  return bounds;
}

const max = (a: Buffer, b: Buffer) => (Buffer.compare(a, b) > 0 ? a : b);
const min = (a: Buffer, b: Buffer) => (Buffer.compare(a, b) < 0 ? a : b);

/** Whether the index gives the wanted order: fields held to one point may be left out of the sort. */
function orderOf(index: StoreIndex, pointCounts: number[], sort: SortSpec): 'forward' | 'reverse' | null {
  if (sort.length === 0) return null;
  let wanted = 0;
  let reverse: boolean | null = null;
  for (const [position, { path, direction }] of index.fields.entries()) {
    const next = sort[wanted];
    if (!next) break;
    const [sortPath, sortDirection] = next;
    if (sortPath === path) {
      const isReverse = direction !== sortDirection;
      if (pointCounts[position] !== 1) {
        if (reverse !== null && reverse !== isReverse) return null;
        reverse = isReverse;
      }
      wanted++;
    } else if (pointCounts[position] !== 1) return null;
  }
  if (wanted < sort.length) return null;
  return reverse ? 'reverse' : 'forward';
}
