// $bucket: a $group whose id is the lower boundary a value falls into.
import { compareValues, rankOf } from '../compare';
import { MongoError } from '../errors';
import { evaluate } from '../expressions';
import { pause } from '../scan';
import { type Doc, isDocument } from '../values';
import type { Accumulator } from './accumulator';
import { compileAccumulator } from './accumulators';
import type { Stage, StageContext } from './stage';

export function bucket(operand: unknown, { variables }: StageContext): Stage {
  if (!isDocument(operand)) throw new MongoError(40201, 'Argument to $bucket stage must be an object');
  const { groupBy, boundaries, output = { count: { $sum: 1 } } } = operand;
  const hasDefault = 'default' in operand;
  if (groupBy === undefined || !Array.isArray(boundaries))
    throw new MongoError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  checkBoundaries(boundaries);
  const boundValue = evaluate(groupBy, variables);
  const fields = Object.entries(output as Doc).map(([name, accumulator]) => {
    const [[operator, expression]] = Object.entries(accumulator as Doc) as [[string, unknown]];
    return { name, create: compileAccumulator(operator, expression, variables) };
  });
  /** Position of the boundary at or below the value; -1 outside. */
  const place = (value: unknown): number => {
    if (
      value === undefined ||
      compareValues(value, boundaries[0]) < 0 ||
      compareValues(value, boundaries.at(-1)) >= 0
    )
      return -1;
    return boundaries.findLastIndex((boundary) => compareValues(boundary, value) <= 0);
  };
  return function* (input) {
    const buckets = new Map<number, Accumulator[]>();
    for (const item of input) {
      if (item === pause) {
        yield pause;
        continue;
      }
      const at = place(boundValue(item));
      if (at === -1 && !hasDefault)
        throw new MongoError(
          7157302,
          '$switch could not find a matching branch for an input, and no default was specified.',
        );
      let accumulators = buckets.get(at);
      if (!accumulators) {
        accumulators = fields.map(({ create }) => create());
        buckets.set(at, accumulators);
      }
      for (const accumulator of accumulators) accumulator.add(item);
    }
    const results = [...buckets].map(([at, accumulators]): Doc => {
      const result: Doc = { _id: at === -1 ? operand.default : boundaries[at] };
      fields.forEach(({ name }, i) => {
        result[name] = accumulators[i]!.value();
      });
      return result;
    });
    yield* results.sort((a, b) => compareValues(a._id, b._id));
  };
}

function checkBoundaries(boundaries: unknown[]): void {
  if (boundaries.length < 2)
    throw new MongoError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  boundaries.slice(1).forEach((boundary, i) => {
    if (rankOf(boundary) !== rankOf(boundaries[i]))
      throw new MongoError(
        40193,
        "All values in the 'boundaries' option to $bucket must have the same type.",
      );
    if (compareValues(boundaries[i], boundary) >= 0)
      throw new MongoError(40194, "The 'boundaries' option to $bucket must be sorted");
  });
}
