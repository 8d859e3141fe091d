// Projections of find and $project: inclusion or exclusion by path, $slice, $elemMatch, positional `$`, expressions.
import { badValue, MongoError } from './errors';
import { evaluate } from './expressions';
import { compileFilter, elementTest, isTruthy } from './matcher';
import { isNumeric, toDouble } from './numbers';
import { setAt, splitPath, valueAt } from './paths';
import { type Doc, isDocument, setOwn, toPlain } from './values';

type Node = { [name: string]: Node } | true;
type Change = (source: Doc, target: Doc) => void;

interface Parsed {
  tree: { [name: string]: Node };
  mode: 'include' | 'exclude' | null;
  keepsId: boolean | null;
  changes: Change[];
}

interface Surroundings {
  filter?: Doc;
  variables?: Doc | undefined;
  /** Aggregation: documents are plain already, strings are field paths, there is no `$slice` of find. */
  isStage?: boolean;
}

/** Null where the whole document is wanted. */
export function compileProjection(
  projection: unknown,
  surroundings: Surroundings = {},
): ((doc: Doc) => Doc) | null {
  if (projection === undefined || projection === null) return null;
  if (!isDocument(projection)) throw new MongoError(14, 'Expected field projection to be of type object');
  if (Object.keys(projection).length === 0) return null;
  const parsed: Parsed = { tree: {}, mode: null, keepsId: null, changes: [] };
  for (const [path, value] of Object.entries(projection)) parseItem(parsed, path, value, surroundings);
  const { tree, keepsId, changes } = parsed;
  const mode = parsed.mode ?? (keepsId === true ? 'include' : 'exclude');
  if (mode === 'include') {
    const included: Node = keepsId === false ? tree : { _id: true, ...tree };
    return (doc) => applied(include(doc, included) as Doc, doc, changes);
  }
  const excluded: Node = keepsId === false ? { ...tree, _id: true } : tree;
  return (doc) => applied(exclude(doc, excluded) as Doc, doc, changes);
}

function applied(target: Doc, source: Doc, changes: Change[]): Doc {
  for (const change of changes) change(source, target);
  return target;
}

function parseItem(parsed: Parsed, path: string, value: unknown, surroundings: Surroundings): void {
  if (path === '' || path.endsWith('.')) throw new MongoError(40353, "FieldPath must not end with a '.'.");
  if (path.startsWith('$'))
    throw new MongoError(
      16410,
      "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
    );
  if (!surroundings.isStage && path.endsWith('.$')) positional(parsed, path.slice(0, -2), surroundings);
  else if (isNumeric(value) || typeof value === 'boolean') choose(parsed, path, isTruthy(value));
  else if (isDocument(value)) parseDocument(parsed, path, value, surroundings);
  else computed(parsed, path, value, surroundings);
}

function parseDocument(parsed: Parsed, path: string, value: Doc, surroundings: Surroundings): void {
  const names = Object.keys(value);
  const operator = names[0];
  if (operator === undefined)
    throw new MongoError(
      51270,
      `An empty sub-projection is not a valid value. Found empty object at path ${path}`,
    );
  if (operator === '$meta') throw badValue('$meta is not supported by this store');
  if (!operator.startsWith('$')) {
    for (const name of names) parseItem(parsed, `${path}.${name}`, value[name], surroundings);
  } else if (!surroundings.isStage && operator === '$slice' && isFindSlice(value.$slice))
    slice(parsed, path, value.$slice);
  else if (!surroundings.isStage && operator === '$elemMatch') element(parsed, path, value.$elemMatch);
  else computed(parsed, path, value, surroundings);
}

const isFindSlice = (operand: unknown) =>
  isNumeric(operand) || (Array.isArray(operand) && operand.length === 2 && operand.every(isNumeric));

function choose(parsed: Parsed, path: string, isIncluded: boolean): void {
  if (path === '_id') {
    parsed.keepsId = isIncluded;
    return;
  }
  const mode = isIncluded ? 'include' : 'exclude';
  if (parsed.mode && parsed.mode !== mode)
    throw isIncluded
      ? new MongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
      : new MongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  parsed.mode = mode;
  addPath(parsed.tree, path);
}

function addPath(tree: { [name: string]: Node }, path: string): void {
  const parts = splitPath(path);
  let node = tree;
  parts.forEach((part, i) => {
    const next = Object.hasOwn(node, part) ? node[part] : undefined;
    const isLast = i === parts.length - 1;
    if (next === true || (next !== undefined && isLast))
      throw new MongoError(31249, `Path collision at ${path}`);
    if (next !== undefined) {
      node = next;
      return;
    }
    const made: Node = isLast ? true : {};
    setOwn(node, part, made);
    if (made !== true) node = made;
  });
}

