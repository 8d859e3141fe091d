// Dotted paths as MongoDB reads them: an array on the way is entered element by element, or by index.

import { defined } from '../../../core/defined';
import { MongoError } from '../errors';
import { emptyArray } from './types';
import { type Doc, isDocument, setOwn } from './values';

const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

const partsCache = new Map<string, string[]>();

export function splitPath(path: string): string[] {
  let parts = partsCache.get(path);
  if (!parts) {
    parts = path.split('.');
    if (partsCache.size > 5000) partsCache.clear();
    partsCache.set(path, parts);
  }
  return parts;
}

export const ownField = (doc: Doc, name: string): unknown =>
  Object.hasOwn(doc, name) ? doc[name] : undefined;

/** `isElement`: an array's element, which is taken as it is even where it is itself an array. */
type Visit = (leaf: unknown, isElement: boolean) => boolean;

/** Visits every value at the path (`undefined` where it is missing) until a visit returns true. */
export function someLeaf(value: unknown, parts: string[], visit: Visit, at = 0): boolean {
  const part = parts[at];
  if (part === undefined) return visit(value, false);
  if (Array.isArray(value)) return someOfArray(value, parts, visit, at, part);
  if (isDocument(value)) return someLeaf(ownField(value, part), parts, visit, at + 1);
  return visit(undefined, false);
}

/** By index, and in each document; what is neither document nor array has nothing below it. */
function someOfArray(array: unknown[], parts: string[], visit: Visit, at: number, part: string): boolean {
  if (isIndex(part) && Number(part) < array.length) {
    const element = array[Number(part)];
    if (at + 1 === parts.length) {
      if (visit(element, true)) return true;
    } else if ((Array.isArray(element) || isDocument(element)) && someLeaf(element, parts, visit, at + 1))
      return true;
  }
  return array.some((item) => isDocument(item) && someLeaf(item, parts, visit, at));
}

/** What an index or a sort sees at a path: array elements one by one, `emptyArray`, null where missing. */
export function keyValues(doc: Doc, path: string): { values: unknown[]; isArray: boolean } {
  if (!path.includes('.')) {
    const value = ownField(doc, path);
    if (!Array.isArray(value)) return { values: [value ?? null], isArray: false };
    return { values: value.length ? value : [emptyArray], isArray: true };
  }
  const values: unknown[] = [];
  let isArray = false;
  someLeaf(doc, splitPath(path), (leaf) => {
    if (Array.isArray(leaf)) {
      isArray = true;
      values.push(...(leaf.length ? leaf : [emptyArray]));
    } else values.push(leaf ?? null);
    return false;
  });
  if (values.length === 0) return { values: [emptyArray], isArray: true };
  return { values, isArray: isArray || values.length > 1 };
}

/** The value at a path without entering arrays implicitly; an index is followed. */
export function valueAt(root: unknown, parts: string[]): unknown {
  let value = root;
  for (const part of parts) {
    if (Array.isArray(value)) value = isIndex(part) ? value[Number(part)] : undefined;
    else if (isDocument(value)) value = ownField(value, part);
    else return undefined;
  }
  return value;
}

const maxArrayFill = 1_500_000;

/** Sets a value, making the documents on the way. Error 28 where a scalar is in the way. */
export function setAt(root: Doc, parts: string[], value: unknown): void {
  let target: Doc | unknown[] = root;
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1];
    const current: unknown = Array.isArray(target)
      ? target[arrayIndex(target, part, parts)]
      : ownField(target, part);
    if (next === undefined) {
      put(target, part, value);
      return;
    }
    if (Array.isArray(current) || isDocument(current)) {
      target = current;
      continue;
    }
    if (current !== undefined)
      throw new MongoError(28, `Cannot create field '${next}' in element {${part}: ${describe(current)}}`);
    const made: Doc = {};
    put(target, part, made);
    target = made;
  }
}

/** An array is filled with nulls up to the index. */
function put(target: Doc | unknown[], part: string, value: unknown): void {
  if (Array.isArray(target)) {
    const index = Number(part);
    while (target.length < index) target.push(null);
    target[index] = value;
  } else setOwn(target, part, value);
}

function arrayIndex(target: unknown[], part: string, parts: string[]): number {
  if (!isIndex(part))
    throw new MongoError(
      28,
      `Cannot create field '${part}' in element {${parts.join('.')}: ${describe(target)}}`,
    );
  if (Number(part) > target.length + maxArrayFill) throw new MongoError(2, 'array index is too large');
  return Number(part);
}

/** Removes a field; an array element becomes null, as in MongoDB. */
export function unsetAt(root: Doc, parts: string[]): void {
  const parent = parts.length === 1 ? root : valueAt(root, parts.slice(0, -1));
  const last = defined(parts.at(-1), 'the field to remove');
  if (Array.isArray(parent)) {
    if (isIndex(last) && Number(last) < parent.length) parent[Number(last)] = null;
  } else if (isDocument(parent)) delete parent[last];
}

/** A value as it may stand in an error message: its shape only, never its content. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return '[...]';
  if (isDocument(value)) return '{...}';
  return value === null ? 'null' : typeof value;
}
