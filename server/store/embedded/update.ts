// Update operators on typed documents, with MongoDB's checks: no unknown operator, no two operators on one path, `_id`
// never changes. Numbers keep the BSON type MongoDB would give them.
import { Int32, Long, Timestamp } from 'bson';
import { compareValues } from './compare';
import { badValue, failedToParse, MongoError, typeMismatch } from './errors';
import { combine, isNumeric, toDecimal } from './numbers';
import { setAt, splitPath, unsetAt, valueAt } from './paths';
import { typeName } from './types';
import { addToSet, pop, pull, pullAll, push } from './update-arrays';
import { concretePaths, type Positions, parseArrayFilters } from './update-paths';
import { applyPipelineUpdate } from './update-pipeline';
import { type Applying, refuseNewId, type Updater } from './updater';
import { type Doc, isDocument } from './values';

export interface UpdateSpec {
  /** Operators, a replacement, or a pipeline. */
  update: unknown;
  arrayFilters?: Doc[] | undefined;
  variables?: Doc | undefined;
}

type Change = (doc: Doc, path: string[], operand: unknown, applying: Applying) => void;

const changes: Record<string, Change> = {
  $set: (doc, path, operand) => setAt(doc, path, operand),
  $setOnInsert: (doc, path, operand, { isInsert }) => {
    if (isInsert) setAt(doc, path, operand);
  },
  $unset: (doc, path) => unsetAt(doc, path),
  $inc: (doc, path, operand) => arithmetic('$inc', 'add', doc, path, operand),
  $mul: (doc, path, operand) => arithmetic('$mul', 'multiply', doc, path, operand),
  $min: (doc, path, operand) => {
    const value = valueAt(doc, path);
    if (value === undefined || compareValues(operand, value) < 0) setAt(doc, path, operand);
  },
  $max: (doc, path, operand) => {
    const value = valueAt(doc, path);
    if (value === undefined || compareValues(operand, value) > 0) setAt(doc, path, operand);
  },
  $currentDate: (doc, path, operand) => setAt(doc, path, now(operand)),
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};

export function isReplacement(update: unknown): update is Doc {
  return isDocument(update) && !Object.keys(update)[0]?.startsWith('$');
}

/** Compiles an update; the result makes a new document and leaves the old one as it is. */
export function compileUpdate({ update, arrayFilters = [], variables }: UpdateSpec): Updater {
  if (Array.isArray(update)) {
    if (arrayFilters.length)
      throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
    return applyPipelineUpdate(update, variables);
  }
  if (!isDocument(update)) throw failedToParse('Update argument must be either an object or an array');
  if (isReplacement(update)) return replacement(update);
  const filters = parseArrayFilters(arrayFilters);
  const steps = parseOperators(update);
  refuseConflicts(steps.flatMap(({ path, target }) => (target ? [path, target] : [path])));
  filters.refuseUnused(steps.map(({ path }) => path));
  return (doc, applying) => {
    const next = copyOf(doc) as Doc;
    const positions: Positions = { filter: applying.filter, arrayFilters: filters };
    for (const { operator, path, operand, target } of steps) {
      if (target) {
        rename(next, splitPath(path), splitPath(target));
        continue;
      }
      for (const concrete of concretePaths(doc, next, path, positions))
        changes[operator]!(next, concrete, operand, applying);
    }
    refuseNewId(doc, next);
    return next;
  };
}

/** Documents are copied so that the one that was read can still be compared with. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isDocument(value)) return value;
  const copy: Doc = {};
  for (const key of Object.keys(value)) {
    if (key === '__proto__')
      Object.defineProperty(copy, key, {
        value: copyOf(value[key]),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else copy[key] = copyOf(value[key]);
  }
  return copy;
}

function replacement(update: Doc): Updater {
  const operator = Object.keys(update).find((key) => key.startsWith('$'));
  if (operator)
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in the context of an update's replacement document.`,
    );
  return (doc) => {
    const { _id, ...rest } = update;
    const id = doc._id ?? _id;
    const next: Doc = id === undefined ? rest : { _id: id, ...rest };
    if (_id !== undefined) refuseNewId(doc, { _id });
    return next;
  };
}

interface Step {
  operator: string;
  path: string;
  operand: unknown;
  /** The new name, for $rename. */
  target?: string;
}

