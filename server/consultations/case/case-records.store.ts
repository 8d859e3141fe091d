/** How cases lie in the store; shared by the store of the cases and the one of the queue. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Case, CaseAct, CaseAttempt, CaseEvent, CaseSummary, Draft, Message } from './case.types';

export interface AttemptRecord extends CaseAttempt {
  /** Slug, for the statistics of a campaign only. */
  campaign: string | null;
}

/** The stored form: texts sealed, and what no psychologist is shown. */
export interface CaseRecord extends Omit<Case, 'id' | 'attempts'> {
  /** Of the code: see `case-id.ts`. */
  _id: string;
  attempts: AttemptRecord[];
  rank: Date;
  /** The latest change by staff, by which a form that was sent twice is recognised. */
  lastAct: { act: CaseAct; by: string; from: number } | null;
}

const author = { type: { id: String, name: String }, default: null, _id: false };
const plain = { _id: false, id: false, minimize: false } as const;
const textOrNull = { type: String, default: null };
const dateOrNull = { type: Date, default: null };

const facts = {
  region: { type: String, required: true },
  age: { type: Number, required: true },
  language: { type: String, required: true },
  flags: [String],
  bands: { type: Schema.Types.Mixed, required: true },
  askedAt: { type: Date, required: true },
  dueAt: { type: Date, required: true },
};

const attemptSchema = new Schema<AttemptRecord>(
  {
    id: String,
    ...facts,
    points: { type: Number, required: true },
    campaign: textOrNull,
    helped: textOrNull,
    ratedAt: dateOrNull,
  },
  plain,
);

const messageSchema = new Schema<Message>(
  {
    id: String,
    side: String,
    kind: String,
    attemptIds: [String],
    author,
    signedOffBy: author,
    language: textOrNull,
    writtenAt: Date,
    receivedAt: Date,
    text: textOrNull,
    hasDanger: { type: Boolean, default: false },
    readAt: dateOrNull,
    corrects: textOrNull,
    withdrawnAt: dateOrNull,
  },
  plain,
);

const draftSchema = new Schema<Draft>(
  { text: String, language: String, savedAt: Date, corrects: textOrNull },
  plain,
);

const schema = new Schema<CaseRecord>(
  {
    _id: String,
    attempts: [attemptSchema],
    ...facts,
    rank: { type: Date, required: true },
    state: { type: String, required: true },
    dangerAt: dateOrNull,
    version: { type: Number, required: true },
    answeredAt: dateOrNull,
    author,
    claimExpiresAt: dateOrNull,
    draft: { type: draftSchema, default: null },
    returnNote: textOrNull,
    messages: [messageSchema],
    events: [
      new Schema<CaseEvent>({ act: String, by: textOrNull, at: Date, message: String }, { _id: false }),
    ],
    lastAct: { type: { act: String, by: String, from: Number }, default: null, _id: false },
  },
  { versionKey: false, minimize: false },
);
schema.index({ state: 1, rank: 1 });
schema.index({ 'author.id': 1, rank: 1 });
schema.index({ answeredAt: 1, dueAt: 1 });
schema.index({ 'attempts.askedAt': 1 });
schema.index({ 'attempts.id': 1 });

export function caseModel(connection: Connection): Model<CaseRecord> {
  return connection.models.Case ?? connection.model<CaseRecord>('Case', schema, 'cases');
}

export function toSummary(record: CaseRecord): CaseSummary {
  const { _id, attempts, rank: _rank, lastAct: _lastAct, ...rest } = record;
  // A case of an earlier release has no such field.
  return {
    ...rest,
    dangerAt: rest.dangerAt ?? null,
    id: _id,
    attempts: attempts.map(({ campaign: _campaign, ...attempt }) => attempt),
  };
}
