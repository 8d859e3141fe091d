/** How often something was tried of late. In the store, so that neither a restart nor a second process forgets it. */
import { type Connection, Schema } from 'mongoose';

interface TriesRecord {
  /** Keyed hash of what was tried, and from where: people type passwords into the wrong field. */
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
  /** Counts a try in the window that begins with its first one. */
  add(id: string, windowMs: number, now: Date): Promise<{ count: number; expiresAt: Date }>;
  /** As if the try had not been. */
  takeBack(id: string): Promise<void>;
  clear(id: string): Promise<void>;
  removeExpired(now: Date): Promise<void>;
}

export async function triesStore(connection: Connection): Promise<TriesStore> {
  const tries = connection.model<TriesRecord>('SignInTries', schema, 'signInTries');
  await tries.init();
  return {
    async add(id, windowMs, now) {
      const expiresAt = new Date(now.getTime() + windowMs);
      await tries.deleteOne({ _id: id, expiresAt: { $lte: now } });
      const options = { upsert: true, returnDocument: 'after' } as const;
      const counted = await tries
        .findOneAndUpdate({ _id: id }, { $inc: { count: 1 }, $setOnInsert: { expiresAt } }, options)
        .lean<TriesRecord>();
      return counted ?? { count: 1, expiresAt };
    },
    async takeBack(id) {
      await tries.updateOne({ _id: id }, { $inc: { count: -1 } });
    },
    async clear(id) {
      await tries.deleteOne({ _id: id });
    },
    async removeExpired(now) {
      await tries.deleteMany({ expiresAt: { $lte: now } });
    },
  };
}
