/** Attempts and their tombstones: one collection, so that the unique id also keeps an erased attempt from coming back. */
import { type Connection, Schema } from 'mongoose';
import { completeProfile } from '../core/attempt/profile';
import { type Profile, type ProfileField, profileFields } from '../core/attempt/profile-fields';
import type { Answers, SubmittedAnswers } from '../core/definition/types';
import { newRecordBits } from '../shared/ids';
import { nullWhenTaken } from '../shared/unique-key';
import type { Attempt, AttemptFilter, Feedback, StartedCounts, StartedFilter } from './attempt.types';

/** Answers before submission and submitted answers after it share one field. */
interface AttemptRecord extends Omit<Attempt, 'id' | 'answers' | 'submittedAnswers'> {
  _id: string;
  codeHash: string;
  answers: SubmittedAnswers;
  /** Of a submitted one: see newRecordBits. */
  recordBits?: number;
}

interface Tombstone {
  _id: string;
  erasedAt: Date;
}

export type FoundAttempt =
  | { isErased: true; codeHash?: undefined }
  | { isErased: false; codeHash: string; attempt: Attempt };

const { Mixed } = Schema.Types;
const plain = { _id: false, minimize: false } as const;

const fieldTypes = { choice: String, choices: [String], age: Number, region: String } satisfies Record<
  ProfileField['kind'],
  unknown
>;
const profileSchema = new Schema<Profile>(
  Object.fromEntries(profileFields.map(({ id, kind }) => [id, fieldTypes[kind]])),
  plain,
);
const shownSchema = new Schema({ id: String, version: Number }, plain);
const feedbackSchema = new Schema<Feedback>({ satisfaction: Number, givenAt: Date }, plain);

const schema = new Schema<AttemptRecord & Tombstone>(
  {
    _id: String,
    codeHash: String,
    questionnaire: String,
    questionnaireHash: String,
    language: String,
    hasSwitchedLanguage: Boolean,
    profile: profileSchema,
    answers: Mixed,
    timings: Mixed,
    unclear: { type: [String], default: undefined },
    shown: { type: [shownSchema], default: undefined },
    campaign: String,
    isTryOut: Boolean,
    sequence: Number,
    startedAt: Date,
    savedAt: Date,
    submittedAt: Date,
    isFirst: Boolean,
    result: Mixed,
    recordBits: Number,
    scoringVersion: String,
    feedback: feedbackSchema,
    erasedAt: Date,
  },
  { versionKey: false, minimize: false },
);
schema.index({ codeHash: 1, startedAt: -1 });
// Two submissions of one code at the same moment cannot both be the first.
schema.index({ codeHash: 1 }, { unique: true, partialFilterExpression: { isFirst: true } });
schema.index({ submittedAt: 1 });
schema.index({ campaign: 1, submittedAt: 1 });
schema.index({ 'profile.region': 1, submittedAt: 1 });
schema.index({ startedAt: 1 });

const withoutClosed = (answers: SubmittedAnswers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== 'S')) as Answers;

function toAttempt({ _id, codeHash: _secret, recordBits: _bits, answers, ...rest }: AttemptRecord): Attempt {
  const isSubmitted = rest.submittedAt !== null;
  return {
    ...rest,
    id: _id,
    profile: completeProfile(rest.profile),
    answers: isSubmitted ? withoutClosed(answers) : (answers as Answers),
    submittedAnswers: isSubmitted ? answers : null,
  };
}

function toRecord(attempt: Attempt, codeHash: string): AttemptRecord {
  const { id, answers, submittedAnswers, ...rest } = attempt;
  return {
    ...{ ...rest, _id: id, codeHash, answers: submittedAnswers ?? answers },
    ...(rest.submittedAt && { recordBits: newRecordBits() }),
  };
}

function query(
  { from, to, campaigns, regions, questionnaire }: AttemptFilter,
  day: 'submittedAt' | 'startedAt',
) {
  return {
    // A tombstone and an attempt under way have no such date.
    [day]: { $gte: from ?? new Date(0), ...(to ? { $lt: to } : {}) },
    ...(campaigns ? { campaign: { $in: campaigns } } : {}),
    ...(regions ? { 'profile.region': { $in: regions } } : {}),
    ...(questionnaire ? { questionnaire } : {}),
  };
}

