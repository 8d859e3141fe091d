// Aggregation expressions: mingo's, with our order, equality, types and numbers in place of its own.
import { Context, evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as builtIn from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { MongoError } from './errors';
import { ownExpressions } from './expression-operators';
import { type Doc, isDocument } from './values';

type Operators = Record<`$${string}`, never>;

/** `$function` would run code sent by a client. */
const { $function: _refused, ...trusted } = builtIn as unknown as Operators & { $function: never };
export const expressions = { ...trusted, ...ownExpressions } as unknown as Operators;
const arrayAccumulators = accumulators as unknown as Operators;

export const context = Context.init({
  expression: {
    ...expressions,
    $prepared: ((_doc: never, _operand: never, options: Options) => options) as never,
  },
  accumulator: arrayAccumulators,
});

/** mingo's own evaluation state, made once: making it for every document copies all operator tables. */
interface Prepared extends Options {
  update(locals: { root: unknown }): Options;
}

export const preparedOptions = (variables: Doc): Prepared =>
  evalExpr({}, { $prepared: 1 }, { context, scriptEnabled: false, variables } as never) as Prepared;

/** Compiles a plain expression. An unknown operator gives error 168 before any document is read. */
export function evaluate(expression: unknown, variables: Doc = {}): (doc: Doc) => unknown {
  checkOperators(expression);
  if (typeof expression === 'string') {
    if (!expression.startsWith('$')) return () => expression;
    const field = expression.slice(1);
    if (/^[^$.]+$/.test(field) && field !== '__proto__')
      return (doc) => (Object.hasOwn(doc, field) ? doc[field] : undefined);
  } else if (typeof expression !== 'object' || expression === null) return () => expression;
  const prepared = preparedOptions(variables);
  return (doc) => evaluated(() => evalExpr(doc, expression as never, prepared.update({ root: doc })));
}

/** Runs mingo and turns its complaints into MongoDB's "bad value". */
export function evaluated<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof MongoError) throw error;
    throw new MongoError(2, (error as Error).message);
  }
}

export function checkOperators(expression: unknown): void {
  if (Array.isArray(expression)) {
    for (const item of expression) checkOperators(item);
    return;
  }
  if (!isDocument(expression)) return;
  const keys = Object.keys(expression);
  if (keys[0]?.startsWith('$')) {
    const [operator] = keys;
    if (!(operator! in expressions) && !(operator! in arrayAccumulators))
      throw new MongoError(168, `Unrecognized expression '${operator}'`);
    if (keys.length > 1)
      throw new MongoError(15983, 'An object representing an expression must have exactly one field');
    if (operator === '$literal') return;
  }
  for (const key of keys) checkOperators(expression[key]);
}
