/** References, their files and the hashes of who was counted. What is frozen is never changed again. */
import { type Connection, isObjectIdOrHexString, Schema } from 'mongoose';
import { newToken } from '../shared/ids';
import { Problem } from '../shared/problems';
import type {
  Reference,
  ReferenceFile,
  ReferencePlan,
  ReferenceSummary,
  Snapshot,
  Wordings,
} from './reference';

interface ReferenceRecord {
  plan: ReferencePlan;
  /** A list, because sentence ids have dots, which keys must not. */
  wordings: ({ id: string } & Wordings[string])[];
  createdBy: string;
  createdAt: Date;
  version: number;
  frozenAt: Date | null;
  /** Numbers as the JSON text that was hashed. */
  snapshot: { hash: string; numbers: string } | null;
  /** Names the files and members that belong to the snapshot. */
  parts: string | null;
}

interface FileRecord extends ReferenceFile {
  /** `<parts>/<name>`. */
  _id: string;
  reference: string;
}

interface MembersRecord {
  /** `parts` of the reference. */
  _id: string;
  reference: string;
  /** The hashes below each other. */
  hashes: Buffer;
}

const { Mixed } = Schema.Types;
const referenceSchema = new Schema<ReferenceRecord>(
  {
    plan: { type: Mixed, required: true },
    wordings: { type: [Mixed] as never, default: [] },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    version: { type: Number, required: true },
    frozenAt: { type: Date, default: null },
    snapshot: { type: Mixed, default: null },
    parts: { type: String, default: null },
  },
  { versionKey: false, minimize: false },
);
const fileSchema = new Schema<FileRecord>(
  { _id: String, reference: String, name: String, contentType: String, content: Buffer },
  { versionKey: false },
);
const membersSchema = new Schema<MembersRecord>(
  { _id: String, reference: String, hashes: Buffer },
  { versionKey: false },
);

type Stored = ReferenceRecord & { _id: unknown };

export type ReferencesStore = Awaited<ReturnType<typeof referencesStore>>;

export async function referencesStore(connection: Connection) {
  const references = connection.model<ReferenceRecord>('Reference', referenceSchema, 'references');
  const files = connection.model<FileRecord>('ReferenceFile', fileSchema, 'referenceFiles');
  const members = connection.model<MembersRecord>('ReferenceMembers', membersSchema, 'referenceMembers');
  await Promise.all([references.init(), files.init(), members.init()]);

  async function find(id: string): Promise<Stored> {
    const found = isObjectIdOrHexString(id) ? await references.findById(id).lean<Stored>() : null;
    if (!found) throw new Problem('notFound');
    return found;
  }

  async function changeDraft(id: string, version: number, changes: object): Promise<Reference> {
    const changed = await references
      .findOneAndUpdate(
        { _id: id, version, frozenAt: null },
        { $set: changes, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<Stored>();
    if (changed) return toReference(changed);
    const { frozenAt } = await find(id);
    throw new Problem(frozenAt ? 'notAllowedNow' : 'changedMeanwhile');
  }

  return {
    async insert(draft: { plan: ReferencePlan; createdBy: string; createdAt: Date }): Promise<Reference> {
      const made = await references.create({ ...draft, version: 0 });
      return toReference(made.toObject() as Stored);
    },

    /** @throws Problem notFound */
    get: async (id: string): Promise<Reference> => toReference(await find(id)),

    /** Newest first. */
    async list(): Promise<ReferenceSummary[]> {
      const found = await references
        .find({}, { plan: 1, createdAt: 1, frozenAt: 1 })
        .sort({ createdAt: -1, _id: -1 })
        .lean<Stored[]>();
      return found.map(({ _id, plan, createdAt, frozenAt }) => ({
        id: String(_id),
        plan,
        createdAt,
        frozenAt,
      }));
    },

    /** @throws Problem changedMeanwhile; notAllowedNow once frozen */
    changePlan: (id: string, version: number, plan: ReferencePlan) => changeDraft(id, version, { plan }),

    /** @throws as changePlan */
    changeWordings: (id: string, version: number, wordings: Wordings) =>
      changeDraft(id, version, {
        wordings: Object.entries(wordings).map(([sentence, texts]) => ({ id: sentence, ...texts })),
      }),

    /** Does nothing to what is frozen. @returns whether a draft was removed */
    async removeDraft(id: string): Promise<boolean> {
      await find(id);
      const { deletedCount } = await references.deleteOne({ _id: id, frozenAt: null });
      return deletedCount === 1;
    },

    /**
     * Files and members first, then the one write that makes the draft frozen: whoever comes second finds it frozen and
     * leaves nothing behind. @returns null when it was frozen or changed meanwhile
     */
    async freeze(
      { id, version }: Reference,
      snapshot: Snapshot,
      made: { files: ReferenceFile[]; members: ReadonlySet<string> },
    ): Promise<Reference | null> {
      const parts = newToken();
      const fileIds = made.files.map(({ name }) => fileId(parts, name));
      await files.insertMany(
        made.files.map((file) => ({ ...file, _id: fileId(parts, file.name), reference: id })),
      );
      const hashes = Buffer.from([...made.members].sort().join('\n'));
      await members.insertMany([{ _id: parts, reference: id, hashes }]);
      const frozen = await references
        .findOneAndUpdate(
          { _id: id, version, frozenAt: null },
          {
            $set: {
              frozenAt: snapshot.frozenAt,
              snapshot: { hash: snapshot.hash, numbers: JSON.stringify(snapshot.numbers) },
              parts,
            },
            $inc: { version: 1 },
          },
          { returnDocument: 'after' },
        )
        .lean<Stored>();
      if (frozen) return toReference(frozen);
      await Promise.all([files.deleteMany({ _id: { $in: fileIds } }), members.deleteOne({ _id: parts })]);
      return null;
    },

    /** @throws Problem notFound for a draft or an unknown name */
    async getFile(id: string, name: string): Promise<ReferenceFile> {
      const { parts } = await find(id);
      const file = parts === null ? null : await files.findById(fileId(parts, name)).lean<FileRecord>();
      if (!file) throw new Problem('notFound');
      return { name: file.name, contentType: file.contentType, content: bytesOf(file.content) };
    },

    /** The members of every frozen reference, one set at a time. */
    async *frozenMembers(): AsyncIterable<{ reference: string; members: Set<string> }> {
      const frozen = await references
        .find({ parts: { $gt: '' } }, { parts: 1 })
        .sort({ frozenAt: 1 })
        .lean<Stored[]>();
      for (const { _id, parts } of frozen) {
        const record = await members.findById(parts).lean<MembersRecord>();
        const text = record ? bytesOf(record.hashes).toString() : '';
        yield { reference: String(_id), members: new Set(text === '' ? [] : text.split('\n')) };
      }
    },
  };
}

const fileId = (parts: string, name: string): string => `${parts}/${name}`;

/** A lean read gives the driver's own Binary. */
function bytesOf(value: Buffer | { buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer);
}

function toReference({ _id, wordings, snapshot, frozenAt, parts: _parts, ...rest }: Stored): Reference {
  return {
    ...rest,
    id: String(_id),
    frozenAt,
    wordings: Object.fromEntries((wordings ?? []).map(({ id, ...texts }) => [id, texts])),
    snapshot:
      snapshot && frozenAt
        ? // What was frozen before guides stood in the annex has none.
          { frozenAt, hash: snapshot.hash, numbers: { guides: [], ...JSON.parse(snapshot.numbers) } }
        : null,
  };
}