export type AttemptsStore = Awaited<ReturnType<typeof attemptsStore>>;

export async function attemptsStore(connection: Connection) {
  const attempts = connection.model('Attempt', schema, 'attempts');
  await attempts.init();

  return {
    async find(id: string): Promise<FoundAttempt | null> {
      const record = await attempts.findById(id).lean<AttemptRecord & Tombstone>();
      if (!record) return null;
      if (record.erasedAt) return { isErased: true };
      return { isErased: false, codeHash: record.codeHash, attempt: toAttempt(record) };
    },

    /** Newest first. */
    async ofCode(codeHash: string): Promise<Attempt[]> {
      const records = await attempts.find({ codeHash }).sort({ startedAt: -1 }).lean<AttemptRecord[]>();
      return records.map(toAttempt);
    },

    /** @returns false when the id is taken or, for a first attempt, the code already has a first one. */
    async insert(attempt: Attempt, codeHash: string): Promise<boolean> {
      return (await nullWhenTaken(() => attempts.insertMany([toRecord(attempt, codeHash)]))) !== null;
    },

    /** Writes over the copy with `afterSequence` while it is not submitted; false as for `insert`, or when it moved on. */
    async replace(attempt: Attempt, codeHash: string, afterSequence: number): Promise<boolean> {
      const { _id, ...content } = toRecord(attempt, codeHash);
      const filter = { _id, codeHash, sequence: afterSequence, submittedAt: null };
      const written = await nullWhenTaken(() => attempts.updateOne(filter, { $set: content }));
      return written?.matchedCount === 1;
    },

    /** The same answer again changes nothing. @returns false when the attempt is not submitted. */
    async setFeedback(id: string, codeHash: string, feedback: Feedback): Promise<boolean> {
      const submitted = { _id: id, codeHash, submittedAt: { $gte: new Date(0) } };
      const { matchedCount } = await attempts.updateOne(
        { ...submitted, 'feedback.satisfaction': { $ne: feedback.satisfaction } },
        { $set: { feedback } },
      );
      return matchedCount === 1 || (await attempts.exists(submitted)) !== null;
    },

    /** Leaves only the id and the time. @returns false when there is nothing with this id and code. */
    async erase(id: string, codeHash: string, erasedAt: Date): Promise<boolean> {
      const { matchedCount } = await attempts.replaceOne({ _id: id, codeHash }, { erasedAt });
      return matchedCount === 1;
    },

    /** Those of the ids that no tombstone stands under. */
    async notErased(ids: string[]): Promise<string[]> {
      const erased = { _id: { $in: ids }, erasedAt: { $gt: new Date(0) } };
      const found = await attempts.find(erased, { _id: 1 }).lean<{ _id: string }[]>();
      const known = new Set(found.map(({ _id }) => _id));
      return ids.filter((id) => !known.has(id));
    },

    /** A tombstone under the id, whether or not there is an attempt. */
    async bury(id: string, erasedAt: Date): Promise<void> {
      await attempts.replaceOne({ _id: id }, { erasedAt }, { upsert: true });
    },

    async *submitted(filter: AttemptFilter): AsyncIterable<Attempt> {
      const cursor = attempts
        .find(query(filter, 'submittedAt'), { codeHash: 0 })
        .lean<AttemptRecord>()
        .cursor({ batchSize: 500 });
      for await (const record of cursor) yield toAttempt(record as AttemptRecord);
    },

    async startedCounts({ isTryOut = false, ...filter }: StartedFilter): Promise<StartedCounts> {
      const rows = await attempts.aggregate<{ _id: string | null; started: number; submitted: number }>([
        { $match: { ...query(filter, 'startedAt'), isTryOut } },
        {
          $group: {
            _id: '$campaign',
            started: { $sum: 1 },
            submitted: { $sum: { $cond: [{ $gt: ['$submittedAt', null] }, 1, 0] } },
          },
        },
      ]);
      const sum = (part: 'started' | 'submitted') => rows.reduce((total, row) => total + row[part], 0);
      const byCampaign = rows.filter((row) => row._id !== null);
      return {
        started: sum('started'),
        submitted: sum('submitted'),
        byCampaign: Object.fromEntries(
          byCampaign.map(({ _id, started, submitted }) => [_id, { started, submitted }]),
        ),
      };
    },
  };
}
