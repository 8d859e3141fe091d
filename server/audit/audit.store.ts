import { type Connection, Schema } from 'mongoose';
import { dayMs, startOfDay } from '../shared/clock';
import { nullWhenTaken } from '../shared/unique-key';
import type { Act } from './acts';
import type { Entry, NotedHead } from './chain';

/** The sequence number is the key, so that two processes can never write the same one. */
type EntryRecord = Omit<Entry, 'sequence'> & { _id: number };
type HeadRecord = NotedHead & { _id: string };

const entrySchema = new Schema<EntryRecord>(
  {
    _id: Number,
    at: { type: Date, required: true },
    act: { type: String, required: true },
    actor: { type: new Schema({ id: String, role: String }, { _id: false, id: false }), default: null },
    target: { type: String, default: null },
    details: { type: Schema.Types.Mixed, required: true },
    previousHash: String,
    hash: { type: String, required: true },
  },
  { versionKey: false, minimize: false, id: false },
);
entrySchema.index({ act: 1, _id: -1 });
entrySchema.index({ 'actor.id': 1, _id: -1 });
entrySchema.index({ at: 1 });

const headSchema = new Schema<HeadRecord>(
  {
    _id: String,
    sequence: { type: Number, required: true },
    hash: String,
    seal: { type: String, required: true },
  },
  { versionKey: false },
);

/** Of one kind of act, of what one person did, of days 'YYYY-MM-DD', both included. */
export interface AuditFilter {
  act?: Act | undefined;
  /** Id of an account. */
  person?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

export interface AuditStore {
  /** The newest entry as it was noted apart; null before the first one, or when the note was removed. */
  findHead(): Promise<NotedHead | null>;
  findNewest(): Promise<Entry | null>;
  findBySequence(sequence: number): Promise<Entry | null>;
  /** @returns false when that sequence number is taken already. */
  append(entry: Entry): Promise<boolean>;
  /** The first note, before any entry; does nothing where there is one. */
  beginHead(head: NotedHead): Promise<void>;
  /** Notes a newer head; does nothing when the note is that new already, or was removed. */
  advanceHead(head: NotedHead): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter & { skip: number; limit: number }): Promise<Entry[]>;
  count(filter: AuditFilter): Promise<number>;
  /** Oldest first, in a stream. */
  all(filter?: AuditFilter): AsyncIterable<Entry>;
}

export async function auditStore(connection: Connection): Promise<AuditStore> {
  const entries = connection.model<EntryRecord>('AuditEntry', entrySchema, 'audit');
  const heads = connection.model<HeadRecord>('AuditHead', headSchema, 'auditHead');
  await Promise.all([entries.init(), heads.init()]);

  const plain = ({ _id, ...rest }: EntryRecord): Entry => ({ sequence: _id, ...rest });
  const plainOrNull = (record: EntryRecord | null): Entry | null => (record ? plain(record) : null);
  const matching = ({ act, person, from, until }: AuditFilter) => ({
    ...(act && { act }),
    ...(person && { 'actor.id': person }),
    ...((from || until) && {
      at: {
        ...(from && { $gte: startOfDay(from) }),
        ...(until && { $lt: new Date(startOfDay(until).getTime() + dayMs) }),
      },
    }),
  });

  return {
    async findHead() {
      const head = await heads.findById('newest').lean();
      return head ? { sequence: head.sequence, hash: head.hash, seal: head.seal } : null;
    },
    async findNewest() {
      return plainOrNull(await entries.findOne().sort({ _id: -1 }).lean<EntryRecord>());
    },
    async findBySequence(sequence) {
      return plainOrNull(await entries.findById(sequence).lean<EntryRecord>());
    },
    async append({ sequence, ...rest }) {
      return (await nullWhenTaken(() => entries.create({ _id: sequence, ...rest }))) !== null;
    },
    async beginHead(head) {
      await heads.updateOne({ _id: 'newest' }, { $setOnInsert: head }, { upsert: true });
    },
    async advanceHead(head) {
      await heads.updateOne({ _id: 'newest', sequence: { $lt: head.sequence } }, { $set: head });
    },
    async list({ skip, limit, ...filter }) {
      const found = await entries
        .find(matching(filter))
        .sort({ _id: -1 })
        .skip(skip)
        .limit(limit)
        .lean<EntryRecord[]>();
      return found.map(plain);
    },
    count: (filter) => entries.countDocuments(matching(filter)),
    async *all(filter = {}) {
      const cursor = entries.find(matching(filter)).sort({ _id: 1 }).lean<EntryRecord[]>().cursor();
      for await (const record of cursor) yield plain(record as unknown as EntryRecord);
    },
  };
}
