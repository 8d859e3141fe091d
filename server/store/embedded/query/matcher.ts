// Query filters: compiled once to a predicate over a document. Unknown operators are refused while compiling.

import { encodeValue } from '../bson/index-key';
import { isNumeric, toDouble } from '../bson/numbers';
import { ownField, someLeaf, splitPath } from '../bson/paths';
import { rankOf } from '../bson/types';
import { type Doc, isDocument } from '../bson/values';
import { badValue } from '../errors';

export type Predicate = (doc: Doc) => boolean;
type Test = (value: unknown) => boolean;

/** A test of what stands at a path: of the value as it is, or also of each element of an array. */
interface PathTest {
  test: Test;
  entersArrays: boolean;
  isNegated?: boolean;
}

export function compileFilter(filter: unknown): Predicate {
  if (!isDocument(filter)) throw badValue('the match filter must be an expression in an object');
  const tests = Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith('$') ? [logical(key, value)] : fieldPredicates(key, value),
  );
  const [first] = tests;
  if (first && tests.length === 1) return first;
  return (doc) => tests.every((test) => test(doc));
}

function logical(operator: string, value: unknown): Predicate {
  if (operator !== '$and' && operator !== '$or')
    throw badValue(
      `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, ` +
        'consider using $getField or $setField.',
    );
  const branches = clauses(operator, value).map(compileFilter);
  return operator === '$and'
    ? (doc) => branches.every((branch) => branch(doc))
    : (doc) => branches.some((branch) => branch(doc));
}

export function clauses(operator: string, value: unknown): Doc[] {
  if (!Array.isArray(value)) throw badValue(`${operator} argument must be an array`);
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  if (!value.every(isDocument)) throw badValue(`${operator} argument's entries must be objects`);
  return value;
}

export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false;
  return !(isNumeric(value) && toDouble(value) === 0);
}

/** `{ $gt: 1 }` holds operators, `{ a: 1 }` is a value. */
export const isOperatorDocument = (value: unknown): value is Doc =>
  isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true;

function fieldPredicates(path: string, condition: unknown): Predicate[] {
  const parts = splitPath(path);
  return pathTests(condition).map(({ test, entersArrays, isNegated = false }) => {
    const holds = (leaf: unknown, isElement = false): boolean =>
      test(leaf) || (entersArrays && !isElement && Array.isArray(leaf) && leaf.some(test));
    if (parts.length === 1) return (doc) => holds(ownField(doc, path)) !== isNegated;
    return (doc) => someLeaf(doc, parts, holds) !== isNegated;
  });
}

function pathTests(condition: unknown): PathTest[] {
  if (!isOperatorDocument(condition)) return [{ test: equality(condition), entersArrays: true }];
  return Object.entries(condition).map(([operator, operand]) => operatorTest(operator, operand));
}

function operatorTest(operator: string, operand: unknown): PathTest {
  switch (operator) {
    case '$ne':
      return { test: equality(operand), entersArrays: true, isNegated: true };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return { test: comparison(operator, operand), entersArrays: true };
    case '$in':
      return { test: membership(operand), entersArrays: true };
    case '$exists':
      return { test: (value) => value !== undefined, entersArrays: false, isNegated: !isTruthy(operand) };
    default:
      throw badValue(`unknown operator: ${operator}`);
  }
}

function equality(operand: unknown): Test {
  if (operand === null) return (value) => value === null || value === undefined;
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  const type = rankOf(operand);
  const bytes = encodeValue(operand);
  return (value) => rankOf(value) === type && encodeValue(value).equals(bytes);
}

const orders = {
  $gt: (order: number) => order > 0,
  $gte: (order: number) => order >= 0,
  $lt: (order: number) => order < 0,
  $lte: (order: number) => order <= 0,
};

const isNaNumber = (value: unknown) => isNumeric(value) && Number.isNaN(toDouble(value));

/** Values of one type are compared with each other only, and NaN with nothing but itself. */
function comparison(operator: keyof typeof orders, operand: unknown): Test {
  const holds = orders[operator];
  const type = rankOf(operand);
  const bytes = encodeValue(operand);
  return (value) =>
    rankOf(value) === type &&
    isNaNumber(value) === isNaNumber(operand) &&
    holds(Buffer.compare(encodeValue(value), bytes));
}

function membership(operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue('$in needs an array');
  if (operand.some(isOperatorDocument)) throw badValue('cannot nest $ under $in');
  const known = new Set(operand.map((item) => encodeValue(item).toString('latin1')));
  return (value) => known.has(encodeValue(value).toString('latin1'));
}
