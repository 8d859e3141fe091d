/** What the administrator sets, a document each; what was never set has its default. */
import { type Connection, Schema } from 'mongoose';

interface SettingRecord {
  _id: string;
  value: string;
}

const schema = new Schema<SettingRecord>(
  { _id: String, value: { type: String, required: true } },
  { versionKey: false },
);

export interface SettingsStore {
  find(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}

export async function settingsStore(connection: Connection): Promise<SettingsStore> {
  const settings = connection.model<SettingRecord>('Setting', schema, 'settings');
  await settings.init();
  return {
    async find(name) {
      return (await settings.findOne({ _id: name }).lean<SettingRecord>())?.value ?? null;
    },
    async set(name, value) {
      await settings.updateOne({ _id: name }, { $set: { value } }, { upsert: true });
    },
  };
}
