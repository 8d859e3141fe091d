// $push, $addToSet, $pull, $pullAll and $pop.
import { compareValues, equalValues } from './compare';
import { badValue, typeMismatch } from './errors';
import { compileFilter, compileValueTest, isOperatorDocument } from './matcher';
import { isNumeric, toDouble } from './numbers';
import { setAt, valueAt } from './paths';
import { parseSort, sortKey } from './sort';
import { typeName } from './types';
import { type Doc, isDocument } from './values';

function arrayAt(doc: Doc, path: string[], operator: string): unknown[] | undefined {
  const value = valueAt(doc, path);
  if (value === undefined) return undefined;
  if (!Array.isArray(value))
    throw badValue(
      `The field '${path.join('.')}' must be an array but is of type ${typeName(value)} (${operator})`,
    );
  return value;
}

const modifiers = ['$each', '$slice', '$sort', '$position'];

export function push(doc: Doc, path: string[], operand: unknown): void {
  const array = arrayAt(doc, path, '$push') ?? [];
  if (!isDocument(operand) || !('$each' in operand)) {
    setAt(doc, path, [...array, operand]);
    return;
  }
  const unknown = Object.keys(operand).find((key) => !modifiers.includes(key));
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const { $each, $slice, $sort, $position } = operand;
  if (!Array.isArray($each)) throw badValue('The argument to $each in $push must be an array');
  let next = [...array];
  const position = integer($position, '$position') ?? next.length;
  next.splice(position < 0 ? Math.max(next.length + position, 0) : position, 0, ...$each);
  if ($sort !== undefined) next = sortElements(next, $sort);
  const slice = integer($slice, '$slice');
  if (slice !== undefined) next = slice === 0 ? [] : slice > 0 ? next.slice(0, slice) : next.slice(slice);
  setAt(doc, path, next);
}

function integer(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (!isNumeric(value) || !Number.isInteger(toDouble(value)))
    throw badValue(`The value for ${name} must be an integer value`);
  return toDouble(value);
}

function sortElements(elements: unknown[], sort: unknown): unknown[] {
  if (isNumeric(sort)) {
    const direction = toDouble(sort);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return [...elements].sort((a, b) => compareValues(a, b) * direction);
  }
  const spec = parseSort(sort);
  return [...elements].sort((a, b) =>
    Buffer.compare(sortKey(isDocument(a) ? a : {}, spec), sortKey(isDocument(b) ? b : {}, spec)),
  );
}

export function addToSet(doc: Doc, path: string[], operand: unknown): void {
  const array = arrayAt(doc, path, '$addToSet') ?? [];
  const hasEach = isDocument(operand) && '$each' in operand;
  if (hasEach && !Array.isArray(operand.$each))
    throw typeMismatch('The argument to $each in $addToSet must be an array');
  const next = [...array];
  for (const value of hasEach ? (operand.$each as unknown[]) : [operand])
    if (!next.some((item) => equalValues(item, value))) next.push(value);
  setAt(doc, path, next);
}

export function pull(doc: Doc, path: string[], operand: unknown): void {
  const array = arrayAt(doc, path, '$pull');
  if (!array) return;
  const matches = pullTest(operand);
  setAt(
    doc,
    path,
    array.filter((item) => !matches(item)),
  );
}

/** A document without operators is a filter on document elements, as in MongoDB. */
function pullTest(operand: unknown): (item: unknown) => boolean {
  if (isOperatorDocument(operand)) {
    const isLogical = ['$and', '$or', '$nor'].includes(Object.keys(operand)[0]!);
    if (!isLogical) return compileValueTest(operand);
  }
  if (isDocument(operand)) {
    const filter = compileFilter(operand);
    return (item) => isDocument(item) && filter(item);
  }
  if (Array.isArray(operand)) return (item) => equalValues(item, operand);
  return compileValueTest(operand);
}

export function pullAll(doc: Doc, path: string[], operand: unknown): void {
  if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument');
  const array = arrayAt(doc, path, '$pullAll');
  if (!array) return;
  setAt(
    doc,
    path,
    array.filter((item) => !operand.some((value) => equalValues(item, value))),
  );
}

export function pop(doc: Doc, path: string[], operand: unknown): void {
  const end = isNumeric(operand) ? toDouble(operand) : 0;
  if (end !== 1 && end !== -1) throw badValue('$pop expects 1 or -1');
  const array = arrayAt(doc, path, '$pop');
  if (array) setAt(doc, path, end === 1 ? array.slice(0, -1) : array.slice(1));
}
