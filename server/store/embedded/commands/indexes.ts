// createIndexes: plain indexes over one or several fields, and expiring ones over one.

import { equalValues } from '../bson/index-key';
import { isNumeric, toDouble } from '../bson/numbers';
import { typeName } from '../bson/types';
import { type Doc, isDocument } from '../bson/values';
import { badValue, failedToParse, MongoError, notImplemented } from '../errors';
import type { Collection } from '../storage/collection';
import type { IndexSpecification } from '../storage/store-index';
import { type Command, namespaceOf, refuseUnknownOptions } from './command';

const options = ['key', 'name', 'expireAfterSeconds'];

const cannotCreate = (message: string) => new MongoError(67, message);

/** Options of an index as they are kept; errors as MongoDB gives them. */
function parseIndex(spec: Doc): IndexSpecification {
  const unknown = Object.keys(spec).find((option) => !options.includes(option));
  if (unknown) throw new MongoError(197, `The field '${unknown}' is not valid for an index specification.`);
  const { key, name, expireAfterSeconds } = spec;
  if (typeof name !== 'string' || name === '')
    throw failedToParse("The 'name' field is a required property of an index specification");
  checkKey(key);
  if (expireAfterSeconds !== undefined) checkExpiry(expireAfterSeconds, key);
  return { name, key, ...(expireAfterSeconds !== undefined && { expireAfterSeconds }) };
}

function checkKey(key: unknown): asserts key is Doc {
  if (!isDocument(key) || Object.keys(key).length === 0)
    throw cannotCreate('Index keys cannot be an empty object');
  for (const [path, direction] of Object.entries(key)) {
    if (path.split('.').some((part) => part === '' || part.startsWith('$')))
      throw cannotCreate(`Index key contains an illegal field name: '${path}'.`);
    if (!isNumeric(direction) || !(Math.abs(toDouble(direction)) > 0))
      throw cannotCreate(
        `Values in v:2 index key pattern cannot be of type ${typeName(direction)}. Only numbers > 0 and numbers < 0 are allowed.`,
      );
  }
}

function checkExpiry(seconds: unknown, key: Doc): void {
  if (!isNumeric(seconds) || !(toDouble(seconds) >= 0))
    throw cannotCreate(
      "TTL index 'expireAfterSeconds' option must be numeric and within an acceptable range",
    );
  if (Object.keys(key).length > 1)
    throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL');
}

/** True when exactly this index is there; an error when its name or its key belongs to a different one. */
function isThere(collection: Collection, wanted: IndexSpecification): boolean {
  for (const { definition } of collection.indexes) {
    const isSameName = definition.name === wanted.name;
    const isSameKey = equalValues(definition.key, wanted.key);
    if (isSameKey && definition.name === '_id_') return true;
    if (isSameName && !isSameKey)
      throw new MongoError(86, `An existing index has the same name as the requested index: ${wanted.name}`);
    if (!isSameKey) continue;
    if (!isSameName)
      throw new MongoError(85, `Index already exists with a different name: ${definition.name}`);
    if (equalValues(definition.expireAfterSeconds ?? null, wanted.expireAfterSeconds ?? null)) return true;
    throw new MongoError(
      85,
      `An equivalent index already exists with the same name but different options: ${wanted.name}`,
    );
  }
  return false;
}

export const createIndexes: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, ['indexes']);
  const namespace = namespaceOf(call);
  const { indexes } = body;
  const [index, ...further]: unknown[] = Array.isArray(indexes) ? indexes : [];
  if (!isDocument(index) || !further.every(isDocument))
    throw badValue('Must specify at least one index to create');
  if (further.length > 0) throw notImplemented('more than one index at once');
  const wanted = parseIndex(index);
  return engine.storage.write(() => {
    const createdCollectionAutomatically = engine.catalogue.find(namespace) === undefined;
    const collection = engine.catalogue.ensure(namespace);
    const numIndexesBefore = collection.indexes.length;
    const isMissing = !isThere(collection, wanted);
    if (isMissing) collection.createIndex(wanted, engine.catalogue.nextPart());
    return {
      numIndexesBefore,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically,
      ...(isMissing ? {} : { note: 'all indexes already exist' }),
    };
  });
};
