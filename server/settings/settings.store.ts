/** What the administrator set, a document each, so that two who change different things are not in each other's way. */
import { type Connection, Schema } from 'mongoose';
import { nullWhenTaken } from '../shared/unique-key';

export interface StoredSetting {
  value: unknown;
  /** What held before the last change, which can be undone. */
  former: unknown;
  /** Rises with every change. */
  version: number;
  /** Id of an account; null for a command on the server. */
  changedBy: string | null;
  changedAt: Date | null;
}
type SettingRecord = StoredSetting & { _id: string };

const schema = new Schema<SettingRecord>(
  {
    _id: String,
    value: { type: Schema.Types.Mixed, required: true },
    former: { type: Schema.Types.Mixed, required: true },
    version: { type: Number, required: true },
    changedBy: { type: String, default: null },
    changedAt: { type: Date, default: null },
  },
  { versionKey: false, minimize: false },
);

export interface SettingsStore {
  all(): Promise<ReadonlyMap<string, StoredSetting>>;
  find(name: string): Promise<StoredSetting | null>;
  /** @returns false when somebody else changed it first; its version is 0 until it is set */
  replace(name: string, version: number, next: Omit<StoredSetting, 'version'>): Promise<boolean>;
}

export async function settingsStore(connection: Connection): Promise<SettingsStore> {
  const settings = connection.model<SettingRecord>('Setting', schema, 'settings');
  await settings.init();
  const plain = ({ _id, ...rest }: SettingRecord): StoredSetting => rest;
  return {
    async all() {
      const found = await settings.find().lean<SettingRecord[]>();
      return new Map(found.map((record) => [record._id, plain(record)]));
    },
    async find(name) {
      const found = await settings.findOne({ _id: name }).lean<SettingRecord>();
      return found && plain(found);
    },
    async replace(name, version, changed) {
      const next = { ...changed, version: version + 1 };
      if (version === 0) return (await nullWhenTaken(() => settings.create({ _id: name, ...next }))) !== null;
      return (await settings.updateOne({ _id: name, version }, { $set: next })).modifiedCount === 1;
    },
  };
}
