// $group: documents stream through, only the accumulators of each group are kept.

import { MongoError } from '../errors';
import { evaluate } from '../expressions';
import { encodeValue } from '../index-key';
import { pause } from '../scan';
import { type Doc, isDocument } from '../values';
import type { Accumulator } from './accumulator';
import { compileAccumulator } from './accumulators';
import type { Stage, StageContext } from './stage';

export function group(operand: unknown, { variables }: StageContext): Stage {
  if (!isDocument(operand)) throw new MongoError(15947, "a group's fields must be specified in an object");
  if (!('_id' in operand)) throw new MongoError(15955, 'a group specification must include an _id');
  const idOf = evaluate(operand._id, variables);
  const fields = Object.entries(operand)
    .filter(([name]) => name !== '_id')
    .map(([name, accumulator]) => {
      if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
      if (!isDocument(accumulator))
        throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
      if (Object.keys(accumulator).length !== 1)
        throw new MongoError(40238, `The field '${name}' must specify one accumulator`);
      const [[operator, expression]] = Object.entries(accumulator) as [[string, unknown]];
      return { name, create: compileAccumulator(operator, expression, variables) };
    });
  return function* (input) {
    const groups = new Map<string, { id: unknown; accumulators: Accumulator[] }>();
    for (const item of input) {
      if (item === pause) {
        yield pause;
        continue;
      }
      const id = idOf(item) ?? null;
      const key = typeof id === 'string' ? `s${id}` : `v${encodeValue(id).toString('latin1')}`;
      let found = groups.get(key);
      if (!found) {
        found = { id, accumulators: fields.map(({ create }) => create()) };
        groups.set(key, found);
      }
      for (const accumulator of found.accumulators) accumulator.add(item);
    }
    for (const { id, accumulators } of groups.values()) {
      const result: Doc = { _id: id };
      fields.forEach(({ name }, i) => {
        result[name] = accumulators[i]!.value();
      });
      yield result;
    }
  };
}
