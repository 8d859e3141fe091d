/** The psychologist's side: the queue, one author at a time, a letter that is written, signed off and published. */
import { randomUUID } from 'node:crypto';
import type { AuditService } from '../../audit/audit.service';
import type { Language } from '../../core/definition/types';
import type { AttemptForCase, ScreeningService } from '../../screening/screening.service';
import { Problem, type ProblemCode } from '../../shared/problems';
import type { Actor } from '../../shared/roles';
import { answeredBy, newestAttempt, stateWhenIdle } from '../case/attempts.rules';
import { claimLastsMs, needsSignOff, refusal, refusalToOpen, type StaffAct } from '../case/case.rules';
import type { Author, Case, CaseSummary } from '../case/case.types';
import type { CaseChange, CasesStore } from '../case/cases.store';
import { letterFrom, lettersOf, unansweredDanger } from '../case/messages.rules';
import { type QueueStore, type Tab, tabs } from './queue.store';

const casesPerPage = 30;

interface StaffAsk {
  id: string;
  actor: Actor;
  now: Date;
}

interface StaffDeed extends StaffAsk {
  /** Of the page on which the person decided. */
  version: number;
}

/** What was typed is never thrown away: a refused save is an answer with what is stored instead. */
export type SaveOutcome = { saved: Case } | { refused: ProblemCode; stored: Case };

export interface PsychologistsService {
  queue(ask: { tab: Tab; page: number; actor: Actor; now: Date }): Promise<{
    cases: CaseSummary[];
    counts: Record<Tab, number>;
    page: number;
    pages: number;
  }>;
  /** @throws Problem notFound (also for other regions' cases), claimedByColleague */
  open(ask: StaffAsk): Promise<{ case: Case; attempt: AttemptForCase }>;
  /** Each deed: @throws Problem claimedByColleague, notAllowedNow, forbidden, changedMeanwhile */
  claim(deed: StaffDeed): Promise<Case>;
  release(deed: StaffDeed): Promise<Case>;
  saveDraft(deed: StaffDeed & { text: string; language: Language }): Promise<SaveOutcome>;
  /** Publishes the saved draft; a psychologist's letter that needs a sign-off goes to the lead instead. */
  publish(deed: StaffDeed): Promise<Case>;
  returnToAuthor(deed: StaffDeed & { note: string }): Promise<Case>;
  revise(deed: StaffDeed): Promise<Case>;
  close(deed: StaffDeed): Promise<Case>;
}

interface Parts {
  cases: CasesStore;
  queue: QueueStore;
  screening: Pick<ScreeningService, 'attemptForCase'>;
  audit: Pick<AuditService, 'record'>;
}

