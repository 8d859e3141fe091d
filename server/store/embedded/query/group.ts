// The one stage behind $match: $group with $sum, which counts.

import { Int32, Long } from 'bson';
import { defined } from '../../../core/defined';
import { pickFields } from '../bson/fields';
import { encodeValue } from '../bson/index-key';
import { add, isNumeric, type Numeric } from '../bson/numbers';
import { type Doc, decode, encode, isDocument, setOwn } from '../bson/values';
import { MongoError, notImplemented } from '../errors';
import { compileExpression, type Expression } from './expression';
import { type Found, type Pausing, pause } from './scan';

/** MongoDB's own limit for a $group in memory. */
const maxGroupBytes = 100 * 1024 * 1024;
const groupOverheadBytes = 200;

interface Sum {
  name: string;
  amountOf: Expression;
}

export interface Group {
  idOf: Expression;
  sums: Sum[];
  /** Top-level fields of the documents that are looked at. */
  fields: ReadonlySet<string>;
}

export function compileGroup(operand: unknown): Group {
  if (!isDocument(operand)) throw new MongoError(15947, "a group's fields must be specified in an object");
  if (!('_id' in operand)) throw new MongoError(15955, 'a group specification must include an _id');
  const { _id, ...fields } = operand;
  const seen = new Set<string>();
  const idOf = compileExpression(_id, seen);
  const sums = Object.entries(fields).map(([name, accumulator]) => compileSum(name, accumulator, seen));
  return { idOf, sums, fields: seen };
}

function compileSum(name: string, accumulator: unknown, seen: Set<string>): Sum {
  if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$'))
    throw new MongoError(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDocument(accumulator))
    throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  const [operator, ...others] = Object.keys(accumulator);
  if (operator === undefined || others.length > 0)
    throw new MongoError(40238, `The field '${name}' must specify one accumulator`);
  if (operator !== '$sum') throw new MongoError(15952, `unknown group operator '${operator}'`);
  return { name, amountOf: compileExpression(accumulator.$sum, seen) };
}

/** Only the sums of each group are kept. */
export function* grouped(found: Pausing<Found>, { idOf, sums, fields }: Group): Pausing<Buffer> {
  const groups = new Map<string, { id: unknown; totals: Numeric[] }>();
  let bytes = 0;
  for (const item of found) {
    if (item === pause) {
      yield pause;
      continue;
    }
    const doc = decode(pickFields(item.bytes, fields));
    const id = idOf(doc) ?? null;
    const key = encodeValue(id).toString('latin1');
    const group = groups.get(key) ?? { id, totals: sums.map((): Numeric => new Int32(0)) };
    if (!groups.has(key)) bytes += 2 * key.length + groupOverheadBytes;
    if (bytes > maxGroupBytes)
      throw new MongoError(292, "Exceeded memory limit for $group, but didn't allow external sort");
    groups.set(key, group);
    for (const [i, { amountOf }] of sums.entries())
      group.totals[i] = plus(defined(group.totals[i], 'a sum'), amountOf(doc));
  }
  for (const { id, totals } of groups.values()) {
    const result: Doc = { _id: id };
    for (const [i, { name }] of sums.entries()) setOwn(result, name, totals[i]);
    yield encode(result);
  }
}

/** What is no number adds nothing. */
function plus(total: Numeric, value: unknown): Numeric {
  if (!isNumeric(value)) return total;
  if (!(value instanceof Int32 || value instanceof Long)) throw notImplemented('$sum of fractions');
  const sum = add(total, value);
  if (sum === null) throw notImplemented('$sum beyond 64 bits');
  return sum;
}
