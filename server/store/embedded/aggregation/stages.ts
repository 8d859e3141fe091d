// Stages that turn each document into none, one or several others, and the table of all stages.
import { badValue, MongoError } from '../errors';
import { evaluate } from '../expressions';
import { compileFilter } from '../matcher';
import { isNumeric } from '../numbers';
import { ownField, splitPath } from '../paths';
import { compileProjection, setThrough } from '../projection';
import { type Pausing, pause, withoutPauses } from '../scan';
import { parseSort, sorted, sortKey } from '../sort';
import { typeName } from '../types';
import { type Doc, isDocument } from '../values';
import { bucket } from './bucket';
import { group } from './group';
import { lookup, unionWith } from './join';
import { mingoStage, mingoStages } from './mingo-stages';
import { inSteps, type Stage, type StageContext } from './stage';
import { wholeNumber } from './whole-number';

type Compile = (operand: unknown, context: StageContext) => Stage;

const table: Record<string, Compile> = {
  $match: (operand, { variables }) => filtering(compileFilter(operand, variables)),
  $project: (operand, { variables }) => {
    if (!isDocument(operand) || Object.keys(operand).length === 0)
      throw new MongoError(
        51272,
        'Invalid $project :: caused by :: projection specification must have at least one field',
      );
    return mapping(compileProjection(operand, { variables, isStage: true })!);
  },
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: (operand, context) => replaceWith(isDocument(operand) ? operand.newRoot : undefined, context),
  $replaceWith: replaceWith,
  $unwind: unwind,
  $skip: (operand) => skipping(wholeNumber('$skip', operand, 0)),
  $limit: (operand) => limiting(wholeNumber('$limit', operand, 1)),
  $sort: (operand) => sorting(operand, Number.POSITIVE_INFINITY),
  $count: count,
  $group: group,
  $sortByCount: (operand, context) =>
    chain([
      group({ _id: operand, count: { $sum: 1 } }, context),
      sorting({ count: -1 }, Number.POSITIVE_INFINITY),
    ]),
  $bucket: bucket,
  $facet: facet,
  $lookup: lookup,
  $unionWith: unionWith,
};

const refused = [
  '$out',
  '$merge',
  '$geoNear',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$changeStream',
  '$collStats',
  '$indexStats',
  '$currentOp',
  '$listSessions',
  '$listLocalSessions',
  '$planCacheStats',
];

export function compileStage(stage: unknown, context: StageContext): Stage {
  if (!isDocument(stage) || Object.keys(stage).length !== 1)
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  const [[name, operand]] = Object.entries(stage) as [[string, unknown]];
  if (Object.hasOwn(table, name)) return table[name]!(operand, context);
  if (Object.hasOwn(mingoStages, name)) return mingoStage(name, operand, context);
  if (refused.includes(name)) throw new MongoError(238, `${name} is not supported by this store`);
  throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

/** A $sort followed by a $limit keeps only the best. */
export function compilePipeline(stages: unknown, context: StageContext): Stage {
  if (!Array.isArray(stages)) throw new MongoError(14, "'pipeline' option must be specified as an array");
  return chain(
    stages.map((stage, i) => {
      const next = stages[i + 1];
      if (isDocument(stage) && '$sort' in stage && isDocument(next) && isNumeric(next.$limit))
        return sorting(stage.$sort, wholeNumber('$limit', next.$limit, 1));
      return compileStage(stage, context);
    }),
  );
}

const chain =
  (stages: Stage[]): Stage =>
  (input) =>
    stages.reduce<Iterable<Doc | typeof pause>>(
      (documents, stage) => stage(documents),
      input,
    ) as Pausing<Doc>;

/** Runs stages that need no other collection over a few documents at once. */
export function runStages(documents: Doc[], stages: unknown[], variables: Doc = {}): Doc[] {
  const context: StageContext = {
    variables,
    compile: compilePipeline,
    find: () => {
      throw badValue('no other collection can be read here');
    },
  };
  return [...withoutPauses(compilePipeline(stages, context)(documents))];
}

function filtering(accepts: (doc: Doc) => boolean): Stage {
  return function* (input) {
    for (const item of input) if (item === pause || accepts(item)) yield item;
  };
}

export function mapping(change: (doc: Doc) => Doc): Stage {
  return function* (input) {
    for (const item of input) yield item === pause ? pause : change(item);
  };
}

function addFields(operand: unknown, { variables }: StageContext): Stage {
  if (!isDocument(operand))
    throw new MongoError(40272, `$addFields specification stage must be an object, got ${typeName(operand)}`);
  const fields = flattened(operand).map(([path, expression]) => ({
    parts: splitPath(path),
    value: evaluate(expression, variables),
  }));
  return mapping((doc) => {
    const next = { ...doc };
    for (const { parts, value } of fields) {
      const result = value(doc);
      if (result !== undefined) setThrough(next, parts, result);
      else if (parts.length === 1) delete next[parts[0]!];
    }
    return next;
  });
}

/** `{ a: { b: … } }` sets `a.b` and leaves the rest of `a`. */
function flattened(fields: Doc, prefix = ''): [string, unknown][] {
  return Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (name.startsWith('$'))
      throw new MongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    const isNested =
      isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]!.startsWith('$');
    return isNested ? flattened(value, `${prefix}${name}.`) : [[prefix + name, value]];
  });
}

