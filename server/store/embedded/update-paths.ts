// Positional parts of update paths: `$` (the element the filter matched), `$[]` (all) and `$[name]` (array filters).
import { badValue, failedToParse } from './errors';
import { compileFilter, type Predicate } from './matcher';
import { valueAt } from './paths';
import { matchedElement } from './projection';
import { type Doc, isDocument } from './values';

export interface ArrayFilters {
  get(name: string): Predicate;
  refuseUnused(paths: string[]): void;
}

export interface Positions {
  filter: Doc;
  arrayFilters: ArrayFilters;
}

/** Filters by the name of their elements: `{ 'item.price': … }` filters `$[item]`. Error 9 for a second one. */
export function parseArrayFilters(filters: Doc[]): ArrayFilters {
  const byName = new Map<string, Predicate>();
  for (const filter of filters) {
    if (!isDocument(filter)) throw failedToParse('arrayFilters must hold objects');
    const name = nameIn(filter);
    if (name === undefined)
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    if (byName.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    byName.set(name, compileFilter(filter));
  }
  return {
    get(name) {
      const predicate = byName.get(name);
      if (!predicate) throw badValue(`No array filter found for identifier '${name}'`);
      return predicate;
    },
    refuseUnused(paths) {
      for (const name of byName.keys())
        if (!paths.some((path) => path.includes(`$[${name}]`)))
          throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
    },
  };
}

function nameIn(filter: Doc): string | undefined {
  for (const [key, value] of Object.entries(filter)) {
    if (!key.startsWith('$')) return key.split('.')[0];
    if (Array.isArray(value)) for (const clause of value) if (isDocument(clause)) return nameIn(clause);
  }
  return undefined;
}

/** `before` is the document the filter matched, `doc` the one being changed. */
export function concretePaths(before: Doc, doc: Doc, path: string, positions: Positions): string[][] {
  const parts = path.split('.');
  if (!path.includes('$')) return [parts];
  let paths: string[][] = [[]];
  for (const part of parts) {
    const named = /^\$\[(\w*)\]$/.exec(part);
    if (part === '$')
      paths = paths.map((prefix) => [...prefix, String(positional(before, prefix, positions))]);
    else if (!named) paths = paths.map((prefix) => [...prefix, part]);
    else paths = paths.flatMap((prefix) => elements(doc, prefix, named[1]!, positions));
  }
  return paths;
}

function positional(before: Doc, prefix: string[], { filter }: Positions): number {
  const array = valueAt(before, prefix);
  const at = Array.isArray(array) ? matchedElement(array, prefix.join('.'), filter) : null;
  if (at === null) throw badValue('The positional operator did not find the match needed from the query.');
  return at;
}

function elements(doc: Doc, prefix: string[], name: string, { arrayFilters }: Positions): string[][] {
  const array = valueAt(doc, prefix);
  if (array === undefined)
    throw badValue(
      `The path '${prefix.join('.')}' must exist in the document in order to apply array updates.`,
    );
  if (!Array.isArray(array))
    throw badValue(`Cannot apply array updates to non-array element ${prefix.join('.')}`);
  const accepts = name === '' ? null : arrayFilters.get(name);
  return array.flatMap((item, i) => (accepts && !accepts({ [name]: item }) ? [] : [[...prefix, String(i)]]));
}
