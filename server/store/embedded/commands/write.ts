// insert, update, delete and findAndModify.
import { failedToParse, MongoError } from '../errors';
import { compileProjection } from '../projection';
import { parseSort } from '../sort';
import { compileUpdate, isReplacement } from '../update';
import { type Doc, decodeTyped } from '../values';
import { applyUpdate, chunkSize, insertOne, removeFound, upsert, writeMany, writeOne } from '../write';
import {
  booleanOption,
  type Call,
  type Command,
  documentOption,
  namespaceOf,
  numberOption,
  refuseCollation,
  refuseUnknownOptions,
  statements,
  variablesOf,
} from './command';
import { hintOf } from './read';

const maxStatements = 100_000;

function writeError(index: number, error: unknown): Doc {
  if (!(error instanceof MongoError)) throw error;
  return { index, code: error.code, codeName: error.codeName, errmsg: error.message, ...error.details };
}

/** Runs statements one after the other; in an ordered command the first refusal ends it. */
async function eachStatement(
  call: Call,
  list: Doc[],
  run: (statement: Doc, index: number) => Promise<void>,
): Promise<Doc[]> {
  if (list.length === 0 || list.length > maxStatements)
    throw new MongoError(
      72,
      `Write batch sizes must be between 1 and ${maxStatements}. Got ${list.length} operations.`,
    );
  const isOrdered = booleanOption(call.body, 'ordered', true);
  const errors: Doc[] = [];
  for (const [index, statement] of list.entries()) {
    try {
      await run(statement, index);
    } catch (error) {
      errors.push(writeError(index, error));
      if (isOrdered) break;
    }
  }
  return errors;
}

const withErrors = (reply: Doc, errors: Doc[]): Doc =>
  errors.length ? { ...reply, writeErrors: errors } : reply;

const insert: Command = async (call) => {
  const { engine, sequences } = call;
  refuseUnknownOptions(call, ['documents', 'ordered', 'bypassDocumentValidation']);
  const namespace = namespaceOf(call);
  const raw = sequences.get('documents') ?? null;
  const documents = raw ?? statements(call, 'documents');
  if (documents.length === 0 || documents.length > maxStatements)
    throw new MongoError(
      72,
      `Write batch sizes must be between 1 and ${maxStatements}. Got ${documents.length} operations.`,
    );
  const isOrdered = booleanOption(call.body, 'ordered', true);
  const errors: Doc[] = [];
  let n = 0;
  for (let i = 0; i < documents.length && !(isOrdered && errors.length); i += chunkSize) {
    // Errors are gathered inside the write: a refused document must not take its neighbours with it.
    const part = documents.slice(i, i + chunkSize);
    const outcome = await engine.storage.write(() => {
      let inserted = 0;
      const refused: Doc[] = [];
      for (const [offset, item] of part.entries()) {
        try {
          const bytes = Buffer.isBuffer(item) ? item : null;
          insertOne(engine.catalogue, namespace, bytes ? decodeTyped(bytes) : (item as Doc), bytes);
          inserted++;
        } catch (error) {
          refused.push(writeError(i + offset, error));
          if (isOrdered) break;
        }
      }
      return { inserted, refused };
    });
    n += outcome.inserted;
    errors.push(...outcome.refused);
  }
  return withErrors({ n }, errors);
};

