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
    result: Mixed,
    recordBits: Number,
    scoringVersion: String,
    feedback: feedbackSchema,
    erasedAt: Date,
  },
  { versionKey: false, minimize: false },
);
schema.index({ codeHash: 1, startedAt: -1 });
// In this order a code's attempts at a questionnaire come one after the other: see `firstSubmitted`.
schema.index({ questionnaire: 1, codeHash: 1, submittedAt: 1, _id: 1 });
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

/** A member that is undefined is none. */
const asGiven = { ignoreUndefined: true } as const;

/** A tombstone and an attempt under way have no such date. */
const dated = { $gte: new Date(0) };

function isAmong(
  { submittedAt, campaign, profile }: AttemptRecord,
  { from, to, campaigns, regions }: Omit<AttemptFilter, 'questionnaire'>,
): boolean {
  const moment = submittedAt ?? new Date(0);
  return (
    (!from || moment >= from) &&
    (!to || moment < to) &&
    (!campaigns || (campaign !== null && campaigns.includes(campaign))) &&
    (!regions || regions.includes(profile.region))
  );
}

export type AttemptsStore = Awaited<ReturnType<typeof attemptsStore>>;

export async function attemptsStore(connection: Connection) {
  const attempts = connection.model('Attempt', schema, 'attempts');
  await attempts.init();
  /** Each saved page passes here, checked at the edge already: as it is, which costs half of what a model does. */
  const records = connection.collection<AttemptRecord & Partial<Tombstone>>('attempts');

  return {
    async find(id: string): Promise<FoundAttempt | null> {
      const record = await records.findOne({ _id: id });
      if (!record) return null;
      if (record.erasedAt) return { isErased: true };
      return { isErased: false, codeHash: record.codeHash, attempt: toAttempt(record) };
    },

    /** Newest first. */
    async ofCode(codeHash: string): Promise<Attempt[]> {
      const records = await attempts.find({ codeHash }).sort({ startedAt: -1 }).lean<AttemptRecord[]>();
      return records.map(toAttempt);
    },

    async questionnairesOf(ids: string[]): Promise<{ id: string; questionnaire: string }[]> {
      const records = await attempts
        .find({ _id: { $in: ids }, submittedAt: dated }, { questionnaire: 1 })
        .lean<Pick<AttemptRecord, '_id' | 'questionnaire'>[]>();
      return records.map(({ _id, questionnaire }) => ({ id: _id, questionnaire }));
    },

    /** @returns false when the id is taken. */
    async insert(attempt: Attempt, codeHash: string): Promise<boolean> {
      return (await nullWhenTaken(() => records.insertOne(toRecord(attempt, codeHash), asGiven))) !== null;
    },

    /** Writes over the copy with `afterSequence` while it is not submitted. @returns false when it moved on */
    async replace(attempt: Attempt, codeHash: string, afterSequence: number): Promise<boolean> {
      const { _id, ...content } = toRecord(attempt, codeHash);
      const filter = { _id, codeHash, sequence: afterSequence, submittedAt: null };
      const { matchedCount } = await records.updateOne(filter, { $set: content }, asGiven);
      return matchedCount === 1;
    },

    /** The same answer again changes nothing. @returns false when the attempt is not submitted. */
    async setFeedback(id: string, codeHash: string, feedback: Feedback): Promise<boolean> {
      const submitted = { _id: id, codeHash, submittedAt: dated };
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

    /**
     * Of each code its first attempt that reached the server submitted; of two that came in the same millisecond the one
     * with the smaller id, whichever process asks. Which one that is, no filter changes: it only leaves some out.
     */
    async *firstSubmitted({ questionnaire, ...within }: AttemptFilter): AsyncIterable<Attempt> {
      const cursor = attempts
        .find({ questionnaire, submittedAt: dated, isTryOut: false })
        .sort({ codeHash: 1, submittedAt: 1, _id: 1 })
        .lean<AttemptRecord>()
        .cursor({ batchSize: 500 });
      let lastCode: string | null = null;
      for await (const one of cursor) {
        const record = one as AttemptRecord;
        if (record.codeHash === lastCode) continue;
        lastCode = record.codeHash;
        if (isAmong(record, within)) yield toAttempt(record);
      }
    },

    /** The id of the attempt that `firstSubmitted` gives of this code; null where it submitted none. */
    async firstIdOf(codeHash: string, questionnaire: string): Promise<string | null> {
      const [first] = await attempts
        .find({ questionnaire, codeHash, submittedAt: dated, isTryOut: false })
        .sort({ submittedAt: 1, _id: 1 })
        .limit(1)
        .lean<AttemptRecord[]>();
      return first?._id ?? null;
    },

    async hasAttempts(campaign: string): Promise<boolean> {
      return (await attempts.exists({ campaign })) !== null;
    },

    async startedCounts({
      questionnaire,
      campaigns,
      isTryOut = false,
    }: StartedFilter): Promise<StartedCounts> {
      const rows = await attempts.aggregate<{ _id: string | null; started: number; submitted: number }>([
        {
          $match: {
            startedAt: dated,
            ...(campaigns ? { campaign: { $in: campaigns } } : {}),
            ...(questionnaire ? { questionnaire } : {}),
            isTryOut,
          },
        },
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
