// find, getMore and killCursors.
import { Long } from 'bson';
import { type Doc, encode } from '../bson/values';
import { typeMismatch } from '../errors';
import { type Documents, none } from '../query/cursor';
import { type FindQuery, findRecords } from '../query/find';
import { compileFilter } from '../query/matcher';
import { compileProjection } from '../query/projection';
import { pause } from '../query/scan';
import { parseSort } from '../query/sort';
import type { Collection } from '../storage/collection';
import { cursorReply } from '../wire';
import {
  booleanOption,
  type Command,
  documentOption,
  namespaceOf,
  numberOption,
  refuseUnknownOptions,
} from './command';

const find: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, ['filter', 'projection', 'sort', 'skip', 'limit', 'batchSize', 'singleBatch']);
  const namespace = namespaceOf(call);
  const query = {
    filter: documentOption(body, 'filter'),
    sort: parseSort(documentOption(body, 'sort')),
    skip: numberOption(body, 'skip') ?? 0,
    limit: numberOption(body, 'limit') || Number.POSITIVE_INFINITY,
  };
  compileFilter(query.filter);
  const project = compileProjection(documentOption(body, 'projection'));
  const collection = engine.catalogue.find(namespace);
  const source = collection ? found(collection, query, project) : none();
  const batchSize = numberOption(body, 'batchSize');
  const { id, documents } = await engine.cursors.start(namespace, source, {
    ...(batchSize === undefined ? {} : { batchSize }),
    isSingle: booleanOption(body, 'singleBatch'),
  });
  return cursorReply('firstBatch', documents, id, namespace);
};

/** The bytes as stored, or the projected document. */
function* found(collection: Collection, query: FindQuery, project: ((doc: Doc) => Doc) | null): Documents {
  for (const item of findRecords(collection, query)) {
    if (item === pause) yield pause;
    else yield project ? encode(project(item.doc)) : item.bytes;
  }
}

const getMore: Command = async (call) => {
  const { engine, body, database } = call;
  refuseUnknownOptions(call, ['collection', 'batchSize']);
  const namespace = `${database}.${body.collection}`;
  const size = numberOption(body, 'batchSize') || undefined;
  const { id, documents } = await engine.cursors.more(cursorId(body.getMore), namespace, size);
  return cursorReply('nextBatch', documents, id, namespace);
};

function cursorId(value: unknown): bigint {
  if (!(value instanceof Long)) throw typeMismatch('a cursor id must be of type long');
  return value.toBigInt();
}

const killCursors: Command = (call) => {
  refuseUnknownOptions(call, ['cursors']);
  const { engine, body } = call;
  if (!Array.isArray(body.cursors)) throw typeMismatch("BSON field 'cursors' must be an array");
  const killed: Long[] = [];
  const notFound: Long[] = [];
  for (const id of body.cursors) (engine.cursors.kill(cursorId(id)) ? killed : notFound).push(id);
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] };
};

export const readCommands: Record<string, Command> = { find, getMore, killCursors };
