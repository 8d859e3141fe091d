/** One-time links. Only the hash of what stands in the link is stored. */
import { type Connection, Schema } from 'mongoose';

interface Invitation {
  hash: string;
  /** Whose password it lets one choose; null makes a new administrator. */
  accountId: string | null;
  expiresAt: Date;
}

type InvitationRecord = Omit<Invitation, 'hash'> & { _id: string };

const schema = new Schema<InvitationRecord>(
  { _id: String, accountId: { type: String, default: null }, expiresAt: { type: Date, required: true } },
  { versionKey: false },
);
schema.index({ accountId: 1 });
schema.index({ expiresAt: 1 });

export interface InvitationsStore {
  /** Puts the invitation in the place of every earlier one for the same account. */
  replace(invitation: Invitation): Promise<void>;
  find(hash: string, now: Date): Promise<Invitation | null>;
  /** Takes it out, so that of two who use it at once only one gets it. */
  redeem(hash: string, now: Date): Promise<Invitation | null>;
  removeOf(accountId: string): Promise<void>;
  removeExpired(now: Date): Promise<void>;
}

export async function invitationsStore(connection: Connection): Promise<InvitationsStore> {
  const invitations = connection.model<InvitationRecord>('Invitation', schema, 'invitations');
  await invitations.init();

  const plain = (record: InvitationRecord | null): Invitation | null =>
    record && { hash: record._id, accountId: record.accountId, expiresAt: record.expiresAt };
  const valid = (hash: string, now: Date) => ({ _id: hash, expiresAt: { $gt: now } });

  return {
    async replace({ hash, accountId, expiresAt }) {
      await invitations.deleteMany({ accountId });
      await invitations.create({ _id: hash, accountId, expiresAt });
    },
    async find(hash, now) {
      return plain(await invitations.findOne(valid(hash, now)).lean<InvitationRecord>());
    },
    async redeem(hash, now) {
      return plain(await invitations.findOneAndDelete(valid(hash, now)).lean<InvitationRecord>());
    },
    async removeOf(accountId) {
      await invitations.deleteMany({ accountId });
    },
    async removeExpired(now) {
      await invitations.deleteMany({ expiresAt: { $lte: now } });
    },
  };
}
