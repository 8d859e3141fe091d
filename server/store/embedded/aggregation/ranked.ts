// Accumulators that keep the first few in some order: $top, $bottom, $firstN, $minN and their siblings.
import { MongoError } from '../errors';
import { evaluate } from '../expressions';
import { encodeValue } from '../index-key';
import { parseSort, sortKey } from '../sort';
import { type Doc, isDocument } from '../values';
import type { Accumulator } from './accumulator';
import { wholeNumber } from './whole-number';

interface Kind {
  by: 'sortBy' | 'value' | 'arrival';
  /** Which end of the order is kept. */
  end: 'start' | 'end';
  isSingle?: boolean;
  /** Descending values: $maxN gives the highest first. */
  isDescending?: boolean;
}

export const ranked: Record<string, Kind> = {
  $top: { by: 'sortBy', end: 'start', isSingle: true },
  $bottom: { by: 'sortBy', end: 'end', isSingle: true },
  $topN: { by: 'sortBy', end: 'start' },
  $bottomN: { by: 'sortBy', end: 'end' },
  $firstN: { by: 'arrival', end: 'start' },
  $lastN: { by: 'arrival', end: 'end' },
  $minN: { by: 'value', end: 'start' },
  $maxN: { by: 'value', end: 'start', isDescending: true },
};

interface Entry {
  key: Buffer;
  order: number;
  value: unknown;
}

export function compileRanked(operator: string, operand: unknown, variables: Doc): () => Accumulator {
  const kind = ranked[operator]!;
  if (!isDocument(operand))
    throw new MongoError(5788001, `specification must be an object; found ${operator}`);
  const evaluateValue = evaluate(kind.by === 'sortBy' ? operand.output : operand.input, variables);
  const sort = kind.by === 'sortBy' ? parseSort(operand.sortBy) : [];
  if (kind.by === 'sortBy' && sort.length === 0) throw new MongoError(5788005, `${operator} needs a sortBy`);
  const count = kind.isSingle ? 1 : wholeNumber(operator, evaluate(operand.n, variables)({}), 1);
  const keyOf = (doc: Doc, value: unknown): Buffer => {
    if (kind.by === 'sortBy') return sortKey(doc, sort);
    return kind.by === 'value' ? encodeValue(value) : Buffer.alloc(0);
  };
  const direction = kind.isDescending ? -1 : 1;
  const inOrder = (a: Entry, b: Entry) => Buffer.compare(a.key, b.key) * direction || a.order - b.order;
  return () => {
    let entries: Entry[] = [];
    let order = 0;
    const prune = () => {
      entries.sort(inOrder);
      entries = kind.end === 'start' ? entries.slice(0, count) : entries.slice(-count);
    };
    return {
      add(doc) {
        const value = evaluateValue(doc);
        if (kind.by === 'value' && (value === null || value === undefined)) return;
        entries.push({ key: keyOf(doc, value), order: order++, value: value ?? null });
        if (entries.length > 2 * count + 64) prune();
      },
      value() {
        prune();
        const values = entries.map((entry) => entry.value);
        return kind.isSingle ? (values[0] ?? null) : values;
      },
    };
  };
}
