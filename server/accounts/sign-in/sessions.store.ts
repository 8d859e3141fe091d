/**
 * Sessions and their refresh tokens (as hashes). A token is used once; its session is a family, and a family in
 * which a spent token turns up again is ended as a whole.
 */
import { type Connection, Schema } from 'mongoose';

export interface Session {
  id: string;
  accountId: string;
  startedAt: Date;
  /** When it was last renewed; at most the life of an access token ago while it is in use. */
  usedAt: Date;
  /** 'Chrome, Windows'; null where it did not say. */
  browser: string | null;
  expiresAt: Date;
}

interface TokenRecord {
  _id: string;
  sessionId: string;
  usedAt: Date | null;
  /** How often it was shown after that. */
  siblings?: number;
  expiresAt: Date;
}

type SessionRecord = Omit<Session, 'id'> & { _id: string };

const moment = { type: Date, required: true };
const sessionSchema = new Schema<SessionRecord>(
  {
    _id: String,
    accountId: { type: String, required: true },
    startedAt: moment,
    usedAt: moment,
    browser: { type: String, default: null },
    expiresAt: moment,
  },
  { versionKey: false },
);
sessionSchema.index({ accountId: 1 });
sessionSchema.index({ expiresAt: 1 });

const tokenSchema = new Schema<TokenRecord>(
  {
    _id: String,
    sessionId: { type: String, required: true },
    usedAt: { type: Date, default: null },
    siblings: Number,
    expiresAt: moment,
  },
  { versionKey: false },
);
tokenSchema.index({ expiresAt: 1 });

export interface SessionsStore {
  start(session: Session): Promise<void>;
  find(id: string, now: Date): Promise<Session | null>;
  /** The newest first. */
  listOf(accountId: string, now: Date): Promise<Session[]>;
  noteUse(id: string, now: Date): Promise<void>;
  /** @returns whether there was one to end. */
  end(id: string): Promise<boolean>;
  endAllOf(accountId: string, exceptId?: string): Promise<void>;
  addToken(token: { hash: string; sessionId: string; expiresAt: Date }): Promise<void>;
  /** Spends the token. `usedBefore` is null for the one who spends it first; `siblings`: how many came after that one. */
  useToken(
    hash: string,
    now: Date,
  ): Promise<{ sessionId: string; usedBefore: Date | null; siblings: number } | null>;
  /** Of a token that nobody has spent yet; it stays so. */
  sessionOf(hash: string, now: Date): Promise<string | null>;
  removeExpired(now: Date): Promise<void>;
}

export async function sessionsStore(connection: Connection): Promise<SessionsStore> {
  const sessions = connection.model<SessionRecord>('Session', sessionSchema, 'sessions');
  const tokens = connection.model<TokenRecord>('RefreshToken', tokenSchema, 'refreshTokens');
  await Promise.all([sessions.init(), tokens.init()]);

  const plain = ({ _id, ...rest }: SessionRecord): Session => ({ id: _id, ...rest });

  return {
    async start({ id, ...rest }) {
      await sessions.create({ _id: id, ...rest });
    },
    async find(id, now) {
      const found = await sessions.findOne({ _id: id, expiresAt: { $gt: now } }).lean<SessionRecord>();
      return found && plain(found);
    },
    async listOf(accountId, now) {
      const found = await sessions.find({ accountId }).lean<SessionRecord[]>();
      return found
        .filter(({ expiresAt }) => expiresAt > now)
        .map(plain)
        .sort((left, right) => right.startedAt.getTime() - left.startedAt.getTime());
    },
    async noteUse(id, now) {
      await sessions.updateOne({ _id: id }, { $set: { usedAt: now } });
    },
    async end(id) {
      return (await sessions.deleteOne({ _id: id })).deletedCount === 1;
    },
    async endAllOf(accountId, exceptId) {
      await sessions.deleteMany({ accountId, ...(exceptId ? { _id: { $ne: exceptId } } : {}) });
    },
    async addToken({ hash, ...rest }) {
      await tokens.create({ _id: hash, ...rest, usedAt: null });
    },
    async useToken(hash, now) {
      const alive = { _id: hash, expiresAt: { $gt: now } };
      const first = await tokens
        .findOneAndUpdate({ ...alive, usedAt: null }, { $set: { usedAt: now } })
        .lean();
      if (first) return { sessionId: first.sessionId, usedBefore: null, siblings: 0 };
      const spent = await tokens
        .findOneAndUpdate(alive, { $inc: { siblings: 1 } }, { returnDocument: 'after' })
        .lean<TokenRecord>();
      if (!spent) return null;
      const { sessionId, usedAt: usedBefore, siblings = 1 } = spent;
      return { sessionId, usedBefore, siblings };
    },
    async sessionOf(hash, now) {
      const unspent = { _id: hash, expiresAt: { $gt: now }, usedAt: null };
      return (await tokens.findOne(unspent).lean<TokenRecord>())?.sessionId ?? null;
    },
    async removeExpired(now) {
      await sessions.deleteMany({ expiresAt: { $lte: now } });
      await tokens.deleteMany({ expiresAt: { $lte: now } });
    },
  };
}
