// Databases and collections: create, drop, rename, list.
import { Binary } from 'bson';
import type { Collection } from '../collection';
import { MongoError } from '../errors';
import { compileFilter } from '../matcher';
import type { Doc } from '../values';
import { booleanOption, type Command, documentOption, namespaceOf, refuseUnknownOptions } from './command';

import { listReply } from './list-reply';

const create: Command = async (call) => {
  const { engine } = call;
  refuseUnknownOptions(call, ['idIndex', 'encryptedFields']);
  const namespace = namespaceOf(call);
  await engine.storage.write(() => {
    if (engine.catalogue.find(namespace)) throw new MongoError(48, `Collection ${namespace} already exists.`);
    engine.catalogue.create(namespace, {});
  });
  return {};
};

const drop: Command = async (call) => {
  const { engine } = call;
  refuseUnknownOptions(call, []);
  const namespace = namespaceOf(call);
  return engine.storage.write(() => {
    const collection = engine.catalogue.find(namespace);
    if (!collection) return { ns: namespace };
    const nIndexesWas = collection.indexes.length;
    engine.catalogue.drop(collection);
    return { nIndexesWas, ns: namespace };
  });
};

const dropDatabase: Command = async ({ engine, database }) => {
  await engine.storage.write(() => {
    for (const collection of engine.catalogue.inDatabase(database)) engine.catalogue.drop(collection);
  });
  return { dropped: database };
};

const renameCollection: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, ['to', 'dropTarget']);
  const { renameCollection: from, to } = body;
  if (typeof from !== 'string' || typeof to !== 'string')
    throw new MongoError(14, 'renameCollection needs two namespaces');
  await engine.storage.write(() => {
    const collection = engine.catalogue.find(from);
    if (!collection) throw new MongoError(26, `Source collection ${from} does not exist`);
    const target = engine.catalogue.find(to);
    if (target && !booleanOption(body, 'dropTarget')) throw new MongoError(48, 'target namespace exists');
    if (target) engine.catalogue.drop(target);
    engine.catalogue.rename(collection, to);
  });
  return {};
};

const nameOf = ({ namespace }: Collection) => namespace.slice(namespace.indexOf('.') + 1);

const listCollections: Command = async (call) => {
  const { engine, database, body } = call;
  refuseUnknownOptions(call, ['filter', 'nameOnly', 'cursor', 'authorizedCollections']);
  const accepts = compileFilter(documentOption(body, 'filter'));
  const nameOnly = booleanOption(body, 'nameOnly');
  const documents = engine.catalogue
    .inDatabase(database)
    .map(
      (collection): Doc => ({
        name: nameOf(collection),
        type: 'collection',
        options: collection.entry.options,
        info: {
          readOnly: false,
          uuid: new Binary(Buffer.from(collection.entry.uuid.replaceAll('-', ''), 'hex'), 4),
        },
        idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
      }),
    )
    .filter(accepts)
    .map(({ name, type, ...rest }) => (nameOnly ? { name, type } : { name, type, ...rest }));
  return listReply(call, documents, `${database}.$cmd.listCollections`);
};

const listDatabases: Command = (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, ['filter', 'nameOnly', 'authorizedDatabases']);
  const accepts = compileFilter(documentOption(body, 'filter'));
  const databases = engine.catalogue
    .databases()
    .map((name): Doc => ({ name, sizeOnDisk: 0, empty: false }))
    .filter(accepts);
  return booleanOption(body, 'nameOnly')
    ? { databases: databases.map(({ name }) => ({ name })) }
    : { databases, totalSize: 0, totalSizeMb: 0 };
};

export const catalogueCommands: Record<string, Command> = {
  create,
  drop,
  dropDatabase,
  renameCollection,
  listCollections,
  listDatabases,
};
