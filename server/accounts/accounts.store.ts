import { type Connection, Schema } from 'mongoose';
import { Problem } from '../shared/problems';
import { nullWhenTaken } from '../shared/unique-key';
import type { Account, AccountPlan, WorkTerms } from './account.types';

type AccountRecord = Omit<Account, 'id' | 'hasPassword'> & { _id: string; passwordHash: string | null };

const schema = new Schema<AccountRecord>(
  {
    _id: String,
    login: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, required: true },
    regions: { type: [String], required: true },
    work: { type: Schema.Types.Mixed, required: true },
    language: { type: String, required: true },
    isActive: { type: Boolean, required: true },
    passwordHash: { type: String, default: null },
    mustChangePassword: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    lastSignInAt: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  { versionKey: false },
);

/** Whose a login is. Its own document, so that no two accounts can have it and an account may get another one. */
interface LoginRecord {
  /** The login. */
  _id: string;
  accountId: string;
}

const loginSchema = new Schema<LoginRecord>(
  { _id: String, accountId: { type: String, required: true } },
  { versionKey: false },
);

export interface AccountsStore {
  /** @returns null when the login is taken. */
  insert(account: Account, passwordHash: string | null): Promise<Account | null>;
  findById(id: string): Promise<Account | null>;
  /** @throws Problem notFound */
  getById(id: string): Promise<Account>;
  findByLogin(login: string): Promise<Account | null>;
  findPasswordHash(id: string): Promise<string | null>;
  list(): Promise<Account[]>;
  /** @returns null when the login is taken. @throws Problem changedMeanwhile */
  change(id: string, version: number, plan: AccountPlan): Promise<Account | null>;
  setActive(id: string, isActive: boolean): Promise<void>;
  setWork(id: string, work: WorkTerms): Promise<void>;
  setPassword(id: string, passwordHash: string | null): Promise<void>;
  noteSignIn(id: string, at: Date): Promise<void>;
}

export async function accountsStore(connection: Connection): Promise<AccountsStore> {
  const accounts = connection.model<AccountRecord>('Account', schema, 'accounts');
  const logins = connection.model<LoginRecord>('Login', loginSchema, 'logins');
  await Promise.all([accounts.init(), logins.init()]);

  const plain = ({ _id, passwordHash, ...rest }: AccountRecord): Account => ({
    id: _id,
    ...rest,
    hasPassword: passwordHash !== null,
  });
  const plainOrNull = (record: AccountRecord | null): Account | null => (record ? plain(record) : null);

  const findById = async (id: string) =>
    plainOrNull(await accounts.findOne({ _id: id }).lean<AccountRecord>());

  async function getById(id: string): Promise<Account> {
    const found = await findById(id);
    if (!found) throw new Problem('notFound');
    return found;
  }

  /** @returns false when it is somebody else's */
  async function takeLogin(login: string, accountId: string): Promise<boolean> {
    const taken = await nullWhenTaken(() => logins.create({ _id: login, accountId }));
    return taken !== null || (await logins.exists({ _id: login, accountId })) !== null;
  }

  /** Of these logins the one that the account goes by stays its own. */
  async function freeUnused(known: string[], accountId: string): Promise<void> {
    const { login } = await getById(accountId);
    const unused = known.filter((one) => one !== login);
    if (unused.length > 0) await logins.deleteMany({ _id: { $in: unused }, accountId });
  }

  return {
    async insert({ id, hasPassword: _, ...rest }, passwordHash) {
      if (!(await takeLogin(rest.login, id))) return null;
      const made = await accounts.create({ _id: id, ...rest, passwordHash });
      return plain(made.toObject());
    },
    findById,
    getById,
    async findByLogin(login) {
      const owner = await logins.findById(login).lean<LoginRecord>();
      const account = owner && (await findById(owner.accountId));
      // Of a change of login that did not come to its end the former one may be left.
      return account?.login === login ? account : null;
    },
    async findPasswordHash(id) {
      const found = await accounts.findOne({ _id: id }).lean<AccountRecord>();
      return found?.passwordHash ?? null;
    },
    async list() {
      const found = await accounts.find().sort({ name: 1, _id: 1 }).lean<AccountRecord[]>();
      return found.map(plain);
    },
    async change(id, version, plan) {
      const { login: former } = await getById(id);
      if (!(await takeLogin(plan.login, id))) return null;
      const changed = await accounts
        .findOneAndUpdate(
          { _id: id, version },
          { $set: plan, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean<AccountRecord>();
      await freeUnused([former, plan.login], id);
      if (!changed) throw new Problem('changedMeanwhile');
      return plain(changed);
    },
    async setActive(id, isActive) {
      await accounts.updateOne({ _id: id }, { $set: { isActive }, $inc: { version: 1 } });
    },
    async setWork(id, work) {
      await accounts.updateOne({ _id: id }, { $set: { work }, $inc: { version: 1 } });
    },
    async setPassword(id, passwordHash) {
      const changes = { passwordHash, mustChangePassword: false };
      await accounts.updateOne({ _id: id }, { $set: changes, $inc: { version: 1 } });
    },
    async noteSignIn(id, at) {
      await accounts.updateOne({ _id: id }, { $set: { lastSignInAt: at } });
    },
  };
}
