/** How cases lie in the store; shared by the store of the cases and the one of the queue. */
import { type Connection, type Model, Schema } from 'mongoose';
import { nextMoment } from '../acts.rules';
import type { Case, CaseAttempt, CaseEvent, CaseSummary, Draft, Message } from '../case.types';
import { type Group, groupOf } from '../order.rules';
import { firstRank } from '../standing.rules';

/** The stored form: texts sealed, and what the queue's indexes need. */
export interface CaseRecord extends Omit<Case, 'id'> {
  /** Of the code: see `case-id.ts`. */
  _id: string;
  rank: Date;
  group: Group | null;
  /** When time alone changes it next. */
  changesAt: Date | null;
}

/** What stands under the id of a code that was erased. */
export interface Tombstone {
  _id: string;
  erasedAt: Date;
}

const author = { type: { id: String, name: String, signsAs: String }, default: null, _id: false };
const plain = { _id: false, id: false, minimize: false } as const;
const textOrNull = { type: String, default: null };
const dateOrNull = { type: Date, default: null };

const facts = {
  region: String,
  age: Number,
  language: String,
  flags: [String],
  bands: Schema.Types.Mixed,
  askedAt: Date,
};

const attemptSchema = new Schema<CaseAttempt>(
  {
    id: String,
    questionnaire: String,
    ...facts,
    points: Number,
    dueAt: Date,
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
    readBy: textOrNull,
    corrects: textOrNull,
    withdrawnAt: dateOrNull,
    answers: [String],
    dueAt: dateOrNull,
  },
  plain,
);

const draftSchema = new Schema<Draft>(
  { text: String, language: String, savedAt: Date, corrects: textOrNull, seen: Number },
  plain,
);

const eventSchema = new Schema<CaseEvent>(
  { act: String, by: textOrNull, at: Date, message: String, note: String },
  { _id: false },
);

const schema = new Schema<CaseRecord & Tombstone>(
  {
    _id: String,
    attempts: { type: [attemptSchema], default: undefined },
    ...facts,
    flags: { type: [String], default: undefined },
    rank: Date,
    group: Number,
    state: String,
    outcome: String,
    closing: { type: { outcome: String }, _id: false },
    dangerAt: Date,
    dueAt: Date,
    isOverdue: Boolean,
    changesAt: Date,
    version: Number,
    author: { type: { id: String, name: String, signsAs: String }, _id: false },
    claimedAt: Date,
    claimExpiresAt: Date,
    reservedUntil: Date,
    draft: draftSchema,
    returnNote: String,
    messages: { type: [messageSchema], default: undefined },
    events: { type: [eventSchema], default: undefined },
    lastAct: { type: { act: String, by: String, from: Number }, _id: false },
    erasedAt: Date,
  },
  { versionKey: false, minimize: false },
);
/** The queue in its order; closed and answered cases are in no group. */
schema.index({ group: 1, isOverdue: -1, rank: 1 });
schema.index({ 'author.id': 1, group: 1, isOverdue: -1, rank: 1 });
schema.index({ state: 1, rank: -1 });
schema.index({ changesAt: 1 });
schema.index({ 'attempts.askedAt': 1 });
schema.index({ 'attempts.id': 1 });
schema.index({ 'messages.receivedAt': 1 });

export function caseModel(connection: Connection): Model<CaseRecord & Tombstone> {
  return connection.models.Case ?? connection.model<CaseRecord & Tombstone>('Case', schema, 'cases');
}

/** What is kept beside a case so that it can be found. */
export const placed = (one: Case) => ({
  rank: firstRank(one),
  group: groupOf(one),
  changesAt: nextMoment(one),
});

export function toCase({
  _id,
  rank: _rank,
  group: _group,
  changesAt: _changesAt,
  ...rest
}: CaseRecord): Case {
  return { ...rest, id: _id };
}

/** What staff are given: never the campaign. */
export const forStaff = <One extends { attempts: CaseAttempt[] }>(one: One): One => ({
  ...one,
  attempts: one.attempts.map((attempt) => ({ ...attempt, campaign: null })),
});

export function toSummary(record: CaseRecord): CaseSummary {
  const {
    draft: _draft,
    returnNote: _note,
    messages: _messages,
    events: _events,
    lastAct: _act,
    ...rest
  } = toCase(record);
  return forStaff(rest);
}
