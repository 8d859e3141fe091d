// find, getMore, killCursors, count and distinct.
import { Long } from 'bson';
import type { Documents } from '../cursor';
import { MongoError } from '../errors';
import { findDocuments, findRecords } from '../find';
import { encodeValue } from '../index-key';
import { compileFilter } from '../matcher';
import { isNumeric, toDecimal } from '../numbers';
import { someLeaf, splitPath } from '../paths';
import { compileProjection } from '../projection';
import { drain } from '../scan';
import { parseSort } from '../sort';
import type { Doc } from '../values';
import { cursorReply } from '../wire';
import {
  booleanOption,
  type Command,
  documentOption,
  namespaceOf,
  numberOption,
  refuseCollation,
  refuseUnknownOptions,
  variablesOf,
} from './command';

const find: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'returnKey',
    'showRecordId',
    'tailable',
    'awaitData',
    'oplogReplay',
    'noCursorTimeout',
    'allowPartialResults',
    'collation',
    'allowDiskUse',
    'let',
    'max',
    'min',
  ]);
  refuseCollation(body);
  for (const option of ['returnKey', 'showRecordId', 'tailable', 'awaitData', 'min', 'max'])
    if (body[option] !== undefined && body[option] !== false)
      throw new MongoError(238, `${option} is not supported by this store`);
  const namespace = namespaceOf(call);
  const collection = engine.catalogue.find(namespace);
  const limit = numberOption(body, 'limit') ?? 0;
  const variables = variablesOf(body);
  const query = {
    filter: documentOption(body, 'filter'),
    sort: parseSort(body.sort),
    skip: numberOption(body, 'skip') ?? 0,
    limit: limit === 0 ? Number.POSITIVE_INFINITY : limit,
    hint: hintOf(body),
    variables,
  };
  compileFilter(query.filter, variables);
  compileProjection(body.projection, { filter: query.filter, variables });
  const source: Documents = collection ? findDocuments(collection, query, body.projection) : none();
  const batchSize = numberOption(body, 'batchSize');
  const batch = await engine.cursors.start(namespace, source, {
    ...(batchSize === undefined ? {} : { batchSize }),
    isSingle: booleanOption(body, 'singleBatch'),
  });
  return cursorReply('firstBatch', batch.documents, batch.id, namespace);
};

/** An empty document is no hint. */
export function hintOf({ hint }: Doc): unknown {
  return hint === null || (typeof hint === 'object' && Object.keys(hint).length === 0) ? undefined : hint;
}

export function* none(): Documents {}

const getMore: Command = async (call) => {
  const { engine, body, database } = call;
  refuseUnknownOptions(call, ['collection', 'batchSize']);
  const namespace = `${database}.${body.collection}`;
  const batch = await engine.cursors.more(
    cursorId(body.getMore),
    namespace,
    numberOption(body, 'batchSize') ?? 0,
  );
  return cursorReply('nextBatch', batch.documents, batch.id, namespace);
};

function cursorId(value: unknown): bigint {
  const id = isNumeric(value) ? toDecimal(value) : null;
  if (!id) throw new MongoError(14, 'a cursor id must be of type long');
  return id.coefficient;
}

const killCursors: Command = ({ engine, body }) => {
  const ids = Array.isArray(body.cursors) ? body.cursors : [];
  const killed: Long[] = [];
  const notFound: Long[] = [];
  for (const value of ids) {
    const id = cursorId(value);
    (engine.cursors.kill(id) ? killed : notFound).push(Long.fromBigInt(id));
  }
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] };
};

const count: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, ['query', 'limit', 'skip', 'hint', 'fields', 'collation']);
  refuseCollation(body);
  const collection = engine.catalogue.find(namespaceOf(call));
  const filter = documentOption(body, 'query');
  const skip = numberOption(body, 'skip') ?? 0;
  const limit =
    Math.abs(numberOption(body, 'limit', Number.NEGATIVE_INFINITY) ?? 0) || Number.POSITIVE_INFINITY;
  compileFilter(filter);
  if (!collection) return { n: 0 };
  if (Object.keys(filter).length === 0) return { n: Math.min(Math.max(collection.count - skip, 0), limit) };
  let n = 0;
  await drain(findRecords(collection, { filter, skip, limit, hint: hintOf(body) }), () => {
    n++;
    return true;
  });
  return { n };
};

const distinct: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, ['key', 'query', 'collation', 'hint']);
  refuseCollation(body);
  if (typeof body.key !== 'string') throw new MongoError(14, "BSON field 'distinct.key' must be a string");
  const collection = engine.catalogue.find(namespaceOf(call));
  const filter = documentOption(body, 'query');
  compileFilter(filter);
  const values = new Map<string, unknown>();
  if (collection) {
    const parts = splitPath(body.key);
    await drain(findRecords(collection, { filter, hint: hintOf(body) }), ({ doc }) => {
      someLeaf(doc, parts, (leaf) => {
        for (const value of Array.isArray(leaf) ? leaf : [leaf])
          if (value !== undefined) values.set(encodeValue(value).toString('latin1'), value);
        return false;
      });
      return true;
    });
  }
  const sorted = [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return { values: sorted.map(([, value]) => value) };
};

export const readCommands: Record<string, Command> = { find, getMore, killCursors, count, distinct };