export function psychologistsService({ cases, queue, screening, audit }: Parts): PsychologistsService {
  async function getCase(id: string): Promise<Case> {
    const found = await cases.find(id);
    if (!found) throw new Problem('notFound');
    return found;
  }

  /** One act on one version; a form that was sent twice finds its work done. */
  async function act(
    name: StaffAct,
    { id, version, actor, now }: StaffDeed,
    decide: (found: Case, by: Author) => CaseChange,
  ): Promise<Case> {
    const by = authorOf(actor);
    const found = await getCase(id);
    if (await cases.isDone(id, name, by, version)) return found;
    const refused = refusal(name, found, actor, now);
    if (refused) throw new Problem(refused);
    const changed = await cases.change({ of: found, version, act: name, by, now, change: decide(found, by) });
    if (!changed) throw new Problem('changedMeanwhile');
    return changed;
  }

  const claimFrom = (now: Date) => new Date(now.getTime() + claimLastsMs);

  const send = (deed: StaffDeed) =>
    act('send', deed, () => ({ state: 'inReview', claimExpiresAt: null, returnNote: null }));

  async function publishNow(deed: StaffDeed): Promise<Case> {
    const { actor, now } = deed;
    const published = await act('publish', deed, (found, by) => {
      const { draft } = found;
      if (!draft) throw new Problem('notAllowedNow');
      const letter = letterFrom(draft, {
        id: randomUUID(),
        attemptIds: answeredBy(found, draft.corrects),
        author: found.author ?? by,
        signedOffBy: needsSignOff(found) ? by : null,
        now,
      });
      const written = { draft: null, returnNote: null, claimExpiresAt: null };
      const dangerAt = unansweredDanger([...found.messages, letter]);
      return { state: 'published', letter, ...written, answeredAt: found.answeredAt ?? now, dangerAt };
    });
    const letter = lettersOf(published.messages).at(-1);
    const details = { version: letter?.number ?? 0, language: letter?.language ?? published.language };
    await audit.record({ act: 'consultationPublished', actor, target: published.id, details, now });
    return published;
  }

  return {
    async queue({ tab, page, actor, now }) {
      const filter = {
        regions: actor.regions,
        accountId: actor.accountId,
        isLead: actor.role === 'lead',
        now,
      };
      const counted = await Promise.all(
        tabs.map(async (one) => [one, await queue.count(one, filter)] as const),
      );
      const counts = Object.fromEntries(counted) as Record<Tab, number>;
      const pages = Math.max(1, Math.ceil(counts[tab] / casesPerPage));
      const shown = Math.min(page, pages);
      const part = { skip: (shown - 1) * casesPerPage, limit: casesPerPage };
      return { cases: await queue.list(tab, filter, part), counts, page: shown, pages };
    },

    async open({ id, actor, now }) {
      const found = await getCase(id);
      const refused = refusalToOpen(found, actor, now);
      if (refused) throw new Problem(refused);
      const attempt = await screening.attemptForCase(newestAttempt(found).id);
      // The author's coming back to the same case all day is not another look into someone's answers.
      if (found.author?.id !== actor.accountId)
        await audit.record({ act: 'caseOpened', actor, target: id, details: { state: found.state }, now });
      return { case: found, attempt };
    },

    claim: async (deed) => {
      const claimed = await act('claim', deed, (found, by) => ({
        state: found.draft ? 'draft' : 'claimed',
        author: by,
        claimExpiresAt: claimFrom(deed.now),
      }));
      const { actor, now } = deed;
      await audit.record({
        act: 'caseOpened',
        actor,
        target: deed.id,
        details: { state: claimed.state },
        now,
      });
      return claimed;
    },

    release: (deed) =>
      act('release', deed, (found) => {
        const latest = lettersOf(found.messages).at(-1);
        // A begun letter helps the next author; a begun correction is given up.
        const isCorrection = found.answeredAt !== null && latest !== undefined;
        const given = isCorrection ? { author: latest.author, draft: null } : { author: null };
        return { state: stateWhenIdle(found), claimExpiresAt: null, returnNote: null, ...given };
      }),

    async saveDraft({ text, language, ...deed }) {
      const { id, version, actor, now } = deed;
      const by = authorOf(actor);
      const found = await getCase(id);
      const refused = refusal('save', found, actor, now);
      if (refused === 'notFound') throw new Problem(refused);
      if (refused) return { refused, stored: found };
      const draft = { text, language, savedAt: now, corrects: found.draft?.corrects ?? null };
      const change: CaseChange = { state: 'draft', draft, claimExpiresAt: claimFrom(now) };
      const saved = await cases.change({ of: found, version, act: 'save', by, now, change });
      if (saved) return { saved };
      const stored = await getCase(id);
      const isSame = stored.draft?.text === text && stored.draft.language === language;
      return isSame ? { saved: stored } : { refused: 'changedMeanwhile', stored };
    },

    async publish(deed) {
      const found = await getCase(deed.id);
      return needsSignOff(found) && deed.actor.role !== 'lead' ? send(deed) : publishNow(deed);
    },

    returnToAuthor: ({ note, ...deed }) =>
      act('return', deed, () => ({
        state: 'draft',
        returnNote: note,
        claimExpiresAt: claimFrom(deed.now),
      })),

    revise: (deed) =>
      act('revise', deed, (found, by) => {
        const latest = lettersOf(found.messages).at(-1);
        if (!latest) throw new Problem('notAllowedNow');
        const { id: corrects, text, language: written } = latest;
        const draft = { text, language: written, savedAt: deed.now, corrects };
        return { state: 'draft', author: by, claimExpiresAt: claimFrom(deed.now), draft };
      }),

    close: (deed) => act('close', deed, () => ({ state: 'closed', dangerAt: null })),
  };
}

const authorOf = ({ accountId, name }: Actor): Author => ({ id: accountId, name });
