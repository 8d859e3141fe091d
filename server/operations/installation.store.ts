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

/** @throws Error when the store was made with other keys. */
export async function checkKeysBelongToStore(
  connection: Connection,
  keysFingerprint: string,
  now: Date,
): Promise<void> {
  const installations = connection.model<InstallationRecord>('Installation', schema, 'installation');
  const known = await installations
    .findOneAndUpdate(
      { _id: 'this' },
      { $setOnInsert: { keysFingerprint, createdAt: now } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean();
  if (known?.keysFingerprint === keysFingerprint) return;
  throw new Error(
    'The keys in KEYS_DIR do not belong to this store. Restore keys.json from its backup: without it no consultation can be read and no code opens anything.',
  );
}
