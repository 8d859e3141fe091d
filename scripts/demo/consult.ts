/** The demo's consultations: who asked, and how far psychologist and student have come. */

import { randomUUID } from 'node:crypto';
import { defined } from '../../server/core/defined';
import type { Services } from '../../server/services';
import { dayMs, hourMs, minuteMs } from '../../server/shared/clock';
import { Problem } from '../../server/shared/problems';
import type { Actor } from '../../server/shared/roles';
import { letters, replies } from './letters';
import type { Random } from './random';
import type { SimulatedAttempt } from './respondents';

/** How far a consultation has come. */
const stages = ['waiting', 'claimed', 'draft', 'published', 'read', 'replied'] as const;
type Stage = (typeof stages)[number];

interface Consulting {
  attempts: SimulatedAttempt[];
  staff: Actor[];
  random: Random;
  now: Date;
}

export async function consult(
  services: Services,
  { attempts, staff, random, now }: Consulting,
): Promise<void> {
  const { consultations } = services;
  const actorOf = (wanted: Actor['role']) =>
    defined(
      staff.find(({ role }) => role === wanted),
      wanted,
    );
  const [psychologist, lead] = [actorOf('psychologist'), actorOf('lead')];
  await ask(services, attempts, random);
  const byAttempt = new Map(attempts.map((one) => [one.id, one]));
  for (const id of await waitingCases(services, psychologist, now)) {
    const { case: found, attempt } = await consultations.open({ id, actor: psychologist, now });
    const one = byAttempt.get(attempt.id);
    if (!one) continue;
    const { askedAt } = found;
    const isOld = now.getTime() - askedAt.getTime() > 6 * dayMs;
    const stage = random.weighted<Stage>(isOld ? oldStages : recentStages);
    await answer(services, {
      one,
      id,
      version: found.version,
      stage,
      psychologist,
      lead,
      askedAt,
      now,
      random,
    });
  }
}

const oldStages: [Stage, number][] = [
  ['waiting', 4],
  ['draft', 4],
  ['published', 14],
  ['read', 38],
  ['replied', 40],
];
const recentStages: [Stage, number][] = [
  ['waiting', 60],
  ['claimed', 10],
  ['draft', 15],
  ['published', 10],
  ['read', 5],
];

/** The worse the result, the more often a psychologist is asked. */
async function ask(
  { screening, consultations }: Services,
  attempts: SimulatedAttempt[],
  random: Random,
): Promise<void> {
  for (const one of attempts.filter(({ respondent }) => respondent.isFinished)) {
    const { result } = await screening.getAttempt(one);
    const wish = result?.flags.length ? 0.16 : (result?.overall.high ?? 0) > 0 ? 0.08 : 0.01;
    if (!random.chance(wish)) continue;
    await consultations.request({ ...one, now: new Date(one.at.getTime() + 15 * minuteMs) });
  }
}

async function waitingCases({ consultations }: Services, actor: Actor, now: Date): Promise<string[]> {
  const ids = new Set<string>();
  for (const tab of ['waiting', 'overdue'] as const) {
    const { pages } = await consultations.queue({ tab, page: 1, actor, now });
    for (let page = 1; page <= pages; page += 1) {
      const { cases } = await consultations.queue({ tab, page, actor, now });
      for (const { id } of cases) ids.add(id);
    }
  }
  return [...ids];
}

interface Answering {
  one: SimulatedAttempt;
  id: string;
  version: number;
  stage: Stage;
  psychologist: Actor;
  lead: Actor;
  askedAt: Date;
  now: Date;
  random: Random;
}

async function answer({ consultations }: Services, answering: Answering): Promise<void> {
  const { one, id, stage, psychologist, lead, askedAt, now, random } = answering;
  const reached = (wanted: Stage) => stages.indexOf(stage) >= stages.indexOf(wanted);
  const after = (hours: number) => new Date(Math.min(now.getTime(), askedAt.getTime() + hours * hourMs));
  const { language } = one.respondent;
  const answerHours = 2 + random.unit() * 90;
  if (!reached('claimed')) return;
  const claim = { id, version: answering.version, actor: psychologist, now: after(answerHours) };
  let { version } = await consultations.claim(claim);
  if (!reached('draft')) return;
  const text = random.pick(letters[language]);
  const draft = await consultations.saveDraft({
    id,
    version,
    actor: psychologist,
    text,
    language,
    now: after(answerHours),
  });
  if (!('saved' in draft)) throw new Problem(draft.refused);
  version = draft.saved.version;
  if (!reached('published')) return;
  let published = await consultations.publish({
    id,
    version,
    actor: psychologist,
    now: after(answerHours + 1),
  });
  if (published.state === 'inReview') {
    if (random.chance(0.08)) return;
    published = await consultations.publish({
      id,
      version: published.version,
      actor: lead,
      now: after(answerHours + 4),
    });
  }
  if (!reached('read')) return;
  await consultations.read({ ...one, now: after(answerHours + 20) });
  if (!reached('replied')) return;
  const reply = { replyId: randomUUID(), text: random.pick(replies[language]) };
  await consultations.reply({ ...one, ...reply, now: after(answerHours + 21) });
  const helped = random.weighted<'yes' | 'partly' | 'no'>([
    ['yes', 62],
    ['partly', 30],
    ['no', 8],
  ]);
  await consultations.rate({ ...one, helped, now: after(answerHours + 21) });
}
