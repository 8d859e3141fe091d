import type { Collection } from '../collection';
import { equalValues } from '../compare';
import { failedToParse, MongoError } from '../errors';
import { compileFilter, isTruthy } from '../matcher';
import { isNumeric, toDouble } from '../numbers';
import type { IndexDefinition } from '../store-index';
import { typeName } from '../types';
import { type Doc, isDocument, plainValue, toPlain } from '../values';
import { type Command, namespaceOf, refuseCollation, refuseUnknownOptions } from './command';

import { listReply } from './list-reply';

const listIndexes: Command = (call) => {
  refuseUnknownOptions(call, ['cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo']);
  const collection = call.engine.catalogue.get(namespaceOf(call));
  return listReply(
    call,
    collection.indexes.map(({ definition }) => shownIndex(definition)),
    collection.namespace,
  );
};

function shownIndex({
  part: _part,
  isMultikey: _multikey,
  hasCutKeys: _cut,
  name,
  key,
  ...options
}: IndexDefinition): Doc {
  return { v: 2, key, name, ...options };
}

const ignoredIndexOptions = ['v', 'ns', 'background'];
const knownIndexOptions = [
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'hidden',
  'collation',
  ...ignoredIndexOptions,
];

/** Options of an index as they are kept; errors as MongoDB gives them. */
function parseIndex(spec: Doc): Omit<IndexDefinition, 'part'> {
  const unknown = Object.keys(spec).find((option) => !knownIndexOptions.includes(option));
  if (unknown) throw new MongoError(197, `The field '${unknown}' is not valid for an index specification.`);
  refuseCollation(spec);
  const { key, name, unique, sparse, partialFilterExpression, expireAfterSeconds, hidden } = spec;
  if (!isDocument(key) || Object.keys(key).length === 0)
    throw new MongoError(67, 'Index keys cannot be an empty object');
  if (typeof name !== 'string' || name === '')
    throw failedToParse("The 'name' field is a required property of an index specification");
  for (const [path, direction] of Object.entries(key)) {
    if (path === '' || path.startsWith('$') || path.includes('$**') || path.split('.').includes(''))
      throw new MongoError(67, `Index key contains an illegal field name: '${path}'.`);
    if (!isNumeric(direction) || toDouble(direction) === 0)
      throw new MongoError(
        67,
        `Values in v:2 index key pattern must be numbers not equal to 0 here; index type ${typeName(direction)} is not supported.`,
      );
  }
  if (partialFilterExpression !== undefined) {
    if (!isDocument(partialFilterExpression))
      throw new MongoError(14, "The field 'partialFilterExpression' must be an object");
    if (isTruthy(sparse))
      throw new MongoError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(partialFilterExpression);
  }
  if (
    expireAfterSeconds !== undefined &&
    (!isNumeric(expireAfterSeconds) || toDouble(expireAfterSeconds) < 0)
  )
    throw new MongoError(67, "TTL index 'expireAfterSeconds' must be a number that is not negative");
  return {
    name,
    key: toPlain(key),
    ...(isTruthy(unique) ? { unique: true } : {}),
    ...(isTruthy(sparse) ? { sparse: true } : {}),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
    ...(expireAfterSeconds === undefined
      ? {}
      : { expireAfterSeconds: plainValue(expireAfterSeconds) as number }),
    ...(isTruthy(hidden) ? { hidden: true } : {}),
    isMultikey: false,
    hasCutKeys: false,
  };
}

/** True when exactly this index is there; an error when its name or its keys belong to a different one. */
function isThere(collection: Collection, wanted: Omit<IndexDefinition, 'part'>): boolean {
  const comparable = ({ name: _name, ...rest }: Doc) => rest;
  for (const { definition } of collection.indexes) {
    const sameKey = equalValues(definition.key, wanted.key);
    const sameName = definition.name === wanted.name;
    if (!sameKey && !sameName) continue;
    if (sameKey && definition.name === '_id_') return true;
    const present = shownIndex(definition);
    const asked = shownIndex({ ...wanted, part: 0 });
    if (sameKey && equalValues(ordered(comparable(present)), ordered(comparable(asked)))) {
      if (sameName) return true;
      throw new MongoError(85, `Index already exists with a different name: ${definition.name}`);
    }
    if (sameName)
      throw new MongoError(
        86,
        'An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts.',
      );
    // Like MongoDB, two indexes on the same keys are told apart by their partial filter and sparseness only.
    if (
      equalValues(definition.partialFilterExpression ?? null, wanted.partialFilterExpression ?? null) &&
      definition.sparse === wanted.sparse
    )
      throw new MongoError(
        85,
        `An equivalent index already exists with the same name but different options: ${definition.name}`,
      );
  }
  return false;
}

const ordered = (doc: Doc): Doc =>
  Object.fromEntries(Object.entries(doc).sort(([a], [b]) => (a < b ? -1 : 1)));

const createIndexes: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions']);
  const namespace = namespaceOf(call);
  if (!Array.isArray(body.indexes) || body.indexes.length === 0 || !body.indexes.every(isDocument))
    throw new MongoError(2, 'Must specify at least one index to create');
  const wanted = body.indexes.map(parseIndex);
  return engine.storage.write(() => {
    const isNew = !engine.catalogue.find(namespace);
    const collection = engine.catalogue.ensure(namespace);
    const numIndexesBefore = collection.indexes.length;
    const missing = wanted.filter((index) => !isThere(collection, index));
    try {
      for (const index of missing) collection.createIndex({ ...index, part: engine.catalogue.nextPart() });
    } catch (error) {
      // All of a command's indexes or none.
      collection.dropIndexes(
        collection.indexes.slice(numIndexesBefore).map(({ definition }) => definition.name),
      );
      throw error;
    }
    return {
      numIndexesBefore,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: isNew,
      ...(missing.length === 0 ? { note: 'all indexes already exist' } : {}),
    };
  });
};

const dropIndexes: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, ['index']);
  const namespace = namespaceOf(call);
  return engine.storage.write(() => {
    const collection = engine.catalogue.get(namespace);
    const names = namesToDrop(collection, body.index);
    const nIndexesWas = collection.indexes.length;
    collection.dropIndexes(names);
    return { nIndexesWas };
  });
};

function namesToDrop(collection: Collection, wanted: unknown): string[] {
  const all = collection.indexes.map(({ definition }) => definition);
  if (wanted === '*') return all.map(({ name }) => name).filter((name) => name !== '_id_');
  const list = Array.isArray(wanted) ? wanted : [wanted];
  return list.map((item) => {
    const found = all.find(({ name, key }) => (isDocument(item) ? equalValues(key, item) : name === item));
    if (!found)
      throw new MongoError(
        27,
        isDocument(item) ? "can't find index with key" : `index not found with name [${item}]`,
      );
    if (found.name === '_id_') throw new MongoError(72, 'cannot drop _id index');
    return found.name;
  });
}

export const indexCommands: Record<string, Command> = {
  listIndexes,
  createIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
};
