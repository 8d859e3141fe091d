/** The one document of settings for safeguarding. */
import { type Connection, Schema } from 'mongoose';
import { Problem } from '../shared/problems';
import { nullWhenTaken } from '../shared/unique-key';
import { type Duty, nothingSet, type Safeguarding } from './safeguarding.rules';

type SafeguardingRecord = Safeguarding & { _id: string };

const person = { type: { id: String, name: String }, _id: false };
const dutySchema = new Schema<Duty>(
  { from: String, until: String, lead: person, deputy: { ...person, default: null } },
  { _id: false, id: false },
);
const schema = new Schema<SafeguardingRecord>(
  {
    _id: String,
    rota: { type: [dutySchema], required: true },
    procedure: { type: Schema.Types.Mixed, default: null },
    version: { type: Number, required: true },
  },
  { versionKey: false },
);

const id = 'this';

export interface SafeguardingStore {
  get(): Promise<Safeguarding>;
  /** @throws Problem changedMeanwhile */
  replace(before: Safeguarding, after: Safeguarding): Promise<void>;
}

export async function safeguardingStore(connection: Connection): Promise<SafeguardingStore> {
  const safeguarding = connection.model<SafeguardingRecord>('Safeguarding', schema, 'safeguarding');
  await safeguarding.init();
  return {
    async get() {
      const found = await safeguarding.findById(id).lean<SafeguardingRecord>();
      if (!found) return nothingSet;
      const { _id, ...rest } = found;
      return rest;
    },
    async replace({ version }, { rota, procedure }) {
      const next = { rota, procedure, version: version + 1 };
      const isWritten =
        version === 0
          ? (await nullWhenTaken(() => safeguarding.create({ _id: id, ...next }))) !== null
          : (await safeguarding.updateOne({ _id: id, version }, { $set: next })).modifiedCount === 1;
      if (!isWritten) throw new Problem('changedMeanwhile');
    },
  };
}