const update: Command = async (call) => {
  const { engine } = call;
  refuseUnknownOptions(call, ['updates', 'ordered', 'bypassDocumentValidation', 'let']);
  const namespace = namespaceOf(call);
  const variables = variablesOf(call.body);
  const reply = { n: 0, nModified: 0 };
  const upserted: Doc[] = [];
  const errors = await eachStatement(call, statements(call, 'updates'), async (statement, index) => {
    refuseCollation(statement);
    const { u, arrayFilters } = statement;
    const filter = documentOption(statement, 'q');
    const isMulti = booleanOption(statement, 'multi');
    const isUpsert = booleanOption(statement, 'upsert');
    if (isMulti && isReplacement(u))
      throw failedToParse('multi update is not supported for replacement-style update');
    const updater = compileUpdate({
      update: u,
      arrayFilters,
      variables: { ...variables, ...variablesOf(statement, 'c') },
    });
    const write = {
      storage: engine.storage,
      catalogue: engine.catalogue,
      namespace,
      query: { filter, sort: parseSort(statement.sort), hint: hintOf(statement), variables },
      change: (collection: Parameters<typeof applyUpdate>[0], found: Parameters<typeof applyUpdate>[1]) =>
        applyUpdate(collection, found, updater, filter),
      otherwise: isUpsert ? () => upsert(engine.catalogue, namespace, filter, u, updater) : undefined,
    };
    if (isMulti) {
      const { matched, modified } = await writeMany(write);
      reply.n += matched;
      reply.nModified += modified;
      if (matched > 0 || !isUpsert) return;
    }
    const written = await writeOne(write);
    if (written.before || written.after) reply.n++;
    if (written.isModified) reply.nModified++;
    if ('upsertedId' in written) upserted.push({ index, _id: written.upsertedId });
  });
  return withErrors({ ...reply, ...(upserted.length ? { upserted } : {}) }, errors);
};

const remove: Command = async (call) => {
  const { engine } = call;
  refuseUnknownOptions(call, ['deletes', 'ordered', 'let']);
  const namespace = namespaceOf(call);
  const variables = variablesOf(call.body);
  let n = 0;
  const errors = await eachStatement(call, statements(call, 'deletes'), async (statement) => {
    refuseCollation(statement);
    const limit = numberOption(statement, 'limit');
    if (limit !== 0 && limit !== 1) throw failedToParse('The limit field in delete objects must be 0 or 1');
    const write = {
      storage: engine.storage,
      catalogue: engine.catalogue,
      namespace,
      query: { filter: documentOption(statement, 'q'), hint: hintOf(statement), variables },
      change: removeFound,
    };
    if (limit === 0) n += (await writeMany(write)).matched;
    else if ((await writeOne(write)).before) n++;
  });
  return withErrors({ n }, errors);
};

const findAndModify: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
    'collation',
    'arrayFilters',
    'hint',
    'let',
  ]);
  refuseCollation(body);
  const namespace = namespaceOf(call);
  const isRemove = booleanOption(body, 'remove');
  const isUpsert = booleanOption(body, 'upsert');
  const wantsNew = booleanOption(body, 'new');
  const filter = documentOption(body, 'query');
  const variables = variablesOf(body);
  if (isRemove && body.update !== undefined)
    throw failedToParse('Cannot specify both an update and remove=true');
  if (isRemove && (isUpsert || wantsNew))
    throw failedToParse("Cannot specify both upsert or 'new' and remove=true");
  if (!isRemove && body.update === undefined)
    throw failedToParse('Either an update or remove=true must be specified');
  const project = compileProjection(body.fields, { filter, variables });
  const updater = isRemove
    ? null
    : compileUpdate({
        update: body.update,
        arrayFilters: body.arrayFilters,
        variables,
      });
  const written = await writeOne({
    storage: engine.storage,
    catalogue: engine.catalogue,
    namespace,
    query: { filter, sort: parseSort(body.sort), hint: hintOf(body), variables },
    change: (collection, found) =>
      updater ? applyUpdate(collection, found, updater, filter) : removeFound(collection, found),
    otherwise:
      isUpsert && updater
        ? () => upsert(engine.catalogue, namespace, filter, body.update, updater)
        : undefined,
  });
  const value = wantsNew ? written.after : written.before;
  const n = written.before || written.after ? 1 : 0;
  return {
    lastErrorObject: isRemove
      ? { n }
      : {
          n,
          updatedExisting: written.before !== null,
          ...('upsertedId' in written ? { upserted: written.upsertedId } : {}),
        },
    value: value && project ? project(value) : value,
  };
};

export const writeCommands: Record<string, Command> = {
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
};
