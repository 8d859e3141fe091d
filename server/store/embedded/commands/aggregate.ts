// aggregate: what the planner can do at the head of the pipeline ($match, $sort, $skip, $limit) is left to it, the
// rest streams through the stages.
import { neededFields } from '../aggregation/needed-fields';
import type { StageContext } from '../aggregation/stage';
import { compilePipeline } from '../aggregation/stages';
import { wholeNumber } from '../aggregation/whole-number';
import type { Collection } from '../collection';
import type { Documents } from '../cursor';
import { failedToParse, MongoError } from '../errors';
import { pickFields } from '../fields';
import { type FindQuery, findRecords } from '../find';
import { compileFilter } from '../matcher';
import { isNumeric } from '../numbers';
import { type Pausing, pause } from '../scan';
import { parseSort } from '../sort';
import { type Doc, decodePlain, isDocument, toPlain } from '../values';
import { cursorReply } from '../wire';
import {
  booleanOption,
  type Call,
  type Command,
  numberOption,
  refuseCollation,
  refuseUnknownOptions,
  variablesOf,
} from './command';
import { hintOf } from './read';

export const aggregate: Command = async (call) => {
  const { engine, body, database } = call;
  refuseUnknownOptions(call, [
    'pipeline',
    'cursor',
    'explain',
    'allowDiskUse',
    'bypassDocumentValidation',
    'collation',
    'hint',
    'let',
  ]);
  refuseCollation(body);
  if (body.explain !== undefined && body.explain !== false)
    throw new MongoError(238, 'explain is not supported by this store');
  if (!isDocument(body.cursor))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  const stages = body.pipeline;
  if (!Array.isArray(stages) || !stages.every(isDocument))
    throw new MongoError(14, "Each element of the 'pipeline' array must be an object");
  const namespace = `${database}.${isNumeric(body.aggregate) ? '$cmd.aggregate' : body.aggregate}`;
  const context = contextOf(call, variablesOf(body));
  const source = isNumeric(body.aggregate)
    ? fromDocuments(stages, context)
    : fromCollection(call, namespace, stages, context);
  const batchSize = numberOption(body.cursor, 'batchSize');
  const batch = await engine.cursors.start(namespace, source, {
    ...(batchSize === undefined ? {} : { batchSize }),
    isSingle: booleanOption(body, 'singleBatch'),
  });
  return cursorReply('firstBatch', batch.documents, batch.id, namespace);
};

function contextOf({ engine, database }: Call, variables: Doc): StageContext {
  return {
    variables,
    compile: compilePipeline,
    find: (name, filter) => {
      const collection = engine.catalogue.find(`${database}.${name}`);
      return collection ? plainDocuments(collection, { filter }, null) : nothing();
    },
  };
}

function* nothing(): Pausing<never> {}

/** `fields`: the only ones the stages can see; null for all. */
function* plainDocuments(
  collection: Collection,
  query: FindQuery,
  fields: ReadonlySet<string> | null,
): Pausing<Doc> {
  for (const item of findRecords(collection, query)) {
    if (item === pause) yield pause;
    else yield decodePlain(fields ? pickFields(item.bytes, fields) : item.bytes);
  }
}

function* storedDocuments(collection: Collection, query: FindQuery): Documents {
  for (const item of findRecords(collection, query)) yield item === pause ? pause : item.bytes;
}

/** `db.aggregate([{ $documents: [...] }, ...])` needs no collection. */
function fromDocuments(stages: Doc[], context: StageContext): Documents {
  const list = stages[0]?.$documents;
  if (!Array.isArray(list))
    throw new MongoError(
      73,
      '{aggregate: 1} is not valid for a pipeline that does not begin with $documents',
    );
  const documents = list.map((doc) => toPlain(doc as Doc));
  return compilePipeline(stages.slice(1).map(toPlain), context)(documents);
}

function fromCollection(
  { engine, body }: Call,
  namespace: string,
  stages: Doc[],
  context: StageContext,
): Documents {
  const { query, rest } = headOf(stages, variablesOf(body), hintOf(body));
  const plainRest = rest.map(toPlain);
  const run = compilePipeline(plainRest, context);
  const collection = engine.catalogue.find(namespace);
  if (rest.length === 0) return collection ? storedDocuments(collection, query) : nothing();
  return run(collection ? plainDocuments(collection, query, neededFields(plainRest)) : nothing());
}

/** The part of the pipeline that is an ordinary find. */
function headOf(stages: Doc[], variables: Doc, hint: unknown): { query: FindQuery; rest: Doc[] } {
  const query: FindQuery = { filter: {}, variables, hint };
  const filters: Doc[] = [];
  let at = 0;
  for (; stages[at] && Object.hasOwn(stages[at]!, '$match') && Object.keys(stages[at]!).length === 1; at++) {
    compileFilter(stages[at]!.$match, variables);
    filters.push(stages[at]!.$match);
  }
  query.filter = filters.length === 1 ? filters[0]! : filters.length ? { $and: filters } : {};
  const take = (name: string) => {
    const stage = stages[at];
    if (!stage || !Object.hasOwn(stage, name) || Object.keys(stage).length !== 1) return undefined;
    at++;
    return stage[name] as unknown;
  };
  const sort = take('$sort');
  if (sort !== undefined) {
    query.sort = parseSort(sort);
    if (query.sort.length === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  }
  const skip = take('$skip');
  if (skip !== undefined) query.skip = wholeNumber('$skip', skip, 0);
  const limit = take('$limit');
  if (limit !== undefined) query.limit = wholeNumber('$limit', limit, 1);
  return { query, rest: stages.slice(at) };
}