function computed(parsed: Parsed, path: string, value: unknown, { variables, isStage }: Surroundings): void {
  if (parsed.mode === 'exclude')
    throw new MongoError(31252, `Cannot use an expression in an exclusion projection: ${path}`);
  parsed.mode = 'include';
  if (path === '_id') parsed.keepsId = false;
  const expression = evaluate(isStage ? value : toPlain({ value }).value, variables);
  parsed.changes.push((source, target) => {
    const result = expression(isStage ? source : toPlain(source));
    if (result !== undefined) setThrough(target, splitPath(path), result);
  });
}

/** Sets in every element where an array is on the way. */
export function setThrough(target: Doc, parts: string[], value: unknown): void {
  const [first, ...rest] = parts;
  if (rest.length === 0) {
    setOwn(target, first!, value);
    return;
  }
  const next = Object.hasOwn(target, first!) ? target[first!] : undefined;
  if (Array.isArray(next)) {
    setOwn(
      target,
      first!,
      next.map((item) => {
        const copy = isDocument(item) ? { ...item } : {};
        setThrough(copy, rest, value);
        return copy;
      }),
    );
    return;
  }
  const copy = isDocument(next) ? { ...next } : {};
  setThrough(copy, rest, value);
  setOwn(target, first!, copy);
}

function slice(parsed: Parsed, path: string, operand: unknown): void {
  const [first, second] = (Array.isArray(operand) ? operand : [operand]).map((item) =>
    Math.trunc(toDouble(item)),
  );
  if (second !== undefined && second <= 0)
    throw new MongoError(28724, 'Third argument to $slice must be positive');
  parsed.changes.push((source, target) => {
    const value = valueAt(source, splitPath(path));
    if (!Array.isArray(value)) return;
    const from = second === undefined ? Math.min(first!, 0) : first!;
    const begin = from < 0 ? Math.max(value.length + from, 0) : from;
    const count = second ?? Math.abs(first!);
    setAt(target, splitPath(path), value.slice(begin, begin + count));
  });
}

function element(parsed: Parsed, path: string, operand: unknown): void {
  const test = elementTest(operand);
  parsed.mode = 'include';
  parsed.changes.push((source, target) => {
    const value = valueAt(source, splitPath(path));
    const match = Array.isArray(value) ? value.find(test) : undefined;
    if (match !== undefined) setAt(target, splitPath(path), [match]);
  });
}

/** `items.$`: the first element that the query's condition on that array accepts. */
function positional(parsed: Parsed, path: string, { filter = {} }: Surroundings): void {
  choose(parsed, path, true);
  parsed.changes.push((source, target) => {
    const value = valueAt(source, splitPath(path));
    if (!Array.isArray(value)) return;
    const at = matchedElement(value, path, filter);
    if (at === null)
      throw new MongoError(
        51246,
        "Executor error during find command: positional operator '.$' couldn't find a matching element in the array",
      );
    setAt(target, splitPath(path), [value[at]]);
  });
}

/** Index of the first element at `path` that satisfies the filter's conditions on `path` or below it. */
export function matchedElement(array: unknown[], path: string, filter: Doc): number | null {
  const tests: ((item: unknown) => boolean)[] = [];
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and') {
      const inner = (condition as Doc[])
        .map((clause) => matchedElement(array, path, clause))
        .find((at) => at !== null);
      if (inner !== undefined) return inner;
    } else if (key === path) {
      const isElement = isDocument(condition) && '$elemMatch' in condition;
      tests.push(
        isElement
          ? elementTest(condition.$elemMatch)
          : (item) => compileFilter({ item: condition })({ item }),
      );
    } else if (key.startsWith(`${path}.`)) {
      const below = compileFilter({ [key.slice(path.length + 1)]: condition });
      tests.push((item) => isDocument(item) && below(item));
    }
  }
  if (tests.length === 0) return null;
  const at = array.findIndex((item) => tests.every((test) => test(item)));
  return at === -1 ? null : at;
}

function include(value: unknown, node: Node): unknown {
  if (node === true) return value;
  if (Array.isArray(value))
    return value.filter((item) => isDocument(item) || Array.isArray(item)).map((item) => include(item, node));
  if (!isDocument(value)) return undefined;
  const result: Doc = {};
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(node, key)) continue;
    const kept = include(value[key], node[key]!);
    if (kept !== undefined) setOwn(result, key, kept);
  }
  return result;
}

function exclude(value: unknown, node: Node): unknown {
  if (node === true) return undefined;
  if (Array.isArray(value)) return value.map((item) => exclude(item, node));
  if (!isDocument(value)) return value;
  const result: Doc = {};
  for (const key of Object.keys(value)) {
    const kept = Object.hasOwn(node, key) ? exclude(value[key], node[key]!) : value[key];
    if (kept !== undefined) setOwn(result, key, kept);
  }
  return result;
}
