/** From a shipped text to an agreed one: proposed by a psychologist, agreed by the lead, shown from then on. */

import { isDeepStrictEqual } from 'node:util';
import type { AuditService } from '../audit/audit.service';
import { defined } from '../core/defined';
import type { Offer } from '../core/definition/offer';
import {
  type TextContent,
  type TextFault,
  type TextReference,
  textFaults,
} from '../core/feedback/text-content';
import { defaultLanguage, inEachLanguage, type Language } from '../core/text/languages';
import type { Questionnaire, ShippedText } from '../questionnaires';
import type { Catalogue } from '../questionnaires/catalogue';
import { startOfDay } from '../shared/clock';
import { Problem } from '../shared/problems';
import type { Actor } from '../shared/roles';
import { refusalOf, type Standing, shownAmong, standingOf, type TextAct } from './library.rules';
import type { LibraryStore } from './library.store';
import type { AuthorRole, TextHead, TextVersion } from './text.types';
import { textAddresses } from './text-address';

export interface ListedText {
  id: string;
  /** By which these acts and pages find it: see text-address.ts. */
  address: string;
  shown: TextHead;
  standing: Standing;
  /** Not shown yet: a change by staff, or a newer text of the software. */
  waiting: TextHead[];
}

export interface OpenedText {
  id: string;
  address: string;
  /** Whose result or readers it is for. */
  questionnaire: Questionnaire;
  /** The oldest first. */
  versions: TextVersion[];
  shown: TextVersion;
}

/** A change of a text in both languages; what is wrong with it is told by language. */
export type Faults = Record<Language, TextFault[]>;

interface Deed {
  address: string;
  version: number;
  /** Of the page on which the person decided. */
  revision: number;
  actor: Actor;
  now: Date;
}

export interface LibraryService {
  /** Those whose texts staff read and change. */
  offered: readonly Offer[];
  questionnaire(name: string): Questionnaire;
  /** Takes over the texts that came with the software, each as the next version of its text; run at every start. */
  importShipped(): Promise<void>;
  /** Of each text the version that is shown now, by id. */
  shown(questionnaire: string): Promise<Record<string, TextVersion>>;
  shownVersions(questionnaire: string): Promise<TextReference[]>;
  /** Exactly these versions by id; unknown ones are left out. */
  versions(questionnaire: string, references: TextReference[]): Promise<Record<string, TextVersion>>;
  /** Of one questionnaire. */
  list(name: string): Promise<ListedText[]>;
  /** @throws Problem notFound */
  open(address: string): Promise<OpenedText>;
  /** @throws Problem notFound */
  faultsOf(address: string, contents: Record<Language, TextContent>): Faults;
  /** @throws Problem changedMeanwhile when the text has an open proposal or another version is shown by now; notFound */
  propose(act: {
    address: string;
    /** The version whose words it started from. */
    basedOn: number;
    /** The version that was shown when the person began to write. */
    shownThen: number;
    contents: Record<Language, TextContent>;
    reason: string;
    actor: Actor;
    now: Date;
  }): Promise<TextReference>;
  /** The author's own proposal. @throws Problem forbidden, notAllowedNow, changedMeanwhile */
  edit(deed: Deed & { contents: Record<Language, TextContent>; reason: string }): Promise<void>;
  /** @throws as edit */
  withdraw(deed: Deed): Promise<void>;
  /** @throws as edit */
  agree(deed: Deed): Promise<void>;
  /** @throws as edit */
  decline(deed: Deed & { note: string }): Promise<void>;
}

interface Parts {
  store: LibraryStore;
  audit: Pick<AuditService, 'record'>;
  catalogue: Catalogue;
}

