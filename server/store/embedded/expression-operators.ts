// Expression operators whose mingo versions compare, add or name types differently from MongoDB.
import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { compareValues, equalValues, rank, rankOf } from './compare';
import { MongoError, typeMismatch } from './errors';
import { combine, isNumeric, type Numeric, toDouble } from './numbers';
import { typeName } from './types';

type Operator = (doc: never, expression: never, options: Options) => unknown;

/** Numbers in aggregation are plain wherever a double is exact. */
export function plainNumber(value: Numeric | null): Numeric {
  if (value === null) throw new MongoError(2, 'integer overflow');
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : value;
  }
  return value;
}

export function add(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return plainNumber(combine('add', a, b) ?? toDouble(a) + toDouble(b));
}

export function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  return plainNumber(combine('multiply', a, b) ?? toDouble(a) * toDouble(b));
}

const isNothing = (value: unknown) => value === null || value === undefined;

const operands = (count: number, name: string, apply: (...values: unknown[]) => unknown): Operator => {
  return (doc, expression, options) => {
    const list = Array.isArray(expression) ? (expression as unknown[]) : [expression];
    if (count >= 0 && list.length !== count)
      throw new MongoError(
        16020,
        `Expression ${name} takes exactly ${count} arguments. ${list.length} were passed in.`,
      );
    return apply(...list.map((item) => evalExpr(doc, item as never, options)));
  };
};

const compared = (name: string, holds: (order: number) => unknown) =>
  operands(2, name, (a, b) => {
    // A missing field is lower than null in expressions.
    if (a === undefined || b === undefined) return holds(a === b ? 0 : a === undefined ? -1 : 1);
    return holds(compareValues(a, b));
  });

function sum(values: unknown[]): Numeric {
  let total: Numeric = 0;
  for (const value of values) if (isNumeric(value)) total = add(total, value);
  return total;
}

/** One array argument stands for its elements: { $sum: '$items' }. */
const overArray = (apply: (values: unknown[]) => unknown): Operator => {
  return (doc, expression, options) => {
    const value = evalExpr(doc, expression, options) as unknown;
    if (!Array.isArray(value)) return apply([value]);
    const values =
      Array.isArray(expression) && value.length === 1 && Array.isArray(value[0]) ? value[0] : value;
    return apply(values);
  };
};

export function average(values: unknown[]): Numeric | null {
  const numbers = values.filter(isNumeric);
  return numbers.length === 0 ? null : divide(sum(numbers), numbers.length);
}

export function divide(a: Numeric, b: Numeric): Numeric {
  const quotient = toDouble(a) / toDouble(b);
  const isDecimal = [a, b].some((value) => value instanceof Decimal128);
  if (!isDecimal) return quotient;
  return Number.isFinite(quotient) ? decimalQuotient(a, b) : Decimal128.fromString(String(quotient));
}

function decimalQuotient(a: Numeric, b: Numeric): Decimal128 {
  const [x, y] = [a, b].map((value) => /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(String(value))!);
  const parts = [x!, y!].map(([, minus, whole, fraction = '', power = '0']) => ({
    coefficient: BigInt(`${minus}${whole}${fraction}`),
    exponent: Number(power) - fraction.length,
  }));
  const scale = 40;
  const coefficient = (parts[0]!.coefficient * 10n ** BigInt(scale)) / parts[1]!.coefficient;
  return Decimal128.fromStringWithRounding(
    `${coefficient}E${parts[0]!.exponent - parts[1]!.exponent - scale}`,
  );
}

export function extreme(values: unknown[], direction: 1 | -1): unknown {
  let best: unknown = null;
  for (const value of values)
    if (!isNothing(value) && (best === null || compareValues(value, best) * direction > 0)) best = value;
  return best;
}

function added(values: unknown[]): unknown {
  if (values.some(isNothing)) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) throw new MongoError(16612, 'only one date allowed in an $add expression');
  const numbers = values.filter((value) => !(value instanceof Date));
  for (const value of numbers)
    if (!isNumeric(value))
      throw typeMismatch(`$add only supports numeric or date types, not ${typeName(value)}`);
  const total = sum(numbers);
  return dates.length ? new Date(dates[0]!.getTime() + toDouble(total)) : total;
}

function subtracted(a: unknown, b: unknown): unknown {
  if (isNothing(a) || isNothing(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return a.getTime() - b.getTime();
    if (isNumeric(b)) return new Date(a.getTime() - toDouble(b));
  }
  if (isNumeric(a) && isNumeric(b)) return add(a, multiply(b, -1));
  throw typeMismatch(`can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

const multiplied = (values: unknown[]): unknown => {
  if (values.some(isNothing)) return null;
  for (const value of values)
    if (!isNumeric(value))
      throw typeMismatch(`$multiply only supports numeric types, not ${typeName(value)}`);
  return (values as Numeric[]).reduce(multiply, 1);
};

function divided(a: unknown, b: unknown): unknown {
  if (isNothing(a) || isNothing(b)) return null;
  if (!isNumeric(a) || !isNumeric(b))
    throw typeMismatch(`$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (toDouble(b) === 0) throw new MongoError(2, "can't $divide by zero");
  return divide(a, b);
}

function toText(value: unknown): string | null {
  if (isNothing(value)) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (Array.isArray(value) || rankOf(value) === rank.object)
    throw new MongoError(
      241,
      `Unsupported conversion from ${typeName(value)} to string in $convert with no onError value`,
    );
  return String(value);
}

export const ownExpressions: Record<string, Operator> = {
  $eq: compared('$eq', (order) => order === 0),
  $ne: compared('$ne', (order) => order !== 0),
  $gt: compared('$gt', (order) => order > 0),
  $gte: compared('$gte', (order) => order >= 0),
  $lt: compared('$lt', (order) => order < 0),
  $lte: compared('$lte', (order) => order <= 0),
  $cmp: compared('$cmp', (order) => order),
  $in: operands(2, '$in', (value, list) => {
    if (!Array.isArray(list))
      throw new MongoError(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
    return list.some((item) => equalValues(item, value));
  }),
  $type: operands(1, '$type', typeName),
  $isNumber: operands(1, '$isNumber', isNumeric),
  $add: operands(-1, '$add', (...values) => added(values)),
  $subtract: operands(2, '$subtract', subtracted),
  $multiply: operands(-1, '$multiply', (...values) => multiplied(values)),
  $divide: operands(2, '$divide', divided),
  $sum: overArray(sum),
  $avg: overArray(average),
  $min: overArray((values) => extreme(values, -1)),
  $max: overArray((values) => extreme(values, 1)),
  $toString: operands(1, '$toString', toText),
};
