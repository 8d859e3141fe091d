/** The demo's consultations: who asked, and how far psychologist and student have come. */

import { randomUUID } from 'node:crypto';
import type { Case, CaseSummary } from '../../server/consultations/case/case.types';
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
  const actorOf = (wanted: Actor['role']) =>
    defined(
      staff.find(({ role }) => role === wanted),
      wanted,
    );
  const [psychologist, lead] = [actorOf('psychologist'), actorOf('lead')];
  await ask(services, attempts, random);
  const byAttempt = new Map(attempts.map((one) => [one.id, one]));
  for (const { id, askedAt, attempts: asked } of await waitingCases(services, psychologist, now)) {
    const one = byAttempt.get(asked.at(-1)?.id ?? '');
    if (!one) continue;
    const isOld = now.getTime() - askedAt.getTime() > 6 * dayMs;
    const stage = random.weighted<Stage>(isOld ? oldStages : recentStages);
    await answer(services, { one, id, stage, psychologist, lead, askedAt, now, random });
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

async function waitingCases({ consultations }: Services, actor: Actor, now: Date): Promise<CaseSummary[]> {
  const waiting: CaseSummary[] = [];
  for (let page = 1, more = true; more; page += 1) {
    const { cases, hasNext } = await consultations.queue({ tab: 'ours', page, actor, now });
    waiting.push(...cases);
    more = hasNext;
  }
  return waiting;
}

interface Answering {
  one: SimulatedAttempt;
  id: string;
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
  const opened = await consultations.open({ id, actor: psychologist, now: after(answerHours) });
  const claim = { id, version: versionOf(opened.case), actor: psychologist, now: after(answerHours) };
  let version = versionOf(await consultations.claim(claim));
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
  version = versionOf(draft.saved);
  if (!reached('published')) return;
  let published = await consultations.publish({
    id,
    version,
    actor: psychologist,
    answersAll: true,
    now: after(answerHours + 1),
  });
  if (published.state === 'inReview') {
    if (random.chance(0.08)) return;
    published = await consultations.publish({
      id,
      version: versionOf(published),
      actor: lead,
      answersAll: true,
      now: after(answerHours + 4),
    });
  }
  if (!reached('read')) return;
  await consultations.read({ ...one, now: after(answerHours + 20) });
  if (!reached('replied')) return;
  const reply = { messageId: randomUUID(), text: random.pick(replies[language]) };
  await consultations.message({ ...one, ...reply, now: after(answerHours + 21) });
  const helped = random.weighted<'yes' | 'partly' | 'no'>([
    ['yes', 62],
    ['partly', 30],
    ['no', 8],
  ]);
  await consultations.rate({ ...one, helped, now: after(answerHours + 21) });
}

/** Of the page that somebody acts on. */
const versionOf = ({ version, messages }: Case) => ({ acts: version, messages: messages.length });
