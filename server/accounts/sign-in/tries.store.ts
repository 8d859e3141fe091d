/** How often a login was tried of late. In the store, so that neither a restart nor a second process forgets it. */
import { type Connection, Schema } from 'mongoose';
import { wrongTries } from '../accounts.rules';

interface TriesRecord {
  /** Keyed hash of the login: people type passwords into the wrong field. */
  _id: string;
  count: number;
  expiresAt: Date;
}

const schema = new Schema<TriesRecord>(
  { _id: String, count: { type: Number, required: true }, expiresAt: { type: Date, required: true } },
  { versionKey: false },
);
schema.index({ expiresAt: 1 });

export interface TriesStore {
  /** Counts a try before its password is looked at, so that tries at the same moment cannot slip through. */
  add(id: string, now: Date): Promise<{ count: number; expiresAt: Date }>;
  clear(id: string): Promise<void>;
  removeExpired(now: Date): Promise<void>;
}

export async function triesStore(connection: Connection): Promise<TriesStore> {
  const tries = connection.model<TriesRecord>('SignInTries', schema, 'signInTries');
  await tries.init();
  return {
    async add(id, now) {
      const expiresAt = new Date(now.getTime() + wrongTries.lockMs);
      await tries.deleteOne({ _id: id, expiresAt: { $lte: now } });
      const options = { upsert: true, returnDocument: 'after' } as const;
      const counted = await tries
        .findOneAndUpdate({ _id: id }, { $inc: { count: 1 }, $setOnInsert: { expiresAt } }, options)
        .lean<TriesRecord>();
      if (counted && counted.count > wrongTries.most) return counted;
      // Each of the counted tries starts the time anew; those at a closed login do not, so that it opens again.
      await tries.updateOne({ _id: id }, { $set: { expiresAt } });
      return { count: counted?.count ?? 1, expiresAt };
    },
    async clear(id) {
      await tries.deleteOne({ _id: id });
    },
    async removeExpired(now) {
      await tries.deleteMany({ expiresAt: { $lte: now } });
    },
  };
}
