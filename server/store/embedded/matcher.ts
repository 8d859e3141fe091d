// Query filters: compiled once to a predicate over a document. Unknown operators are refused while compiling.
import { BSONRegExp } from 'bson';
import { bitTest } from './bits';
import { compareValues, equalValues, rank, rankOf, regexOf } from './compare';
import { badValue, MongoError } from './errors';
import { evaluate } from './expressions';
import { encodeValue } from './index-key';
import { isNumeric, toDouble } from './numbers';
import { someLeaf, splitPath } from './paths';
import { hasType, typeCodes } from './types';
import { type Doc, isDocument, toPlain } from './values';

export type Predicate = (doc: Doc) => boolean;
type Test = (value: unknown) => boolean;

/** A test of what stands at a path: of the value as it is, or also of each element of an array. */
interface PathTest {
  test: Test;
  entersArrays: boolean;
  negated?: boolean;
}

export function compileFilter(filter: unknown, variables?: Doc): Predicate {
  if (!isDocument(filter)) throw badValue('the match filter must be an expression in an object');
  const tests = Object.entries(filter).map(([key, value]) =>
    key.startsWith('$') ? topLevel(key, value, variables) : fieldPredicate(key, value),
  );
  if (tests.length === 1) return tests[0]!;
  return (doc) => tests.every((test) => test(doc));
}

function topLevel(operator: string, value: unknown, variables?: Doc): Predicate {
  switch (operator) {
    case '$and':
    case '$or':
    case '$nor': {
      const branches = clauses(operator, value).map((clause) => compileFilter(clause, variables));
      if (operator === '$and') return (doc) => branches.every((branch) => branch(doc));
      if (operator === '$or') return (doc) => branches.some((branch) => branch(doc));
      return (doc) => !branches.some((branch) => branch(doc));
    }
    case '$expr': {
      const expression = evaluate(toPlain({ value }).value, variables);
      return (doc) => isTruthy(expression(toPlain(doc)));
    }
    case '$comment':
      return () => true;
    case '$alwaysTrue':
      return () => true;
    case '$alwaysFalse':
      return () => false;
    case '$where':
    case '$jsonSchema':
    case '$text':
      throw new MongoError(238, `${operator} is not supported by this store`);
    default:
      throw badValue(
        `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, ` +
          'consider using $getField or $setField.',
      );
  }
}

export function clauses(operator: string, value: unknown): Doc[] {
  if (!Array.isArray(value)) throw badValue(`${operator} argument must be an array`);
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  for (const clause of value)
    if (!isDocument(clause)) throw badValue(`${operator} argument's entries must be objects`);
  return value;
}

export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false;
  return !(isNumeric(value) && toDouble(value) === 0);
}

/** `{ $gt: 1 }` holds operators, `{ a: 1 }` and `{ $ref: … }` are values. */
export function isOperatorDocument(value: unknown): value is Doc {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first);
}

function fieldPredicate(path: string, condition: unknown): Predicate {
  const parts = splitPath(path);
  const tests = pathTests(condition);
  if (parts.length === 1 && path !== '__proto__') {
    const single = tests.map((test) => leafTest(test));
    if (single.length === 1) {
      const only = single[0]!;
      return (doc) => only(Object.hasOwn(doc, path) ? doc[path] : undefined);
    }
    return (doc) => {
      const value = Object.hasOwn(doc, path) ? doc[path] : undefined;
      return single.every((test) => test(value));
    };
  }
  const predicates = tests.map((test) => {
    const positive = leafTest({ ...test, negated: false });
    return (doc: Doc) => someLeaf(doc, parts, positive) !== (test.negated ?? false);
  });
  return (doc) => predicates.every((predicate) => predicate(doc));
}

function leafTest({ test, entersArrays, negated }: PathTest): Test {
  const positive: Test = entersArrays
    ? (leaf) => test(leaf) || (Array.isArray(leaf) && leaf.some(test))
    : test;
  return negated ? (leaf) => !positive(leaf) : positive;
}

