/**
 * Versions of texts, apart from their words: every submission asks which versions are shown, and a version is a hundredth
 * of its words. Words never change; an edited proposal points to new ones, so that a version and its words are one write.
 */

import { randomUUID } from 'node:crypto';
import { type Connection, Schema } from 'mongoose';
import { defined } from '../core/defined';
import type { TextReference } from '../core/feedback/text-content';
import { nullWhenTaken } from '../shared/unique-key';
import type { TextHead, TextVersion } from './text.types';

interface TextRecord extends TextHead {
  /** `<questionnaire>/<text>/<version>`: two people who write the same version at once cannot both succeed. */
  _id: string;
  contentsId: string;
}

interface ContentsRecord {
  _id: string;
  contents: TextVersion['contents'];
}

const plain = { _id: false } as const;
const by = (more: object) => ({ type: new Schema({ role: String, ...more }, plain), default: null });

const schema = new Schema<TextRecord>(
  {
    _id: String,
    questionnaire: { type: String, required: true },
    id: { type: String, required: true },
    kind: { type: String, required: true },
    version: { type: Number, required: true },
    state: { type: String, required: true },
    contentsId: { type: String, required: true },
    isShipped: { type: Boolean, required: true },
    author: by({ accountId: { type: String, default: null } }),
    reason: { type: String, default: null },
    basedOn: { type: Number, default: null },
    writtenAt: { type: Date, required: true },
    revision: { type: Number, required: true },
    decision: by({ at: Date, note: { type: String, default: null } }),
  },
  { versionKey: false, id: false },
);
schema.index({ questionnaire: 1, id: 1, version: 1 });

const contentsSchema = new Schema<ContentsRecord>(
  { _id: String, contents: { type: Schema.Types.Mixed, required: true } },
  { versionKey: false, minimize: false },
);

/** As many words as both languages of every text of several questionnaires have, about 2 MB. */
const mostRead = 400;

export type LibraryStore = Awaited<ReturnType<typeof libraryStore>>;

export async function libraryStore(connection: Connection) {
  const texts = connection.model<TextRecord>('LibraryText', schema, 'libraryTexts');
  const words = connection.model<ContentsRecord>('LibraryContents', contentsSchema, 'libraryContents');
  await Promise.all([texts.init(), words.init()]);

  const keyOf = (questionnaire: string, { id, version }: TextReference) =>
    `${questionnaire}/${id}/${version}`;
  const toHead = ({ _id, contentsId: _contents, ...head }: TextRecord): TextHead => head;

  const keep = async (contents: TextVersion['contents']): Promise<string> => {
    const _id = randomUUID();
    await words.insertMany([{ _id, contents }]);
    return _id;
  };

  /** What was read lately, the oldest first: a result shows some twenty texts, 150 KB, and most results the same. */
  const lately = new Map<string, TextVersion['contents']>();

  const withWords = async (records: TextRecord[]): Promise<TextVersion[]> => {
    const unread = records.map(({ contentsId }) => contentsId).filter((id) => !lately.has(id));
    const read = unread.length > 0 ? await words.find({ _id: { $in: unread } }).lean<ContentsRecord[]>() : [];
    for (const { _id, contents } of read) lately.set(_id, contents);
    const whole = records.map((record) => ({
      ...toHead(record),
      contents: defined(lately.get(record.contentsId), `words of ${record._id}`),
    }));
    for (const id of lately.keys()) if (lately.size > mostRead) lately.delete(id);
    return whole;
  };

  return {
    /** Every version of every text, without the words. */
    async heads(questionnaire: string): Promise<TextHead[]> {
      const found = await texts.find({ questionnaire }).sort({ id: 1, version: 1 }).lean<TextRecord[]>();
      return found.map(toHead);
    },

    /** Of one text, the oldest first. */
    async history(questionnaire: string, id: string): Promise<TextVersion[]> {
      return withWords(await texts.find({ questionnaire, id }).sort({ version: 1 }).lean<TextRecord[]>());
    },

    /** Those that exist, in no promised order. */
    async find(questionnaire: string, references: TextReference[]): Promise<TextVersion[]> {
      const keys = references.map((reference) => keyOf(questionnaire, reference));
      return withWords(await texts.find({ _id: { $in: keys } }).lean<TextRecord[]>());
    },

    /** @returns false when one of the versions exists already; those before it are there then. */
    async insert(versions: TextVersion[]): Promise<boolean> {
      if (versions.length === 0) return true;
      const inserted = versions.map(({ contents, ...head }) => ({
        head,
        words: { _id: randomUUID(), contents },
      }));
      await words.insertMany(inserted.map((one) => one.words));
      const records = inserted.map(({ head, words: { _id: contentsId } }) => ({
        ...head,
        _id: keyOf(head.questionnaire, head),
        contentsId,
      }));
      return (await nullWhenTaken(() => texts.insertMany(records))) !== null;
    },

    /** @returns false when it was edited or decided meanwhile. */
    async change(
      { questionnaire, revision, ...reference }: TextReference & { questionnaire: string; revision: number },
      {
        contents,
        ...change
      }: Partial<Pick<TextVersion, 'contents' | 'reason' | 'writtenAt' | 'state' | 'decision'>>,
    ): Promise<boolean> {
      const set = {
        ...change,
        ...(contents && { contentsId: await keep(contents) }),
      };
      const { modifiedCount } = await texts.updateOne(
        { _id: keyOf(questionnaire, reference), revision, state: 'proposed' },
        { $set: set, $inc: { revision: 1 } },
      );
      return modifiedCount === 1;
    },
  };
}
