import { type Connection, Schema } from 'mongoose';
import { Problem } from '../shared/problems';
import { nullWhenTaken } from '../shared/unique-key';
import type { Campaign, CampaignPlan } from './campaign.types';

type NewCampaign = Omit<Campaign, 'opened' | 'hasTeacherLink'>;

interface CampaignRecord extends Omit<NewCampaign, 'slug'> {
  /** The slug. */
  _id: string;
  /** Absent where the link was never opened. */
  opened?: number;
  /** Digest of the teacher's link; absent without one. */
  teacherLink?: string;
}

const text = { type: String, default: null };
const schema = new Schema<CampaignRecord>(
  {
    _id: String,
    name: { type: String, required: true },
    kind: { type: String, required: true },
    region: text,
    school: text,
    className: text,
    language: text,
    questionnaire: { type: String, required: true },
    target: { type: Number, required: true },
    startsOn: text,
    endsOn: text,
    isTryOut: { type: Boolean, required: true },
    hasConsents: { type: Boolean, required: true },
    looksAtHigh: { type: Boolean, required: true },
    project: text,
    endedAt: { type: Date, default: null },
    opened: Number,
    teacherLink: String,
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { versionKey: false },
);
schema.index({ teacherLink: 1 });

export interface CampaignsStore {
  /** @returns null when the slug is taken. */
  insert(campaign: NewCampaign): Promise<Campaign | null>;
  find(slug: string): Promise<Campaign | null>;
  findByTeacherLink(digest: string): Promise<Campaign | null>;
  /** @throws Problem notFound */
  get(slug: string): Promise<Campaign>;
  list(): Promise<Campaign[]>;
  /** Changes only what still has that version. @throws Problem changedMeanwhile */
  change(
    slug: string,
    version: number,
    changes: Partial<CampaignPlan> & { endedAt?: Date | null },
  ): Promise<Campaign>;
  /** null leaves the campaign without a link. @throws Problem changedMeanwhile */
  setTeacherLink(slug: string, version: number, digest: string | null): Promise<Campaign>;
  /** Adds one to how often the link was opened; the version stays. */
  countOpened(slug: string): Promise<void>;
}

export async function campaignsStore(connection: Connection): Promise<CampaignsStore> {
  const campaigns = connection.model<CampaignRecord>('Campaign', schema, 'campaigns');
  await campaigns.init();

  const plain = ({ _id, opened = 0, teacherLink, ...rest }: CampaignRecord): Campaign => ({
    slug: _id,
    ...rest,
    opened,
    hasTeacherLink: teacherLink !== undefined,
  });

  async function find(slug: string): Promise<Campaign | null> {
    const found = await campaigns.findById(slug).lean<CampaignRecord>();
    return found && plain(found);
  }

  async function get(slug: string): Promise<Campaign> {
    const found = await find(slug);
    if (!found) throw new Problem('notFound');
    return found;
  }

  /** Updates only what still has that version. */
  async function update(
    slug: string,
    version: number,
    changes: { $set: Partial<CampaignRecord> } | { $unset: { teacherLink: 1 } },
  ): Promise<Campaign> {
    await get(slug);
    const changed = await campaigns
      .findOneAndUpdate(
        { _id: slug, version },
        { ...changes, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<CampaignRecord>();
    if (!changed) throw new Problem('changedMeanwhile');
    return plain(changed);
  }

  return {
    find,
    get,
    async insert({ slug, ...campaign }) {
      const made = await nullWhenTaken(() => campaigns.create({ _id: slug, ...campaign }));
      return made && plain(made.toObject());
    },
    async findByTeacherLink(digest) {
      const found = await campaigns.findOne({ teacherLink: digest }).lean<CampaignRecord>();
      return found ? plain(found) : null;
    },
    async list() {
      const found = await campaigns.find().sort({ createdAt: -1, _id: -1 }).lean<CampaignRecord[]>();
      return found.map(plain);
    },
    change: (slug, version, changes) => update(slug, version, { $set: changes }),
    setTeacherLink: (slug, version, digest) =>
      update(
        slug,
        version,
        digest === null ? { $unset: { teacherLink: 1 } } : { $set: { teacherLink: digest } },
      ),
    async countOpened(slug) {
      await campaigns.updateOne({ _id: slug }, { $inc: { opened: 1 } });
    },
  };
}
