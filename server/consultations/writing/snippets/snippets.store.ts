import { type Connection, Schema } from 'mongoose';
import { Problem } from '../../../shared/problems';
import { type Keyring, open, seal } from '../../../shared/sealing';
import type { Snippet } from './snippets.rules';

/** The text is sealed, as every text is that psychologists write. */
type SnippetRecord = Omit<Snippet, 'id'> & { _id: string };

const schema = new Schema<SnippetRecord>(
  {
    _id: String,
    ownerId: { type: String, required: true },
    isShared: { type: Boolean, required: true },
    language: { type: String, required: true },
    title: { type: String, required: true },
    text: { type: String, required: true },
    version: { type: Number, required: true },
  },
  { versionKey: false },
);
schema.index({ ownerId: 1 });
schema.index({ isShared: 1 });

export type SnippetsStore = Awaited<ReturnType<typeof snippetsStore>>;

export async function snippetsStore(connection: Connection, ring: Keyring) {
  const snippets = connection.model<SnippetRecord>('Snippet', schema, 'snippets');
  await snippets.init();

  const contextOf = (id: string) => `snippet ${id}`;

  function opened({ _id: id, ...record }: SnippetRecord): Snippet {
    const text = open(ring, record.text, contextOf(id));
    if (text === null) throw new Error('A snippet cannot be opened with the present keys');
    return { ...record, id, text };
  }

  const sealed = ({ id, ...snippet }: Snippet): SnippetRecord => ({
    ...snippet,
    _id: id,
    text: seal(ring, snippet.text, contextOf(id)),
  });

  return {
    /** One's own and the shared ones. */
    async seenBy(ownerId: string): Promise<Snippet[]> {
      const [own, shared] = await Promise.all([
        snippets.find({ ownerId, isShared: false }).lean<SnippetRecord[]>(),
        snippets.find({ isShared: true }).lean<SnippetRecord[]>(),
      ]);
      return [...own, ...shared].map(opened);
    },

    async find(id: string): Promise<Snippet | null> {
      const found = await snippets.findOne({ _id: id }).lean<SnippetRecord>();
      return found && opened(found);
    },

    async insert(snippet: Snippet): Promise<void> {
      await snippets.insertMany([sealed(snippet)]);
    },

    /** @throws Problem changedMeanwhile when somebody else changed or removed it */
    async change(before: Snippet, after: Omit<Snippet, 'id' | 'version'>): Promise<void> {
      const { _id, ...changed } = sealed({ ...after, id: before.id, version: before.version + 1 });
      const { modifiedCount } = await snippets.updateOne({ _id, version: before.version }, { $set: changed });
      if (modifiedCount === 0) throw new Problem('changedMeanwhile');
    },

    async remove(id: string): Promise<void> {
      await snippets.deleteOne({ _id: id });
    },
  };
}
