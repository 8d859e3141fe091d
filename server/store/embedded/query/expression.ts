// Aggregation expressions: a field of the document, a constant, $cond and $gt.

import { compareValues } from '../bson/index-key';
import { ownField } from '../bson/paths';
import { type Doc, isDocument } from '../bson/values';
import { MongoError, notImplemented } from '../errors';
import { isTruthy } from './matcher';

/** `undefined` where the field is missing. */
export type Expression = (doc: Doc) => unknown;

/** Adds to `fields` those that it looks at. */
export function compileExpression(expression: unknown, fields: Set<string>): Expression {
  if (typeof expression === 'string' && expression.startsWith('$')) return fieldOf(expression, fields);
  if (Array.isArray(expression)) throw notImplemented('an array as an expression');
  if (!isDocument(expression)) return () => expression;
  const [operator, ...others] = Object.keys(expression);
  if (!operator?.startsWith('$')) throw notImplemented('a document as an expression');
  if (others.length > 0)
    throw new MongoError(15983, 'An object representing an expression must have exactly one field');
  if (operator === '$cond') return condition(expression.$cond, fields);
  if (operator === '$gt') return greater(expression.$gt, fields);
  throw new MongoError(168, `Unrecognized expression '${operator}'`);
}

function fieldOf(path: string, fields: Set<string>): Expression {
  const name = path.slice(1);
  if (name === '') throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
  if (name.startsWith('$') || name.includes('.'))
    throw notImplemented('a path of several names, or a variable, as an expression');
  fields.add(name);
  return (doc) => ownField(doc, name);
}

function operandsOf(operator: string, operands: unknown, count: number, fields: Set<string>): Expression[] {
  if (!Array.isArray(operands)) throw notImplemented(`${operator} without an array`);
  if (operands.length !== count)
    throw new MongoError(
      16020,
      `Expression ${operator} takes exactly ${count} arguments. ${operands.length} were passed in.`,
    );
  return operands.map((operand) => compileExpression(operand, fields));
}

function condition(operands: unknown, fields: Set<string>): Expression {
  const [test, yes, no] = operandsOf('$cond', operands, 3, fields) as [Expression, Expression, Expression];
  return (doc) => (isTruthy(test(doc)) ? yes(doc) : no(doc));
}

/** Unlike a filter's, this one compares values of all types, and a missing field is lower than null. */
function greater(operands: unknown, fields: Set<string>): Expression {
  const [left, right] = operandsOf('$gt', operands, 2, fields) as [Expression, Expression];
  return (doc) => {
    const [a, b] = [left(doc), right(doc)];
    return b === undefined ? a !== undefined : a !== undefined && compareValues(a, b) > 0;
  };
}
