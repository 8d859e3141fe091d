// $lookup and $unionWith: the other collection is asked per document, through its indexes.

import { emptyArray } from '../compare';
import { failedToParse } from '../errors';
import { evaluate } from '../expressions';
import { keyValues, splitPath } from '../paths';
import { setThrough } from '../projection';
import { type Pausing, pause } from '../scan';
import { type Doc, isDocument } from '../values';
import type { Stage, StageContext } from './stage';

export function lookup(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand)) throw failedToParse('the $lookup specification must be an Object');
  const { from, as, localField, foreignField, pipeline = [], let: bindings = {} } = operand;
  if (typeof from !== 'string' || typeof as !== 'string')
    throw failedToParse("$lookup needs 'from' and 'as' as strings");
  const isByField = typeof localField === 'string' && typeof foreignField === 'string';
  if (!isByField && !('pipeline' in operand))
    throw failedToParse(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  const variables = Object.entries(bindings as Doc).map(([name, expression]) => ({
    name,
    value: evaluate(expression, context.variables),
  }));
  context.compile(pipeline, context);
  return function* (input) {
    for (const item of input) {
      if (item === pause) {
        yield pause;
        continue;
      }
      const own = { ...context.variables };
      for (const { name, value } of variables) own[name] = value(item);
      const filter = isByField ? { [foreignField]: { $in: localValues(item, localField) } } : {};
      const run = context.compile(pipeline, { ...context, variables: own });
      const joined: Doc[] = [];
      for (const found of run(context.find(from, filter))) {
        if (found === pause) yield pause;
        else joined.push(found);
      }
      const next = { ...item };
      setThrough(next, splitPath(as), joined);
      yield next;
      yield pause;
    }
  };
}

const localValues = (doc: Doc, path: string): unknown[] =>
  keyValues(doc, path).values.filter((value) => value !== emptyArray);

export function unionWith(operand: unknown, context: StageContext): Stage {
  const { coll, pipeline = [] } =
    typeof operand === 'string' ? { coll: operand } : isDocument(operand) ? operand : {};
  if (typeof coll !== 'string') throw failedToParse('the $unionWith specification needs a collection');
  const run = context.compile(pipeline, context);
  return function* (input): Pausing<Doc> {
    yield* input;
    yield* run(context.find(coll, {}));
  };
}