function pathTests(condition: unknown): PathTest[] {
  if (!isOperatorDocument(condition)) return [{ test: implicitEquality(condition), entersArrays: true }];
  const tests: PathTest[] = [];
  for (const [operator, operand] of Object.entries(condition)) {
    if (operator === '$options') {
      if (!('$regex' in condition)) throw badValue('$options needs a $regex');
      continue;
    }
    tests.push(operatorTest(operator, operand, condition));
  }
  return tests;
}

/** Tests one value by itself, for `$elemMatch: { $gt: 1 }`, `$pull` and array filters. */
export function compileValueTest(condition: unknown): Test {
  const tests = pathTests(condition).map((test) => leafTest(test));
  return (value) => tests.every((test) => test(value));
}

function implicitEquality(operand: unknown): Test {
  if (rankOf(operand) !== rank.regex) return equality(operand);
  const pattern = toRegExp(operand);
  return (value) =>
    typeof value === 'string'
      ? pattern.test(value)
      : rankOf(value) === rank.regex && equalValues(value, operand);
}

function equality(operand: unknown): Test {
  if (typeof operand === 'string')
    return (value) => value === operand || (typeof value === 'object' && equalValues(value, operand));
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  return (value) => value !== undefined && equalValues(value, operand);
}

const orders: Record<string, (order: number) => boolean> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

function comparison(operator: string, operand: unknown): Test {
  const holds = orders[operator]!;
  const type = rankOf(operand);
  if (type === rank.null) return (value) => (value ?? null) === null && holds(0);
  if (type === rank.minKey || type === rank.maxKey)
    return (value) => value !== undefined && holds(compareValues(value, operand));
  if (isNumeric(operand) && Number.isNaN(toDouble(operand)))
    return (value) => isNumeric(value) && Number.isNaN(toDouble(value)) && holds(0);
  return (value) => {
    if (value === undefined || rankOf(value) !== type) return false;
    if (type === rank.number && Number.isNaN(toDouble(value as number))) return false;
    return holds(compareValues(value, operand));
  };
}

function membership(operator: string, operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`);
  if (operand.some(isOperatorDocument)) throw badValue(`cannot nest $ under ${operator}`);
  const patterns = operand.filter((item) => rankOf(item) === rank.regex).map(implicitEquality);
  const plain = operand.filter((item) => rankOf(item) !== rank.regex);
  const hasNull = plain.some((item) => (item ?? null) === null);
  if (plain.length <= 8) {
    const tests = [...plain.map(equality), ...patterns];
    return (value) => tests.some((test) => test(value));
  }
  const known = new Set(plain.map((item) => encodeValue(item).toString('latin1')));
  return (value) =>
    value === undefined
      ? hasNull
      : known.has(encodeValue(value).toString('latin1')) || patterns.some((test) => test(value));
}

function operatorTest(operator: string, operand: unknown, siblings: Doc): PathTest {
  switch (operator) {
    case '$eq':
      return { test: equality(operand), entersArrays: true };
    case '$ne':
      if (rankOf(operand) === rank.regex) throw badValue("Can't have regex as arg to $ne.");
      return { test: equality(operand), entersArrays: true, negated: true };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (rankOf(operand) === rank.regex) throw badValue(`Can't have RegEx as arg to predicate over field`);
      return { test: comparison(operator, operand), entersArrays: true };
    case '$in':
      return { test: membership(operator, operand), entersArrays: true };
    case '$nin':
      return { test: membership(operator, operand), entersArrays: true, negated: true };
    case '$exists':
      return { test: (value) => value !== undefined, entersArrays: false, negated: !isTruthy(operand) };
    case '$type': {
      const types = typeCodes(operand);
      return { test: (value) => types.some((type) => hasType(value, type)), entersArrays: true };
    }
    case '$regex': {
      const pattern = toRegExp(operand, siblings.$options);
      return { test: (value) => typeof value === 'string' && pattern.test(value), entersArrays: true };
    }
    case '$mod':
      return { test: modulus(operand), entersArrays: true };
    case '$not':
      return negation(operand);
    case '$size': {
      if (!isNumeric(operand) || !Number.isInteger(toDouble(operand)) || toDouble(operand) < 0)
        throw badValue('Failed to parse $size. Expected a non-negative integer');
      const size = toDouble(operand);
      return { test: (value) => Array.isArray(value) && value.length === size, entersArrays: false };
    }
    case '$all':
      return { test: allOf(operand), entersArrays: false };
    case '$elemMatch': {
      const test = elementTest(operand);
      return { test: (value) => Array.isArray(value) && value.some(test), entersArrays: false };
    }
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return { test: bitTest(operator, operand), entersArrays: true };
    case '$comment':
      return { test: () => true, entersArrays: false };
    default:
      throw badValue(`unknown operator: ${operator}`);
  }
}

