/** What guards an account besides its password, and what its owner has yet to be told. */
import { type Connection, Schema } from 'mongoose';
import type { Reset } from './resets.rules';

type NewsKind =
  | 'secondFactorOn'
  | 'secondFactorOff'
  | 'recoveryCodesMade'
  | 'recoveryCodeUsed'
  | 'resetAsked'
  | 'resetRefused'
  | 'resetDone'
  | 'colleagueResetAsked';

export interface News {
  kind: NewsKind;
  at: Date;
  /** Whose name stands in it: who did it, or for `colleagueResetAsked` whose access it is about; null for oneself. */
  about: string | null;
}

export interface Security {
  accountId: string;
  /** Sealed; null while there is no second factor. */
  secret: string | null;
  /** Sealed; of an enrolment that is under way. */
  pendingSecret: string | null;
  /** The 30-second step of the last code that was used; codes up to it are refused. */
  lastStep: number;
  /** Keyed hashes of those that are left. */
  recoveryCodes: string[];
  reset: Reset | null;
  /** Worked with cases before the role was changed: cases name it as their author. */
  heldCases: boolean;
  news: News[];
  version: number;
}

type SecurityRecord = Omit<Security, 'accountId'> & { _id: string };

const schema = new Schema<SecurityRecord>(
  {
    _id: String,
    secret: { type: String, default: null },
    pendingSecret: { type: String, default: null },
    lastStep: { type: Number, required: true },
    recoveryCodes: { type: [String], required: true },
    reset: { type: Schema.Types.Mixed, default: null },
    heldCases: { type: Boolean, required: true },
    news: { type: [Schema.Types.Mixed], required: true } as never,
    version: { type: Number, required: true },
  },
  { versionKey: false },
);

export interface SecurityStore {
  /** Of an account that has nothing yet, what that is. */
  get(accountId: string): Promise<Security>;
  list(): Promise<Security[]>;
  /** @returns false when it was changed since `from` was read, and then nothing is written. */
  change(from: Security, changes: Partial<Security>): Promise<boolean>;
}

export async function securityStore(connection: Connection): Promise<SecurityStore> {
  const all = connection.model<SecurityRecord>('AccountSecurity', schema, 'accountSecurity');
  await all.init();
  const plain = ({ _id, ...rest }: SecurityRecord): Security => ({ accountId: _id, ...rest });

  async function get(accountId: string): Promise<Security> {
    const found = await all.findOne({ _id: accountId }).lean<SecurityRecord>();
    if (found) return plain(found);
    const none = { secret: null, pendingSecret: null, reset: null, lastStep: 0, version: 0 };
    return { accountId, ...none, heldCases: false, recoveryCodes: [], news: [] };
  }

  return {
    get,
    async list() {
      return (await all.find().lean<SecurityRecord[]>()).map(plain);
    },
    async change({ accountId, version, ...rest }, changes) {
      if (version === 0) {
        // The first change makes the document; of two at once one finds the other's.
        const { accountId: _, ...first } = { ...rest, accountId };
        await all.updateOne({ _id: accountId }, { $setOnInsert: { ...first, version: 1 } }, { upsert: true });
        return (await changeAt(accountId, 1, changes)) !== null;
      }
      return (await changeAt(accountId, version, changes)) !== null;
    },
  };

  function changeAt(accountId: string, version: number, changes: Partial<Security>) {
    const update = { $set: changes, $inc: { version: 1 } };
    return all.findOneAndUpdate({ _id: accountId, version }, update).lean<SecurityRecord>();
  }
}