function unset(operand: unknown): Stage {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0 || paths.some((path) => typeof path !== 'string'))
    throw new MongoError(
      31002,
      '$unset specification must be a string or an array containing only string values',
    );
  return mapping(compileProjection(Object.fromEntries(paths.map((path) => [path, 0])), { isStage: true })!);
}

function replaceWith(operand: unknown, { variables }: StageContext): Stage {
  const expression = evaluate(operand, variables);
  return mapping((doc) => {
    const root = expression(doc);
    if (!isDocument(root))
      throw new MongoError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type ${typeName(root)}`,
      );
    return root;
  });
}

function unwind(operand: unknown): Stage {
  const options = typeof operand === 'string' ? { path: operand } : operand;
  if (!isDocument(options) || typeof options.path !== 'string' || !/^\$[^$]/.test(options.path))
    throw new MongoError(28818, "path option to $unwind stage should be prefixed with a '$'");
  const parts = splitPath(options.path.slice(1));
  const { preserveNullAndEmptyArrays = false, includeArrayIndex } = options;
  const set = (doc: Doc, value: unknown, index: number | null): Doc => {
    const next = { ...doc };
    if (value === undefined) return indexed(next, index);
    setThrough(next, parts, value);
    return indexed(next, index);
  };
  const indexed = (doc: Doc, index: number | null): Doc => {
    if (includeArrayIndex) setThrough(doc, splitPath(includeArrayIndex), index);
    return doc;
  };
  return function* (input) {
    for (const item of input) {
      if (item === pause) {
        yield pause;
        continue;
      }
      const value = parts.reduce<unknown>(
        (at, part) => (isDocument(at) ? ownField(at, part) : undefined),
        item,
      );
      if (Array.isArray(value) && value.length > 0) {
        for (const [i, element] of value.entries()) yield set(item, element, i);
      } else if (value !== undefined && value !== null && !Array.isArray(value)) yield set(item, value, null);
      else if (preserveNullAndEmptyArrays) {
        if (Array.isArray(value)) yield indexed(withoutField(item, parts), null);
        else yield set(item, undefined, null);
      }
    }
  };
}

const withoutField = (doc: Doc, parts: string[]): Doc =>
  compileProjection({ [parts.join('.')]: 0 }, { isStage: true })!(doc);

function skipping(skip: number): Stage {
  return function* (input) {
    let left = skip;
    for (const item of input) if (item === pause || left-- <= 0) yield item;
  };
}

function limiting(limit: number): Stage {
  return function* (input) {
    let left = limit;
    for (const item of input) {
      yield item;
      if (item !== pause && --left === 0) return;
    }
  };
}

function sorting(operand: unknown, limit: number): Stage {
  const spec = parseSort(operand);
  if (spec.length === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  return (input) => sorted(input, (doc) => sortKey(doc, spec), { limit, sizeOf: roughBytes });
}

/** Memory a plain document holds, estimated by its number of fields. */
function roughBytes(doc: Doc): number {
  return 64 + 48 * Object.keys(doc).length;
}

function count(operand: unknown): Stage {
  if (typeof operand !== 'string' || operand === '' || operand.startsWith('$') || operand.includes('.'))
    throw new MongoError(40156, 'the count field must be a non-empty string without $ and dots');
  return function* (input) {
    let total = 0;
    for (const item of input) {
      if (item === pause) yield pause;
      else total++;
    }
    if (total > 0) yield { [operand]: total };
  };
}

function facet(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw new MongoError(40169, 'the $facet specification must be a non-empty object');
  const facets = Object.entries(operand).map(([name, stages]) => ({
    name,
    run: compilePipeline(stages, context),
  }));
  return function* (input) {
    const documents: Doc[] = [];
    for (const item of input) {
      if (item === pause) yield pause;
      else documents.push(item);
    }
    const result: Doc = {};
    for (const { name, run } of facets) {
      const values: Doc[] = [];
      for (const item of run(inSteps(documents))) {
        if (item === pause) yield pause;
        else values.push(item);
      }
      result[name] = values;
    }
    yield result;
  };
}
