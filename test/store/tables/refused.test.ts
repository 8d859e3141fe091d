// What MongoDB knows and this store does not is refused by the error that MongoDB has for what it does not know.
import { BSONRegExp, Code, type Document, MaxKey, MinKey, Timestamp } from 'bson';
import { onEmbeddedStore, openTestStore, refusalOf, sender, type TestStore } from '../support';
import { here } from './case';

type Send = (command: Document) => Promise<Document>;

const words = (text: string): string[] => text.trim().split(/\s+/);

const commands = words(`
  bulkWrite buildInfo collMod collStats count create createUser currentOp dbStats distinct drop dropDatabase dropIndexes
  eval explain fsync getLog getParameter killSessions listCollections listDatabases listIndexes mapReduce
  renameCollection saslStart serverStatus shutdown startSession usersInfo validate`);
const filterOperators = words(`
  $eq $nin $not $type $regex $options $mod $size $all $elemMatch $bitsAllSet $bitsAnySet $bitsAllClear $bitsAnyClear
  $geoWithin $near $comment`);
const topLevelOperators = words('$nor $expr $where $text $jsonSchema $comment $alwaysTrue');
const updateOperators = words('$mul $min $max $rename $currentDate $bit $addToSet $pull $pullAll $pop');
const stages = words(`
  $addFields $bucket $bucketAuto $count $documents $facet $geoNear $graphLookup $limit $lookup $merge $out $project
  $redact $replaceRoot $replaceWith $sample $set $setWindowFields $skip $sort $sortByCount $unionWith $unset $unwind`);
const accumulators = words('$addToSet $avg $count $first $last $max $mergeObjects $min $push $top');
const expressions = words('$abs $add $and $eq $function $ifNull $literal $lt $map $size $switch');
const findOptions = words('collation comment explain hint let max maxTimeMS min returnKey tailable');
const statementOptions = words('arrayFilters c collation hint sort');
const indexOptions = words(`
  background collation hidden partialFilterExpression sparse storageEngine unique v weights wildcardProjection`);

const find = (filter: Document, more: Document = {}): Document => ({ find: here, filter, ...more });
const update = (u: unknown, more: Document = {}): Document => ({
  update: here,
  updates: [{ q: {}, u, ...more }],
});
const aggregate = (...pipeline: Document[]): Document => ({ aggregate: here, pipeline, cursor: {} });
const group = (fields: Document) => aggregate({ $match: {} }, { $group: { _id: 1, ...fields } });
const named = (names: string[], command: (name: string) => Document): [string, Document][] =>
  names.map((name) => [name, command(name)]);