export function libraryService({
  store,
  audit,
  catalogue: { versions: all, offered },
}: Parts): LibraryService {
  const { addressOf, placeOf } = textAddresses(offered.map(({ name }) => name));

  const questionnaire = (name: string): Questionnaire => defined(all.get(name), `questionnaire ${name}`);

  const foundAt = (address: string) => {
    const place = placeOf(address);
    if (!place) throw new Problem('notFound');
    return place;
  };

  const headsById = async (name: string) => {
    const byId = new Map<string, TextHead[]>();
    for (const head of await store.heads(name)) byId.set(head.id, [...(byId.get(head.id) ?? []), head]);
    return byId;
  };

  const shownVersions: LibraryService['shownVersions'] = async (name) =>
    [...(await headsById(name)).values()].flatMap((heads) => {
      const shown = shownAmong(heads);
      return shown ? [{ id: shown.id, version: shown.version }] : [];
    });

  const versions: LibraryService['versions'] = async (name, references) =>
    Object.fromEntries((await store.find(name, references)).map((version) => [version.id, version]));

  const open = async (address: string): Promise<OpenedText> => {
    const { questionnaire: name, id } = foundAt(address);
    const history = await store.history(name, id);
    const shown = shownAmong(history);
    if (!shown) throw new Problem('notFound');
    return { id, address, questionnaire: questionnaire(name), versions: history, shown };
  };

  /** One act on one version, recorded. */
  async function act(
    name: TextAct,
    { address, version, revision, actor, now }: Deed,
    change: Parameters<LibraryStore['change']>[1],
  ): Promise<void> {
    const { versions: history, shown } = await open(address);
    const found = history.find((one) => one.version === version);
    if (!found) throw new Problem('notFound');
    const refused = refusalOf(name, found, standingOf(found, shown), actor);
    if (refused === 'notAllowedNow') {
      // A form that was sent twice finds its work done; another person's note is not taken for one's own.
      const isSame = found.decision?.note === change.decision?.note;
      if (change.state && found.state === change.state && isSame) return;
      // Decided or overtaken since the page was opened: the answer to this keeps what was typed.
      if (name === 'edit' || found.revision !== revision) throw new Problem('changedMeanwhile');
    }
    if (refused) throw new Problem(refused);
    if (!(await store.change({ ...foundAt(address), version, revision }, change)))
      throw new Problem('changedMeanwhile');
    await audit.record({ act: acts[name], actor, target: address, details: { version }, now });
  }

  const decision = ({ actor, now }: Deed, note: string | null) => ({
    role: actor.role as AuthorRole,
    at: now,
    note,
  });

  return {
    offered,
    questionnaire,

    async importShipped() {
      for (const [name, { recommendations, guides, isPublished }] of all) {
        // A draft's texts still change with every start.
        if (!isPublished) continue;
        const shipped = [recommendations, guides].flatMap((texts) =>
          Object.keys(texts[defaultLanguage]).map((id) =>
            inEachLanguage((language) => defined(texts[language][id], `${id} in ${language}`)),
          ),
        );
        const heads = await store.heads(name);
        const earlier = await store.find(
          name,
          heads.filter(({ isShipped }) => isShipped),
        );
        if (await store.insert(shipped.flatMap((text) => newVersion(name, text, heads, earlier)))) continue;
        // Another process took over a text at this moment, or a proposal took its number.
        for (const text of shipped) {
          const history = await store.history(name, text[defaultLanguage].id);
          await store.insert(newVersion(name, text, history, history));
        }
      }
    },

    async shown(name) {
      return versions(name, await shownVersions(name));
    },
    shownVersions,
    versions,

    async list(name) {
      return [...(await headsById(name)).values()].flatMap((heads) => {
        const shown = shownAmong(heads);
        if (!shown) return [];
        const waiting = heads.filter((head) => standingOf(head, shown) === 'waiting');
        const address = addressOf({ questionnaire: name, id: shown.id });
        return [{ id: shown.id, address, shown, standing: standingOf(shown, shown), waiting }];
      });
    },

    open,

    faultsOf(address, contents) {
      const { questionnaire: name, id } = foundAt(address);
      const { definition, forbidden } = questionnaire(name);
      const kind = definition.guides.includes(id) ? 'guide' : 'recommendation';
      return inEachLanguage((language) =>
        textFaults(contents[language], { definition, forbidden: forbidden[language], kind, id }),
      );
    },

    async propose({ address, basedOn, shownThen, contents, reason, actor, now }) {
      const { questionnaire: name, id } = foundAt(address);
      const { versions: history, shown } = await open(address);
      if (!history.some(({ version }) => version === basedOn)) throw new Problem('notFound');
      if (shown.version !== shownThen) throw new Problem('changedMeanwhile');
      if (history.some((one) => !one.isShipped && standingOf(one, shown) === 'waiting'))
        throw new Problem('changedMeanwhile');
      // Of two who propose at once both saw the same history, and only one can write the version after it.
      const version = defined(history.at(-1), `a version of ${id}`).version + 1;
      const proposal: TextVersion = {
        ...{ questionnaire: name, id, kind: shown.kind, version },
        ...{ state: 'proposed', isShipped: false, revision: 1, decision: null },
        ...{ contents, reason, basedOn, writtenAt: now },
        author: { role: actor.role as AuthorRole, accountId: actor.accountId },
      };
      const isWritten = await store.insert([proposal]);
      if (!isWritten) throw new Problem('changedMeanwhile');
      await audit.record({ act: 'textProposed', actor, target: address, details: { version }, now });
      return { id, version };
    },

    edit: ({ contents, reason, ...deed }) => act('edit', deed, { contents, reason, writtenAt: deed.now }),
    withdraw: (deed) => act('withdraw', deed, { state: 'withdrawn', decision: decision(deed, null) }),
    agree: (deed) => act('agree', deed, { state: 'agreed', decision: decision(deed, null) }),
    decline: ({ note, ...deed }) =>
      act('decline', deed, { state: 'declined', decision: decision(deed, note) }),
  };
}

/**
 * None where a shipped version says the same: of two releases that run on one store, neither brings its words again at
 * each start.
 * @param heads of every version that is there, the oldest first
 * @param earlier those of them that were shipped, with their words
 */
function newVersion(
  name: string,
  shipped: Record<Language, ShippedText>,
  heads: readonly TextHead[],
  earlier: readonly TextVersion[],
): TextVersion[] {
  const { id, kind, role, date } = shipped[defaultLanguage];
  const contents = inEachLanguage((language) => contentOf(shipped[language]));
  const known = heads.filter((head) => head.id === id);
  const stored = earlier.filter((one) => one.id === id && one.isShipped);
  if (stored.some((one) => isDeepStrictEqual(one.contents, contents))) return [];
  return [
    {
      ...{ questionnaire: name, id, kind, version: (known.at(-1)?.version ?? 0) + 1 },
      ...{ state: 'proposed', isShipped: true, revision: 1, decision: null },
      ...{ contents, reason: null, writtenAt: startOfDay(date) },
      basedOn: known.findLast(({ isShipped }) => isShipped)?.version ?? null,
      author: { role, accountId: null },
    },
  ];
}

const acts = {
  edit: 'textProposed',
  withdraw: 'textWithdrawn',
  agree: 'textAgreed',
  decline: 'textDeclined',
} as const;

function contentOf({ id: _id, kind: _kind, role: _role, date: _date, ...content }: ShippedText): TextContent {
  return content;
}
