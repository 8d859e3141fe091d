// Which top-level fields of the stored documents a pipeline can see at all, so that the others need not be decoded.
import { fieldsOfFilter, topLevel } from '../fields';
import { isDocument } from '../values';

/** Stages after which nothing of the original document is left but what they name. */
const closing = ['$group', '$bucket', '$bucketAuto', '$count', '$sortByCount'];
/** Stages that pass the document on and see only what they name. */
const passing = ['$match', '$sort', '$addFields', '$set', '$unset', '$unwind', '$skip', '$limit', '$sample'];

/** Null: all of them. */
export function neededFields(stages: unknown[]): Set<string> | null {
  const found = new Set(['_id']);
  for (const stage of stages) {
    if (!isDocument(stage)) return null;
    const [[name, operand]] = Object.entries(stage) as [[string, unknown]];
    if (name === '$match') {
      const fields = fieldsOfFilter(operand);
      if (!fields) return null;
      for (const field of fields) found.add(field);
      continue;
    }
    if (name === '$facet') return facetFields(operand, found);
    const isClosing = closing.includes(name) || (name === '$project' && isInclusion(operand));
    if (!isClosing && !passing.includes(name) && name !== '$project') return null;
    if (!collect(operand, found)) return null;
    if (name === '$sort' || name === '$project')
      for (const path of Object.keys(operand as object)) found.add(topLevel(path));
    if (isClosing) return found;
  }
  return null;
}

function facetFields(operand: unknown, found: Set<string>): Set<string> | null {
  if (!isDocument(operand)) return null;
  for (const stages of Object.values(operand)) {
    const fields = Array.isArray(stages) ? neededFields(stages) : null;
    if (!fields) return null;
    for (const field of fields) found.add(field);
  }
  return found;
}

const isInclusion = (operand: unknown) =>
  isDocument(operand) &&
  Object.entries(operand).some(([path, value]) => path !== '_id' && value !== 0 && value !== false);

/** Every '$field' in an expression, and the sort keys within accumulators; false where any field may be meant. */
function collect(value: unknown, found: Set<string>): boolean {
  if (typeof value === 'string') {
    if (value.startsWith('$$')) return !/^\$\$(ROOT|CURRENT)/.test(value);
    if (value.startsWith('$')) found.add(topLevel(value.slice(1)));
    return true;
  }
  if (Array.isArray(value)) return value.every((item) => collect(item, found));
  if (!isDocument(value)) return true;
  return Object.entries(value).every(([key, item]) => {
    if (key === '$getField' || key === '$setField') return false;
    if (key === 'sortBy' && isDocument(item)) for (const path of Object.keys(item)) found.add(topLevel(path));
    return collect(item, found);
  });
}
