/**
 * Of several processes one at a time does a thing: it holds a lease, renews it, and where it dies the lease runs out. The
 * clocks of two machines may differ, so what is done under a lease must come to no harm when two do it.
 */
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { Clock } from '../../shared/clock';
import { nullWhenTaken } from '../../shared/unique-key';

export interface Lease {
  /** @throws LeaseLost when it ran out and another process has it */
  renew(): Promise<void>;
  release(): Promise<void>;
}

export class LeaseLost extends Error {}

interface LeaseRecord {
  _id: string;
  holder: string;
  until: Date;
}

export interface Wanted {
  db: mongo.Db;
  /** What it is for. */
  name: string;
  lastsMs: number;
  clock: Clock;
}

/** @returns null while somebody else has it */
export async function takeLease({ db, name, lastsMs, clock }: Wanted): Promise<Lease | null> {
  const leases = db.collection<LeaseRecord>('leases');
  const holder = randomUUID();
  const fromNow = () => ({ holder, until: new Date(clock().getTime() + lastsMs) });
  const isOver = { _id: name, until: { $lte: clock() } };
  // Where one is running, nothing fits the filter, and a second one of the same name cannot be made.
  const taken = await nullWhenTaken(() => leases.updateOne(isOver, { $set: fromNow() }, { upsert: true }));
  if (!taken) return null;
  return {
    async renew() {
      const { matchedCount } = await leases.updateOne({ _id: name, holder }, { $set: fromNow() });
      if (matchedCount === 0) throw new LeaseLost(name);
    },
    async release() {
      await leases.deleteOne({ _id: name, holder });
    },
  };
}
