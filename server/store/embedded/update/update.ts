// Updates by operators ($set, $unset, $inc, $push, $setOnInsert) and by replacement, with MongoDB's checks: no unknown
// operator, no two operators on one path, `_id` never changes.

import { equalValues } from '../bson/index-key';
import { add, isNumeric } from '../bson/numbers';
import { setAt, splitPath, unsetAt, valueAt } from '../bson/paths';
import { typeName } from '../bson/types';
import { type Doc, isDocument, setOwn } from '../bson/values';
import { badValue, failedToParse, MongoError, notImplemented, typeMismatch } from '../errors';

export interface Updater {
  isReplacement: boolean;
  /** Gives the next document and leaves the stored one as it is. */
  apply: (doc: Doc, applying: { isInsert: boolean }) => Doc;
}

type Change = (doc: Doc, path: string[], operand: unknown, isInsert: boolean) => void;

const changes: Record<string, Change> = {
  $set: setAt,
  $setOnInsert: (doc, path, operand, isInsert) => {
    if (isInsert) setAt(doc, path, operand);
  },
  $unset: unsetAt,
  $inc: increment,
  $push: push,
};

export function compileUpdate(update: unknown): Updater {
  if (Array.isArray(update)) throw notImplemented('an update by a pipeline');
  if (!isDocument(update)) throw failedToParse('Update argument must be either an object or an array');
  if (!Object.keys(update)[0]?.startsWith('$')) return replacement(update);
  const steps = parseOperators(update);
  refuseConflicts(steps.map(({ path }) => path));
  return {
    isReplacement: false,
    apply(doc, { isInsert }) {
      const next = copyOf(doc) as Doc;
      for (const { change, path, operand } of steps) change(next, splitPath(path), operand, isInsert);
      refuseNewId(doc, next);
      return next;
    },
  };
}

function replacement(update: Doc): Updater {
  const dollar = Object.keys(update).find((key) => key.startsWith('$'));
  if (dollar)
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  return {
    isReplacement: true,
    apply(doc) {
      const { _id = doc._id, ...rest } = update;
      const next: Doc = _id === undefined ? rest : { _id, ...rest };
      refuseNewId(doc, next);
      return next;
    },
  };
}

function refuseNewId(before: Doc, after: Doc): void {
  if (before._id !== undefined && (after._id === undefined || !equalValues(before._id, after._id)))
    throw new MongoError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
}

/** Documents are copied so that the one that was read can still be compared with. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isDocument(value)) return value;
  const copy: Doc = {};
  for (const [key, field] of Object.entries(value)) setOwn(copy, key, copyOf(field));
  return copy;
}

interface Step {
  change: Change;
  path: string;
  operand: unknown;
}

/** In the order of paths, in which MongoDB makes the fields that are not there yet. */
function parseOperators(update: Doc): Step[] {
  const steps = Object.entries(update).flatMap(([operator, fields]): Step[] => {
    const change = Object.hasOwn(changes, operator) ? changes[operator] : undefined;
    if (!change)
      throw failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isDocument(fields))
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}}`,
      );
    return Object.entries(fields).map(([path, operand]) => {
      checkPath(path);
      checkOperand(operator, path, operand);
      return { change, path, operand };
    });
  });
  return steps.sort((a, b) => comparePaths(a.path, b.path));
}

/** Names by their characters, array indexes by their number. */
export function comparePaths(a: string, b: string): number {
  const [left, right] = [splitPath(a), splitPath(b)];
  const at = left.findIndex((part, i) => part !== right[i]);
  const [x, y] = [left[at] ?? '', right[at] ?? ''];
  const order = /^\d+$/.test(x) && /^\d+$/.test(y) ? Number(x) - Number(y) : 0;
  return order || (x < y ? -1 : x > y ? 1 : left.length - right.length);
}

function checkPath(path: string): void {
  const parts = splitPath(path);
  if (parts.includes(''))
    throw new MongoError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  const dollar = parts.find((part) => part.startsWith('$'));
  if (dollar)
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`,
    );
}

function checkOperand(operator: string, path: string, operand: unknown): void {
  if (operator === '$inc' && !isNumeric(operand))
    throw typeMismatch(`Cannot increment with non-numeric argument: {${path}: ${typeName(operand)}}`);
  if (operator !== '$push' || !isDocument(operand)) return;
  const [modifier] = Object.keys(operand);
  if (modifier?.startsWith('$')) throw badValue(`Unrecognized clause in $push: ${modifier}`);
}

function refuseConflicts(paths: string[]): void {
  for (const [i, path] of paths.entries())
    for (const other of paths.slice(0, i))
      if (path === other || path.startsWith(`${other}.`))
        throw new MongoError(40, `Updating the path '${path}' would create a conflict at '${other}'`);
}

function increment(doc: Doc, path: string[], operand: unknown): void {
  const value = valueAt(doc, path);
  setAt(doc, path, value === undefined ? operand : sumOf(value, operand, path));
}

function sumOf(value: unknown, operand: unknown, path: string[]): unknown {
  if (!isNumeric(value) || !isNumeric(operand))
    throw typeMismatch(
      `Cannot apply $inc to a value of non-numeric type. The field '${path.at(-1)}' is of non-numeric type ${typeName(value)}`,
    );
  const sum = add(value, operand);
  if (sum === null) throw badValue('Failed to apply $inc operations to current value: integer overflow');
  return sum;
}

function push(doc: Doc, path: string[], operand: unknown): void {
  const value = valueAt(doc, path);
  if (value !== undefined && !Array.isArray(value))
    throw badValue(`The field '${path.join('.')}' must be an array but is of type ${typeName(value)}`);
  setAt(doc, path, [...(value ?? []), operand]);
}
