// Accumulators of $group and $bucket. Those that need only a running value keep just that; the rare others are
// computed by mingo from the group's documents.
import * as builtIn from 'mingo/operators/accumulator';
import { compareValues } from '../compare';
import { MongoError } from '../errors';
import { add, divide } from '../expression-operators';
import { evaluate, evaluated, preparedOptions } from '../expressions';
import { encodeValue } from '../index-key';
import { isNumeric, type Numeric, toDouble } from '../numbers';
import { typeName } from '../types';
import { type Doc, isDocument, setOwn } from '../values';
import type { Accumulator } from './accumulator';
import { compileRanked, ranked } from './ranked';

type State = { add(value: unknown): void; value(): unknown };

const sumState = (): State => {
  let total: Numeric = 0;
  return {
    add(value) {
      if (isNumeric(value)) total = add(total, value);
    },
    value: () => total,
  };
};

const averageState = (): State => {
  let total: Numeric = 0;
  let count = 0;
  return {
    add(value) {
      if (!isNumeric(value)) return;
      total = add(total, value);
      count++;
    },
    value: () => (count === 0 ? null : divide(total, count)),
  };
};

const extremeState = (direction: 1 | -1) => (): State => {
  let best: unknown = null;
  return {
    add(value) {
      if (value === null || value === undefined) return;
      if (best === null || compareValues(value, best) * direction > 0) best = value;
    },
    value: () => best,
  };
};

const firstState = (): State => {
  let first: unknown;
  let isEmpty = true;
  return {
    add(value) {
      if (isEmpty) first = value ?? null;
      isEmpty = false;
    },
    value: () => first ?? null,
  };
};

const lastState = (): State => {
  let last: unknown = null;
  return {
    add(value) {
      last = value ?? null;
    },
    value: () => last,
  };
};

const pushState = (): State => {
  const values: unknown[] = [];
  return {
    add(value) {
      if (value !== undefined) values.push(value);
    },
    value: () => values,
  };
};

const setState = (): State => {
  const values = new Map<string, unknown>();
  return {
    add(value) {
      if (value === undefined) return;
      const key = encodeValue(value).toString('latin1');
      if (!values.has(key)) values.set(key, value);
    },
    value: () => [...values.values()],
  };
};

const mergeState = (): State => {
  const merged: Doc = {};
  return {
    add(value) {
      if (value === null || value === undefined) return;
      if (!isDocument(value))
        throw new MongoError(
          40400,
          `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
        );
      for (const [key, field] of Object.entries(value)) setOwn(merged, key, field);
    },
    value: () => merged,
  };
};

/** Welford's running variance. */
const deviationState = (isSample: boolean) => (): State => {
  let count = 0;
  let mean = 0;
  let squares = 0;
  return {
    add(value) {
      if (!isNumeric(value)) return;
      const number = toDouble(value);
      const delta = number - mean;
      count++;
      mean += delta / count;
      squares += delta * (number - mean);
    },
    value() {
      const divisor = isSample ? count - 1 : count;
      return divisor < 1 ? null : Math.sqrt(squares / divisor);
    },
  };
};

const states: Record<string, () => State> = {
  $sum: sumState,
  $avg: averageState,
  $min: extremeState(-1),
  $max: extremeState(1),
  $first: firstState,
  $last: lastState,
  $push: pushState,
  $addToSet: setState,
  $mergeObjects: mergeState,
  $stdDevPop: deviationState(false),
  $stdDevSamp: deviationState(true),
};

const { $accumulator: _refused, ...trusted } = builtIn as unknown as Record<
  string,
  (docs: Doc[], expression: unknown, options: unknown) => unknown
>;

/** Error 15952 for an unknown accumulator. */
export function compileAccumulator(operator: string, expression: unknown, variables: Doc): () => Accumulator {
  if (operator === '$count') {
    if (!isDocument(expression) || Object.keys(expression).length > 0)
      throw new MongoError(2, '$count takes no arguments, i.e. $count:{}');
    return compileAccumulator('$sum', 1, variables);
  }
  if (Object.hasOwn(ranked, operator)) return compileRanked(operator, expression, variables);
  if (Object.hasOwn(states, operator)) {
    const evaluateValue = evaluate(expression, variables);
    const create = states[operator]!;
    return () => {
      const state = create();
      return { add: (doc) => state.add(evaluateValue(doc)), value: () => state.value() };
    };
  }
  if (!Object.hasOwn(trusted, operator)) throw new MongoError(15952, `unknown group operator '${operator}'`);
  const options = preparedOptions(variables);
  return () => {
    const documents: Doc[] = [];
    return {
      add: (doc) => void documents.push(doc),
      value: () =>
        evaluated(() => trusted[operator]!(documents, expression, options.update({ root: documents }))),
    };
  };
}