function parseOperators(update: Doc): Step[] {
  return Object.entries(update).flatMap(([operator, fields]): Step[] => {
    if (operator !== '$rename' && !Object.hasOwn(changes, operator))
      throw failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isDocument(fields))
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}}`,
      );
    return Object.entries(fields).map(([path, operand]) => {
      checkPath(path);
      if (operator !== '$rename') return { operator, path, operand };
      if (typeof operand !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${path}`);
      if (operand === path) throw badValue(`The source and target field for $rename must differ: ${path}`);
      if (/\$/.test(path + operand))
        throw badValue('The source and target field for $rename may not be dynamic');
      checkPath(operand);
      return { operator, path, operand, target: operand };
    });
  });
}

function checkPath(path: string): void {
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw new MongoError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (parts[0]!.startsWith('$'))
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${parts[0]}' in '${path}' is not valid for storage.`,
    );
  for (const part of parts)
    if (
      part.startsWith('$') &&
      part !== '$' &&
      !/^\$\[\w*\]$/.test(part) &&
      !['$ref', '$id', '$db'].includes(part)
    )
      throw new MongoError(
        52,
        `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
      );
}

function refuseConflicts(paths: string[]): void {
  const sorted = [...paths].sort();
  for (let i = 1; i < sorted.length; i++)
    for (let j = 0; j < i; j++)
      if (sorted[i] === sorted[j] || sorted[i]!.startsWith(`${sorted[j]}.`))
        throw new MongoError(
          40,
          `Updating the path '${sorted[i]}' would create a conflict at '${sorted[j]}'`,
        );
}

function arithmetic(
  name: string,
  operation: 'add' | 'multiply',
  doc: Doc,
  path: string[],
  operand: unknown,
): void {
  if (!isNumeric(operand))
    throw typeMismatch(
      `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path.join('.')}: ${typeName(operand)}}`,
    );
  const value = valueAt(doc, path);
  if (value === undefined) {
    setAt(doc, path, operation === 'add' ? operand : combine('multiply', operand, new Int32(0)));
    return;
  }
  if (!isNumeric(value))
    throw typeMismatch(
      `Cannot apply ${name} to a value of non-numeric type. {_id: …} has the field '${path.at(-1)}' of non-numeric type ${typeName(value)}`,
    );
  const result = combine(operation, value, operand);
  if (result === null)
    throw badValue(`Failed to apply ${name} operations to current value: integer overflow`);
  setAt(doc, path, result);
}

function now(operand: unknown): unknown {
  const type =
    operand === true || operand === false ? 'date' : isDocument(operand) ? operand.$type : undefined;
  if (type === 'date') return new Date();
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
  throw badValue("The '$type' string field is required to be 'date' or 'timestamp'");
}

function bit(doc: Doc, path: string[], operand: unknown): void {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw badValue(
      'You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}',
    );
  for (const [name, mask] of Object.entries(operand)) {
    const value = valueAt(doc, path) ?? new Int32(0);
    if (!isInteger(mask) || !isInteger(value)) throw badValue('$bit works on integers only');
    const [a, b] = [toDecimal(value)!.coefficient, toDecimal(mask)!.coefficient];
    const result = name === 'and' ? a & b : name === 'or' ? a | b : name === 'xor' ? a ^ b : null;
    if (result === null)
      throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    const isLong = value instanceof Long || mask instanceof Long;
    setAt(
      doc,
      path,
      isLong ? Long.fromBigInt(BigInt.asIntN(64, result)) : new Int32(Number(BigInt.asIntN(32, result))),
    );
  }
}

const isInteger = (value: unknown): value is Int32 | Long => value instanceof Int32 || value instanceof Long;

function rename(doc: Doc, from: string[], to: string[]): void {
  const value = valueAt(doc, from);
  if (value === undefined) return;
  unsetAt(doc, from);
  setAt(doc, to, value);
}
