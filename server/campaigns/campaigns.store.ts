import { type Connection, isObjectIdOrHexString, Schema } from 'mongoose';
import { Problem } from '../shared/problems';
import type { Campaign, CampaignPlan } from './campaign';

type CampaignRecord = Omit<Campaign, 'id'>;

const text = { type: String, default: null };
const schema = new Schema<CampaignRecord>(
  {
    slug: { type: String, required: true, unique: true },
    name: { type: String, required: true },
    kind: { type: String, required: true },
    region: text,
    school: text,
    className: text,
    language: text,
    target: { type: Number, required: true },
    startsOn: text,
    endsOn: text,
    isTryOut: { type: Boolean, required: true },
    hasConsents: { type: Boolean, required: true },
    looksAtHigh: { type: Boolean, required: true },
    endedAt: { type: Date, default: null },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { versionKey: false },
);

const duplicateKey = 11000;

export interface CampaignsStore {
  /** @returns null when the slug is taken. */
  insert(campaign: CampaignRecord): Promise<Campaign | null>;
  findBySlug(slug: string): Promise<Campaign | null>;
  getById(id: string): Promise<Campaign>;
  list(): Promise<Campaign[]>;
  /** Changes only what still has that version. @throws Problem changedMeanwhile */
  change(
    id: string,
    version: number,
    changes: Partial<CampaignPlan> & { endedAt?: Date | null },
  ): Promise<Campaign>;
}

export async function campaignsStore(connection: Connection): Promise<CampaignsStore> {
  const campaigns = connection.model<CampaignRecord>('Campaign', schema, 'campaigns');
  await campaigns.init();

  const plain = (record: CampaignRecord & { _id: unknown }): Campaign => {
    const { _id, ...rest } = record;
    return { id: String(_id), ...rest };
  };

  async function getById(id: string): Promise<Campaign> {
    const found = isObjectIdOrHexString(id) ? await campaigns.findById(id).lean() : null;
    if (!found) throw new Problem('notFound');
    return plain(found);
  }

  return {
    getById,
    async insert(campaign) {
      try {
        const made = await campaigns.create(campaign);
        return plain(made.toObject());
      } catch (error) {
        if ((error as { code?: unknown }).code === duplicateKey) return null;
        throw error;
      }
    },
    async findBySlug(slug) {
      const found = await campaigns.findOne({ slug }).lean();
      return found ? plain(found) : null;
    },
    async list() {
      const found = await campaigns.find().sort({ createdAt: -1, _id: -1 }).lean();
      return found.map(plain);
    },
    async change(id, version, changes) {
      await getById(id);
      const changed = await campaigns
        .findOneAndUpdate(
          { _id: id, version },
          { $set: changes, $inc: { version: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
      if (!changed) throw new Problem('changedMeanwhile');
      return plain(changed);
    },
  };
}
