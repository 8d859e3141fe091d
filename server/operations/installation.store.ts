/** Remembers which keys the stored data belongs to, so that lost keys are noticed at start and not at the first consultation. */
import { type Connection, Schema } from 'mongoose';

interface InstallationRecord {
  _id: string;
  keysFingerprint: string;
  createdAt: Date;
}

const schema = new Schema<InstallationRecord>(
  {
    _id: String,
    keysFingerprint: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);

const installationsOf = (connection: Connection) =>
  connection.model<InstallationRecord>('Installation', schema, 'installation');

/** Whether the store was used before, with keys of its own. */
export async function isInstalled(connection: Connection): Promise<boolean> {
  return (await installationsOf(connection).exists({ _id: 'this' })) !== null;
}

/** A new store belongs to these keys from now on. @returns false when it was made with other ones */
export async function keysBelongToStore(
  connection: Connection,
  { fingerprint, formerFingerprint }: { fingerprint: string; formerFingerprint: string | null },
  now: Date,
): Promise<boolean> {
  const installations = installationsOf(connection);
  const known = await installations
    .findOneAndUpdate(
      { _id: 'this' },
      { $setOnInsert: { keysFingerprint: fingerprint, createdAt: now } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean();
  if (known?.keysFingerprint === fingerprint) return true;
  if (formerFingerprint === null || known?.keysFingerprint !== formerFingerprint) return false;
  // From now on the tokens' keys may change too.
  await installations.updateOne({ _id: 'this' }, { $set: { keysFingerprint: fingerprint } });
  return true;
}