function modulus(operand: unknown): Test {
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(isNumeric))
    throw badValue('malformed mod, needs to be an array of two numbers');
  const [divisor, remainder] = operand.map((item) => Math.trunc(toDouble(item))) as [number, number];
  if (divisor === 0) throw badValue('divisor cannot be 0');
  return (value) => isNumeric(value) && Math.trunc(toDouble(value)) % divisor === remainder;
}

function negation(operand: unknown): PathTest {
  if (rankOf(operand) === rank.regex)
    return { test: implicitEquality(operand), entersArrays: true, negated: true };
  if (!isOperatorDocument(operand)) throw badValue('$not needs a regex or a document');
  return { test: compileValueTest(operand), entersArrays: false, negated: true };
}

function allOf(operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  const tests = operand.map((item): Test => {
    if (isOperatorDocument(item)) {
      if (!('$elemMatch' in item)) throw badValue('no $ expressions in $all');
      const element = elementTest(item.$elemMatch);
      return (value) => Array.isArray(value) && value.some(element);
    }
    return leafTest({ test: implicitEquality(item), entersArrays: true });
  });
  return (value) => tests.length > 0 && tests.every((test) => test(value));
}

/** One array element against `$elemMatch`: operators on the element itself, or a filter on a document. */
export function elementTest(operand: unknown): Test {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  if (isOperatorDocument(operand) && !['$and', '$or', '$nor', '$expr'].includes(first!))
    return compileValueTest(operand);
  const predicate = compileFilter(operand);
  return (element) => (isDocument(element) || Array.isArray(element) ? predicate(element as Doc) : false);
}

/** PCRE as far as JavaScript can: options i, m, s and x; `u` so that case folding works beyond Latin letters. */
export function toRegExp(value: unknown, options?: unknown): RegExp {
  const isRegex = rankOf(value) === rank.regex;
  if (!isRegex && typeof value !== 'string') throw badValue('$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  const base = isRegex ? regexOf(value) : { pattern: value as string, options: '' };
  const flags = (options as string | undefined) ?? base.options;
  const unknown = /[^imsxu]/.exec(flags);
  if (unknown) throw new MongoError(51108, ` invalid flag in regex options: ${unknown[0]}`);
  let pattern = flags.includes('x')
    ? base.pattern.replace(/\\.|\[[^\]]*\]|#.*$|\s+/gm, (part) => (/^[\\[]/.test(part) ? part : ''))
    : base.pattern;
  let allowed = flags.replace(/[^ims]/g, '');
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  if (inline) {
    pattern = pattern.slice(inline[0].length);
    allowed = [...new Set(allowed + inline[1])].join('');
  }
  try {
    return new RegExp(pattern, `${allowed}u`);
  } catch {
    try {
      return new RegExp(pattern, allowed);
    } catch {
      throw new MongoError(51091, 'Regular expression is invalid');
    }
  }
}

export const isRegex = (value: unknown): boolean => value instanceof BSONRegExp || value instanceof RegExp;
