/** Cases in the states that tests need, reached through the pages that psychologists use. */
import type { Attempt } from '../../../server/screening/attempt.types';
import type { Actor } from '../../../server/shared/roles';
import type { Site } from '../site/site';
import type { Signed } from '../site/staff';
import type { anAttempt } from './attempts';

export interface Asked {
  attempt: Attempt;
  code: string;
  caseId: string;
  /** Of the case's page. */
  path: string;
}

/** A submitted attempt whose student asked a psychologist. */
export async function asked(site: Site, builder: ReturnType<typeof anAttempt>): Promise<Asked> {
  const { attempt, code } = await builder.submitted(site);
  await site.services.consultations.request({ id: attempt.id, code, now: site.clock.now });
  const caseId = await caseOf(site, attempt.id);
  return { attempt, code, caseId, path: `/staff/cases/${caseId}` };
}

/** Everybody's cases are in some list of a lead for all regions. */
async function caseOf(site: Site, attemptId: string): Promise<string> {
  const reader: Actor = {
    accountId: 'nobody',
    sessionId: '',
    name: '',
    role: 'lead',
    regions: [],
    mustChangePassword: false,
  };
  for (const tab of ['ours', 'answered', 'closed'] as const) {
    for (let page = 1, hasNext = true; hasNext; page += 1) {
      const queue = await site.services.consultations.queue({
        tab,
        page,
        actor: reader,
        now: site.clock.now,
      });
      hasNext = queue.hasNext;
      const found = queue.cases.find(({ attempts }) => attempts.some(({ id }) => id === attemptId));
      if (found) return found.id;
    }
  }
  throw new Error('the attempt has no case in any list');
}

/** The document as it lies in the store. */
export const rawCase = (site: Site, { caseId }: Asked): Promise<Record<string, unknown> | null> =>
  site.connection.collection<{ _id: string }>('cases').findOne({ _id: caseId });

export async function claim(psychologist: Signed, { path }: Pick<Asked, 'path'>) {
  await psychologist.open(path);
  return psychologist.submit({}, `${path}/claim`);
}

/** Writes and saves, on the page that is open. */
export async function write(psychologist: Signed, { path }: Asked, text: string) {
  return psychologist.submit({ text, next: 'stay' }, `${path}/draft`);
}

/** Takes the case, writes, looks at the preview and publishes, whatever it hints at. */
export async function answer(psychologist: Signed, one: Pick<Asked, 'path'>, text: string) {
  await claim(psychologist, one);
  await psychologist.submit({ text, next: 'preview' }, `${one.path}/draft`);
  const hasHints = psychologist.page.html.querySelector('[name=despite]') !== null;
  return psychologist.submit(hasHints ? { despite: 'yes' } : {}, `${one.path}/publish`);
}
