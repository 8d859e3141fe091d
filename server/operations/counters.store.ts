import { type Connection, Schema } from 'mongoose';
import type { Counters } from '../http/guards/limits';

interface CounterRecord {
  _id: string;
  count: number;
  expiresAt: Date;
}

const schema = new Schema<CounterRecord>(
  { _id: String, count: { type: Number, required: true }, expiresAt: { type: Date, required: true } },
  { versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export interface CountersStore extends Counters {
  /** Removes what has expired; a real MongoDB does so by itself. */
  removeExpired(now: Date): Promise<void>;
}

export async function countersStore(connection: Connection): Promise<CountersStore> {
  const counters = connection.model<CounterRecord>('Counter', schema, 'counters');
  await counters.init();
  return {
    async increment(id, expiresAt) {
      const options = { upsert: true, returnDocument: 'after' } as const;
      const counter = await counters
        .findOneAndUpdate({ _id: id }, { $inc: { count: 1 }, $setOnInsert: { expiresAt } }, options)
        .lean();
      return counter?.count ?? 1;
    },
    async removeExpired(now) {
      await counters.deleteMany({ expiresAt: { $lte: now } });
    },
  };
}
