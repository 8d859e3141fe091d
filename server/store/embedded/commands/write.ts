// insert, update, delete and findAndModify.

import type { Doc } from '../bson/values';
import { failedToParse, MongoError } from '../errors';
import { compileUpdate, type Updater } from '../update/update';
import { applyUpdate, chunkSize, insertOne, removeFound, upsert, writeMany, writeOne } from '../update/write';
import {
  booleanOption,
  type Call,
  type Command,
  documentOption,
  documentsOf,
  namespaceOf,
  numberOption,
  refuseUnknownFields,
  refuseUnknownOptions,
  refuseUnordered,
} from './command';

export const maxStatements = 100_000;

/** The documents or statements of a command that are carried out in order, up to the first refusal. */
function statementsOf(call: Call, key: string): Doc[] {
  refuseUnknownOptions(call, [key, 'ordered']);
  refuseUnordered(call);
  const list = documentsOf(call, key);
  if (list.length === 0 || list.length > maxStatements)
    throw new MongoError(
      16,
      `Write batch sizes must be between 1 and ${maxStatements}. Got ${list.length} operations.`,
    );
  return list;
}

function writeError(index: number, error: unknown): Doc {
  if (!(error instanceof MongoError)) throw error;
  return { index, code: error.code, codeName: error.codeName, errmsg: error.message, ...error.details };
}

/** The refusal that ended it, if there was one. */
async function inOrder(
  statements: Doc[],
  run: (statement: Doc, index: number) => Promise<void>,
): Promise<{ writeErrors?: Doc[] }> {
  for (const [index, statement] of statements.entries()) {
    try {
      await run(statement, index);
    } catch (error) {
      return { writeErrors: [writeError(index, error)] };
    }
  }
  return {};
}

const insert: Command = async (call) => {
  const { storage, catalogue } = call.engine;
  const namespace = namespaceOf(call);
  const documents = statementsOf(call, 'documents');
  const raw = call.sequences.get('documents');
  for (let start = 0; start < documents.length; start += chunkSize) {
    // The refusal is caught inside the write: it must not take with it what was written before.
    const refused = await storage.write(() => {
      for (const [i, document] of documents.slice(start, start + chunkSize).entries()) {
        try {
          insertOne(catalogue, namespace, document, raw?.[start + i]);
        } catch (error) {
          return writeError(start + i, error);
        }
      }
      return null;
    });
    if (refused) return { n: refused.index, writeErrors: [refused] };
  }
  return { n: documents.length };
};

/** What `writeOne` and `writeMany` need to know of an update. */
function updating(call: Call, filter: Doc, updater: Updater, isUpsert: boolean) {
  const { storage, catalogue } = call.engine;
  const namespace = namespaceOf(call);
  return {
    storage,
    catalogue,
    namespace,
    filter,
    change: (...found: Parameters<typeof removeFound>) => applyUpdate(...found, updater),
    otherwise: isUpsert ? () => upsert(catalogue, namespace, filter, updater) : undefined,
  };
}

function removing(call: Call, filter: Doc) {
  const { storage, catalogue } = call.engine;
  return { storage, catalogue, namespace: namespaceOf(call), filter, change: removeFound };
}

const update: Command = async (call) => {
  const counts = { n: 0, nModified: 0 };
  const upserted: Doc[] = [];
  const errors = await inOrder(statementsOf(call, 'updates'), async (statement, index) => {
    refuseUnknownFields(statement, 'update.updates', ['q', 'u', 'multi', 'upsert']);
    const isMulti = booleanOption(statement, 'multi');
    const isUpsert = booleanOption(statement, 'upsert');
    const updater = compileUpdate(statement.u);
    if (isMulti && updater.isReplacement)
      throw failedToParse('multi update is not supported for replacement-style update');
    const write = updating(call, documentOption(statement, 'q'), updater, isUpsert);
    if (isMulti) {
      const { matched, modified } = await writeMany(write);
      counts.n += matched;
      counts.nModified += modified;
      if (matched > 0 || !isUpsert) return;
    }
    const written = await writeOne(write);
    if (written.after) counts.n++;
    if (written.isModified) counts.nModified++;
    if ('upsertedId' in written) upserted.push({ index, _id: written.upsertedId });
  });
  return { ...counts, ...(upserted.length > 0 && { upserted }), ...errors };
};

const remove: Command = async (call) => {
  let n = 0;
  const errors = await inOrder(statementsOf(call, 'deletes'), async (statement) => {
    refuseUnknownFields(statement, 'delete.deletes', ['q', 'limit']);
    const limit = numberOption(statement, 'limit');
    if (limit !== 0 && limit !== 1)
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
    const write = removing(call, documentOption(statement, 'q'));
    if (limit === 0) n += (await writeMany(write)).matched;
    else if ((await writeOne(write)).before) n++;
  });
  return { n, ...errors };
};

const findAndModify: Command = async (call) => {
  const { body } = call;
  refuseUnknownOptions(call, ['query', 'remove', 'update', 'new', 'upsert']);
  const isRemove = booleanOption(body, 'remove');
  const isUpsert = booleanOption(body, 'upsert');
  const wantsNew = booleanOption(body, 'new');
  if (isRemove && body.update !== undefined)
    throw failedToParse('Cannot specify both an update and remove=true');
  if (isRemove && (isUpsert || wantsNew))
    throw failedToParse(`Cannot specify both ${isUpsert ? 'upsert' : 'new'}=true and remove=true`);
  if (!isRemove && body.update === undefined)
    throw failedToParse('Either an update or remove=true must be specified');
  const filter = documentOption(body, 'query');
  const written = await writeOne(
    isRemove ? removing(call, filter) : updating(call, filter, compileUpdate(body.update), isUpsert),
  );
  const n = written.before || written.after ? 1 : 0;
  return {
    lastErrorObject: {
      n,
      ...(!isRemove && { updatedExisting: written.before !== null }),
      ...('upsertedId' in written && { upserted: written.upsertedId }),
    },
    value: wantsNew ? written.after : written.before,
  };
};

export const writeCommands: Record<string, Command> = { insert, update, delete: remove, findAndModify };
