/** How cases lie in the store; shared by the store of the cases and the one of the queue. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Case, CaseAct, CaseEvent, CaseSummary, Draft, PublishedLetter, Reply } from './case.types';

/** The stored form: texts sealed, and two fields that no psychologist is shown. */
export interface CaseRecord extends Omit<Case, 'id'> {
  _id: string;
  /** Slug, for the statistics of a campaign only. */
  campaign: string | null;
  rank: Date;
  /** The latest change by staff, by which a form that was sent twice is recognised. */
  lastAct: { act: CaseAct; by: string; from: number } | null;
}

const author = { type: { id: String, name: String }, default: null, _id: false };
const plain = { _id: false } as const;

const schema = new Schema<CaseRecord>(
  {
    _id: String,
    attemptId: { type: String, required: true },
    campaign: { type: String, default: null },
    region: { type: String, required: true },
    age: { type: Number, required: true },
    language: { type: String, required: true },
    flags: [String],
    bands: { type: Schema.Types.Mixed, required: true },
    rank: { type: Date, required: true },
    state: { type: String, required: true },
    version: { type: Number, required: true },
    askedAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    answeredAt: { type: Date, default: null },
    author,
    claimExpiresAt: { type: Date, default: null },
    draft: {
      type: new Schema<Draft>({ text: String, language: String, savedAt: Date }, plain),
      default: null,
    },
    returnNote: { type: String, default: null },
    letters: [
      new Schema<PublishedLetter>(
        {
          number: Number,
          text: String,
          language: String,
          author,
          signedOffBy: author,
          publishedAt: Date,
          readAt: { type: Date, default: null },
        },
        plain,
      ),
    ],
    replies: [new Schema<Reply>({ id: String, text: String, sentAt: Date }, { ...plain, id: false })],
    helped: { type: String, default: null },
    events: [
      new Schema<CaseEvent>(
        { act: String, by: { type: String, default: null }, at: Date, letter: Number },
        plain,
      ),
    ],
    lastAct: { type: { act: String, by: String, from: Number }, default: null, _id: false },
  },
  { versionKey: false, minimize: false },
);
schema.index({ attemptId: 1 }, { unique: true });
schema.index({ state: 1, rank: 1 });
schema.index({ 'author.id': 1, rank: 1 });
schema.index({ answeredAt: 1, dueAt: 1 });
schema.index({ askedAt: 1 });

export function caseModel(connection: Connection): Model<CaseRecord> {
  return connection.models.Case ?? connection.model<CaseRecord>('Case', schema, 'cases');
}

export function toSummary(record: CaseRecord): CaseSummary {
  const { _id, campaign: _campaign, rank: _rank, lastAct: _lastAct, ...rest } = record;
  return { ...rest, id: _id };
}
