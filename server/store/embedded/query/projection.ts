// Projections of find: inclusion or exclusion by path.

import { isNumeric } from '../bson/numbers';
import { splitPath } from '../bson/paths';
import { type Doc, isDocument, setOwn } from '../bson/values';
import { MongoError, notImplemented } from '../errors';
import { isTruthy } from './matcher';

type Tree = { [name: string]: Tree | true };

/** Null where the whole document is wanted. */
export function compileProjection(projection: Doc): ((doc: Doc) => Doc) | null {
  const tree: Tree = {};
  let isInclusion: boolean | null = null;
  let keepsId: boolean | null = null;
  for (const [path, value] of Object.entries(projection)) {
    const isIncluded = includes(path, value);
    if (path === '_id') {
      keepsId = isIncluded;
      continue;
    }
    isInclusion ??= isIncluded;
    if (isInclusion !== isIncluded)
      throw isIncluded
        ? new MongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
        : new MongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    addPath(tree, path);
  }
  isInclusion ??= keepsId === true;
  if (keepsId !== null ? keepsId === isInclusion : isInclusion) tree._id ??= true;
  if (Object.keys(tree).length === 0) return null;
  return isInclusion ? (doc) => include(doc, tree) as Doc : (doc) => exclude(doc, tree) as Doc;
}

function includes(path: string, value: unknown): boolean {
  if (path === '' || path.endsWith('.')) throw new MongoError(40353, "FieldPath must not end with a '.'.");
  if (path.startsWith('$'))
    throw new MongoError(
      16410,
      "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
    );
  if (isNumeric(value) || typeof value === 'boolean') return isTruthy(value);
  const operator = isDocument(value) ? Object.keys(value)[0] : undefined;
  if (operator?.startsWith('$')) throw new MongoError(31325, `Unknown expression ${operator}`);
  throw notImplemented('a projection by anything but 0 and 1');
}

function addPath(tree: Tree, path: string): void {
  const parts = splitPath(path);
  const last = parts.length - 1;
  let node = tree;
  for (const [i, part] of parts.entries()) {
    const next = Object.hasOwn(node, part) ? node[part] : undefined;
    if (next !== undefined && i === last) throw new MongoError(31250, `Path collision at ${path}`);
    if (next === true)
      throw new MongoError(
        31249,
        `Path collision at ${path} remaining portion ${parts.slice(i + 1).join('.')}`,
      );
    const child = next ?? {};
    setOwn(node, part, i === last ? true : child);
    node = child;
  }
}

function include(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value))
    return value.filter((item) => isDocument(item) || Array.isArray(item)).map((item) => include(item, tree));
  if (!isDocument(value)) return undefined;
  return copyOf(value, tree, (field, node) =>
    node === undefined ? undefined : node === true ? field : include(field, node),
  );
}

function exclude(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => exclude(item, tree));
  if (!isDocument(value)) return value;
  return copyOf(value, tree, (field, node) =>
    node === undefined ? field : node === true ? undefined : exclude(field, node),
  );
}

/** The fields for which `choose` gives something, in their order. */
function copyOf(
  doc: Doc,
  tree: Tree,
  choose: (field: unknown, node: Tree | true | undefined) => unknown,
): Doc {
  const copy: Doc = {};
  for (const [key, field] of Object.entries(doc)) {
    const chosen = choose(field, Object.hasOwn(tree, key) ? tree[key] : undefined);
    if (chosen !== undefined) setOwn(copy, key, chosen);
  }
  return copy;
}
