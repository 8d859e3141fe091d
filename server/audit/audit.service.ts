/** The append-only record of sensitive acts. Nothing here changes or removes an entry. */
import { Problem } from '../shared/problems';
import type { Actor } from '../shared/roles';
import type { Act, Details } from './acts';
import type { AuditFilter, AuditStore } from './audit.store';
import {
  beginning,
  chainKey,
  type Entry,
  type EntryContent,
  entryHash,
  follows,
  type Head,
  isGenuine,
  noted,
} from './chain';

export interface AuditService {
  /** `actor` is null where nobody is signed in; `target` is the id of what was acted on. */
  record(act: {
    act: Act;
    actor: Actor | null;
    target?: string;
    details?: Details;
    now: Date;
  }): Promise<void>;
  /** Reads everything from the beginning. `brokenAt` is the first number that does not fit, or is missing. */
  verifyChain(): Promise<{ isWhole: true; entries: number } | { isWhole: false; brokenAt: number }>;
  /** What can be noted outside the store, so that a cut end shows that was cut with its note; null before the first entry. */
  newest(): Promise<Head | null>;
  /** Whether the entry that was noted is still there as it was. */
  holds(noted: Head): Promise<boolean>;
  list(filter: AuditFilter & { page: number }): Promise<{ entries: Entry[]; page: number; pages: number }>;
  /** Oldest first, one after the other. */
  each(filter: AuditFilter): AsyncIterable<Entry>;
}

const entriesPerPage = 50;
/** Other processes may append at the same moment; each lost race makes room for the next try. */
const appendTries = 50;

export function auditService({ store, secret }: { store: AuditStore; secret: Buffer }): AuditService {
  const key = chainKey(secret);

  async function append(content: Omit<EntryContent, 'sequence'>): Promise<void> {
    for (let tries = 0; tries < appendTries; tries += 1) {
      const { before, note } = await place();
      const sequence = before.sequence + 1;
      const hash = entryHash(key, { ...content, sequence }, before.hash);
      if (await store.append({ ...content, sequence, previousHash: before.hash, hash }))
        return note({ sequence, hash });
      // Someone else wrote this number, and may have stopped before noting it as the newest.
      const other = await store.findBySequence(sequence);
      if (other) await note({ sequence, hash: other.hash });
    }
    throw new Problem('storeUnavailable');
  }

  /**
   * What the next entry follows, and how that entry is noted. Where the note is missing or forged the record goes on from
   * its last entry, and the note stays as it was found: what shows the tampering is not written over by us.
   */
  async function place(): Promise<{ before: Head; note: (head: Head) => Promise<void> }> {
    const note = (head: Head) => store.advanceHead(noted(key, head));
    const head = await store.findHead();
    if (head && isGenuine(key, head)) return { before: head, note };
    const last = await store.findNewest();
    if (head || last) return { before: last ?? beginning, note: async () => undefined };
    await store.beginHead(noted(key, beginning));
    return { before: beginning, note };
  }

  // One after the other within this process, so that only other processes can be in the way.
  let queue: Promise<unknown> = Promise.resolve();

  return {
    async record({ act, actor, target = null, details = {}, now }) {
      const who = actor ? { id: actor.accountId, role: actor.role } : null;
      const appended = queue.then(() => append({ at: now, act, actor: who, target, details }));
      queue = appended.catch(() => undefined);
      await appended;
    },
    async verifyChain() {
      // Read first: what is appended while the chain is being read must not look like a lost end.
      const head = await store.findHead();
      let before = beginning;
      for await (const entry of store.all()) {
        const isNoted = entry.sequence !== head?.sequence || entry.hash === head.hash;
        if (!isNoted || !follows(key, before, entry))
          return { isWhole: false, brokenAt: before.sequence + 1 };
        before = { sequence: entry.sequence, hash: entry.hash };
      }
      if (before.sequence < (head?.sequence ?? 0)) return { isWhole: false, brokenAt: before.sequence + 1 };
      // The very first entry may have come in the meantime.
      const note = head ?? (await store.findHead());
      const isEnd = note ? isGenuine(key, note) : before.sequence === 0;
      if (!isEnd) return { isWhole: false, brokenAt: (note ?? before).sequence + 1 };
      return { isWhole: true, entries: before.sequence };
    },
    async newest() {
      const last = await store.findNewest();
      return last && { sequence: last.sequence, hash: last.hash };
    },
    async holds({ sequence, hash }) {
      return (await store.findBySequence(sequence))?.hash === hash;
    },
    each: (filter) => store.all(filter),
    async list({ page, ...filter }) {
      const pages = Math.max(1, Math.ceil((await store.count(filter)) / entriesPerPage));
      const shown = Math.min(page, pages);
      const skip = (shown - 1) * entriesPerPage;
      return { entries: await store.list({ ...filter, skip, limit: entriesPerPage }), page: shown, pages };
    },
  };
}