onEmbeddedStore('the embedded store', () => {
  let store: TestStore;
  let send: Send;
  beforeAll(async () => {
    store = await openTestStore();
    send = sender(store.db);
    await send({ insert: here, documents: [{ _id: 1, a: [1] }] });
  });
  afterAll(() => store.close());
  afterEach(() => expect(store.errors).toEqual([]));

  it.each(named(commands, (name) => ({ [name]: here })))('has no command %s', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({ code: 59, codeName: 'CommandNotFound' });
  });

  it.each([
    ...named(filterOperators, (name) => find({ a: { [name]: 1 } })),
    ...named(topLevelOperators, (name) => find({ [name]: [{ a: 1 }] })),
  ])('has no %s in filters', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({ code: 2, codeName: 'BadValue' });
  });

  it.each(named(updateOperators, (name) => update({ [name]: { a: 1 } })))('has no %s', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({ code: 9, codeName: 'FailedToParse' });
  });

  it.each([
    ...named(['$each', '$slice', '$sort', '$position'], (name) => update({ $push: { a: { [name]: [1] } } })),
  ])('has no %s in $push', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({ code: 2, codeName: 'BadValue' });
  });

  it.each(named(['a.$', 'a.$[]', 'a.$[x]'], (path) => update({ $set: { [path]: 1 } })))(
    'has no path %s',
    async (_, command) => {
      expect(await refusalOf(send(command))).toEqual({ code: 52, codeName: 'DollarPrefixedFieldName' });
    },
  );

  it.each(named(stages, (name) => aggregate({ [name]: {} })))('has no stage %s', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({ code: 40324, codeName: 'Location40324' });
  });

  it.each(named(accumulators, (name) => group({ n: { [name]: 1 } })))(
    'has no accumulator %s',
    async (_, command) => {
      expect(await refusalOf(send(command))).toEqual({ code: 15952, codeName: 'Location15952' });
    },
  );

  it.each(named(expressions, (name) => group({ n: { $sum: { [name]: 1 } } })))(
    'has no expression %s',
    async (_, command) => {
      expect(await refusalOf(send(command))).toEqual({ code: 168, codeName: 'InvalidPipelineOperator' });
    },
  );

  it.each(
    named(['$slice', '$elemMatch', '$meta', '$add'], (name) =>
      find({}, { projection: { a: { [name]: 1 } } }),
    ),
  )('has no %s in projections', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({ code: 31325, codeName: 'Location31325' });
  });

  it.each([
    ...named(findOptions, (name) => find({}, { [name]: 1 })),
    ...named(statementOptions, (name) => update({ $set: { a: 1 } }, { [name]: {} })),
    ...named(['let', 'writeConcern', 'bypassDocumentValidation'], (name) => ({
      ...update({ a: 1 }),
      [name]: {},
    })),
    ...named(['allowDiskUse', 'collation', 'explain', 'hint', 'let'], (name) => ({
      ...aggregate({ $match: {} }),
      [name]: 1,
    })),
    ...named(['batchSize'], (name) => ({ ...aggregate({ $match: {} }), cursor: { [name]: 1 } })),
    ...named(['fields', 'sort', 'arrayFilters', 'hint'], (name) => ({
      findAndModify: here,
      remove: true,
      [name]: {},
    })),
  ])('has no option %s', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({ code: 40415, codeName: 'IDLUnknownField' });
  });

  it.each(
    named(indexOptions, (name) => ({
      createIndexes: here,
      indexes: [{ name: 'a', key: { a: 1 }, [name]: 1 }],
    })),
  )('has no index option %s', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({
      code: 197,
      codeName: 'InvalidIndexSpecificationOption',
    });
  });

  it.each(
    named(['text', 'hashed', '2dsphere'], (kind) => ({
      createIndexes: here,
      indexes: [{ name: 'a', key: { a: kind } }],
    })),
  )('has no %s index', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({ code: 67, codeName: 'CannotCreateIndex' });
  });

  it.each<[string, unknown]>([
    ['patterns', new BSONRegExp('a', 'i')],
    ['code', new Code('a')],
    ['code with a scope', new Code('a', { b: 1 })],
    ['timestamps', new Timestamp({ t: 1, i: 1 })],
    ['the lowest key', new MinKey()],
    ['the highest key', new MaxKey()],
  ])('takes no %s, neither to keep nor to look for', async (_, value) => {
    const invalid = { code: 22, codeName: 'InvalidBSON' };
    expect(await refusalOf(send({ insert: here, documents: [{ a: [{ value }] }] }))).toEqual(invalid);
    expect(await refusalOf(send(find({ a: value })))).toEqual(invalid);
  });

  it.each<[string, Document]>([
    ['a pipeline of other stages than $match and $group', aggregate({ $match: {} })],
    ['an update by a pipeline', update([{ $unset: 'a' }])],
    ['a path of several names in an expression', group({ n: { $sum: '$a.b' } })],
    ['a variable', group({ n: { $sum: '$$ROOT' } })],
    ['a document as an expression', aggregate({ $match: {} }, { $group: { _id: { a: '$a' } } })],
    ['$cond with names', group({ n: { $sum: { $cond: { if: 1, else: 2 } } } })],
    ['$sum of fractions', group({ n: { $sum: 0.5 } })],
    ['a projection by a text', find({}, { projection: { a: 'x' } })],
    ['writing on after a refusal', { insert: here, documents: [{ _id: 9 }], ordered: false }],
    [
      'several indexes at once',
      {
        createIndexes: here,
        indexes: [
          { name: 'a', key: { a: 1 } },
          { name: 'b', key: { b: 1 } },
        ],
      },
    ],
    ['a document with $ref and $id', find({ a: { b: { $ref: 'x', $id: 1 } } })],
  ])('has not made %s', async (_, command) => {
    expect(await refusalOf(send(command))).toEqual({ code: 238, codeName: 'NotImplemented' });
  });

  it('has no transactions and no retried writes, as a MongoDB that stands alone', async () => {
    const session = store.client.startSession();
    session.startTransaction();
    const insert = store.db.collection('any').insertOne({}, { session });
    await expect(insert).rejects.toMatchObject({ originalError: { code: 20, codeName: 'IllegalOperation' } });
    await session.endSession();
  });

  it('has no names of more than 255 bytes', async () => {
    const insert = store.db.command({ insert: 'x'.repeat(250), documents: [{}] });
    expect(await refusalOf(insert)).toEqual({ code: 73, codeName: 'InvalidNamespace' });
  });
});
