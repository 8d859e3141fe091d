/** The lists of cases as one reader sees them: what is there, what is urgent, which one comes next. */
import { idOf } from '../../core/definition/name';
import type { Catalogue } from '../../questionnaires/catalogue';
import type { Actor } from '../../shared/roles';
import { isFree } from '../case/case.rules';
import type { CaseSummary } from '../case/case.types';
import type { Present } from '../case/coverage.rules';
import type { Conversations } from '../case/stored/conversations';
import type { QueueFilter, QueueStore, Tab, Urgent, Wanted } from './queue.store';
import { tabs } from './queue.store';
import { isWishing, type Wishes, wishedBands } from './queue-filter';

const casesPerPage = 30;
/** Beginnings of ids that fit more cases than this are too short to mean one. */
const mostFound = 10;

interface Reading {
  actor: Actor;
  now: Date;
}

type Counts = Record<Tab, number>;

export interface QueuePage {
  cases: CaseSummary[];
  /** Of whole lists, whatever the reader wishes to see of one. */
  counts: Counts;
  /** null where the whole list is shown. */
  matching: number | null;
  page: number;
  hasNext: boolean;
  urgent: Urgent;
  present: Present;
}

export interface QueueService {
  queue(ask: Reading & { tab: Tab; page: number; wishes?: Wishes }): Promise<QueuePage>;
  /** What a page that stands open asks again and again. */
  counts(ask: Reading): Promise<{ counts: Counts; urgent: Urgent }>;
  /** The first that is in nobody's hands, in the order of the queue; null where there is none. */
  nextFree(ask: Reading & { after?: string }): Promise<string | null>;
  /** After which case whatever it is goes on: of a lead first what waits for a second pair of eyes. */
  nextCase(ask: Reading & { after: string }): Promise<string | null>;
  /** Ids that begin so, of the cases that the reader may open. */
  findCases(ask: Reading & { beginning: string }): Promise<string[]>;
}

interface Parts {
  conversations: Conversations;
  queue: QueueStore;
  screening: { catalogue: Catalogue };
}

export function queueService({ conversations, queue, screening }: Parts): QueueService {
  const { versions } = screening.catalogue;

  function wantedFor({ band, questionnaire, ...wishes }: Wishes): Wanted {
    const names = [...versions.keys()];
    const definitions = [...versions.values()].map(({ definition }) => definition);
    return {
      ...wishes,
      bands: band === undefined ? undefined : wishedBands(definitions, band),
      questionnaires:
        questionnaire === undefined ? undefined : names.filter((name) => idOf(name) === questionnaire),
    };
  }

  async function readingOf({ actor, now }: Reading): Promise<{ actor: Actor; present: Present }> {
    await conversations.settle(now);
    return { actor, present: await conversations.presentAt(now) };
  }

  async function countsFor(filter: QueueFilter): Promise<Counts> {
    const counted = await Promise.all(
      tabs.map(async (tab) => [tab, await queue.count(tab, filter)] as const),
    );
    return Object.fromEntries(counted) as Counts;
  }

  async function nextInReview(after: string, filter: QueueFilter): Promise<string | null> {
    if (filter.actor.role !== 'lead') return null;
    const first = await queue.list('review', filter, { skip: 0, limit: casesPerPage });
    const isOthers = ({ author }: CaseSummary) => author?.id !== filter.actor.accountId;
    return first.find((one) => one.id !== after && isOthers(one))?.id ?? null;
  }

  const service: QueueService = {
    async queue({ tab, page, wishes = {}, ...reading }) {
      const filter = await readingOf(reading);
      const wanted = wantedFor(wishes);
      const narrowed = { ...filter, wanted };
      const part = { skip: (page - 1) * casesPerPage, limit: casesPerPage + 1 };
      const [found, counts, urgent] = await Promise.all([
        queue.list(tab, narrowed, part),
        countsFor(filter),
        queue.urgent(filter),
      ]);
      // A page that there was a moment ago.
      if (found.length === 0 && page > 1) return service.queue({ tab, page: 1, wishes, ...reading });
      return {
        cases: found.slice(0, casesPerPage),
        counts,
        matching: isWishing(wishes) ? await queue.count(tab, narrowed) : null,
        page,
        hasNext: found.length > casesPerPage,
        urgent,
        present: filter.present,
      };
    },

    async counts(reading) {
      const filter = await readingOf(reading);
      const [counts, urgent] = await Promise.all([countsFor(filter), queue.urgent(filter)]);
      return { counts, urgent };
    },

    async nextFree({ after, ...reading }) {
      const filter = await readingOf(reading);
      const wanted = { holding: 'free' } as const;
      const first = await queue.list('ours', { ...filter, wanted }, { skip: 0, limit: casesPerPage });
      const next = first.find((one) => one.id !== after && isFree(one, filter.actor, filter.present));
      return next?.id ?? null;
    },

    async nextCase(ask) {
      const { after, ...reading } = ask;
      return (await nextInReview(after, await readingOf(reading))) ?? service.nextFree(ask);
    },

    async findCases({ beginning, ...reading }) {
      return queue.find(beginning, await readingOf(reading), mostFound);
    },
  };
  return service;
}
