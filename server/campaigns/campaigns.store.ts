import { type Connection, isObjectIdOrHexString, Schema } from 'mongoose';
import { Problem } from '../shared/problems';
import { nullWhenTaken } from '../shared/unique-key';
import type { Campaign, CampaignPlan } from './campaign.types';

type NewCampaign = Omit<Campaign, 'id' | 'opened' | 'hasTeacherLink'>;

interface CampaignRecord extends NewCampaign {
  /** Absent where the link was never opened. */
  opened?: number;
  /** Digest of the teacher's link; absent without one, so that the sparse index leaves it out. */
  teacherLink?: string;
}

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
    opened: Number,
    teacherLink: String,
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { versionKey: false },
);
schema.index({ teacherLink: 1 }, { unique: true, sparse: true });

export interface CampaignsStore {
  /** @returns null when the slug is taken. */
  insert(campaign: NewCampaign): Promise<Campaign | null>;
  findBySlug(slug: string): Promise<Campaign | null>;
  findByTeacherLink(digest: string): Promise<Campaign | null>;
  getById(id: string): Promise<Campaign>;
  list(): Promise<Campaign[]>;
  /** Changes only what still has that version. @throws Problem changedMeanwhile */
  change(
    id: string,
    version: number,
    changes: Partial<CampaignPlan> & { endedAt?: Date | null },
  ): Promise<Campaign>;
  /** null leaves the campaign without a link. @throws Problem changedMeanwhile */
  setTeacherLink(id: string, version: number, digest: string | null): Promise<Campaign>;
  /** Adds one to how often the link was opened; the version stays. */
  countOpened(id: string): Promise<void>;
}

export async function campaignsStore(connection: Connection): Promise<CampaignsStore> {
  const campaigns = connection.model<CampaignRecord>('Campaign', schema, 'campaigns');
  await campaigns.init();

  const plain = (record: CampaignRecord & { _id: unknown }): Campaign => {
    const { _id, opened = 0, teacherLink, ...rest } = record;
    return { id: String(_id), ...rest, opened, hasTeacherLink: teacherLink !== undefined };
  };

  async function getById(id: string): Promise<Campaign> {
    const found = isObjectIdOrHexString(id) ? await campaigns.findById(id).lean() : null;
    if (!found) throw new Problem('notFound');
    return plain(found);
  }

  /** Updates only what still has that version. */
  async function update(
    id: string,
    version: number,
    changes: { $set: Partial<CampaignRecord> } | { $unset: { teacherLink: 1 } },
  ): Promise<Campaign> {
    await getById(id);
    const changed = await campaigns
      .findOneAndUpdate(
        { _id: id, version },
        { ...changes, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean();
    if (!changed) throw new Problem('changedMeanwhile');
    return plain(changed);
  }

  return {
    getById,
    async insert(campaign) {
      const made = await nullWhenTaken(() => campaigns.create(campaign));
      return made && plain(made.toObject());
    },
    async findBySlug(slug) {
      const found = await campaigns.findOne({ slug }).lean();
      return found ? plain(found) : null;
    },
    async findByTeacherLink(digest) {
      const found = await campaigns.findOne({ teacherLink: digest }).lean();
      return found ? plain(found) : null;
    },
    async list() {
      const found = await campaigns.find().sort({ createdAt: -1, _id: -1 }).lean();
      return found.map(plain);
    },
    change: (id, version, changes) => update(id, version, { $set: changes }),
    setTeacherLink: (id, version, digest) =>
      update(
        id,
        version,
        digest === null ? { $unset: { teacherLink: 1 } } : { $set: { teacherLink: digest } },
      ),
    async countOpened(id) {
      await campaigns.updateOne({ _id: id }, { $inc: { opened: 1 } });
    },
  };
}
