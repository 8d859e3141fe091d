/** Fills a store with what eight weeks of a project look like, through the same services that people use. */

import { randomBytes, randomUUID } from 'node:crypto';
import type { AccountPlan } from '../../server/accounts/account.types';
import type { CampaignPlan } from '../../server/campaigns/campaign.types';
import { codeBytes, codeFrom } from '../../server/core/attempt/code';
import { defined } from '../../server/core/defined';
import type { Satisfaction } from '../../server/screening/attempt.types';
import type { Services } from '../../server/services';
import { dayMs, hourMs, localDay, minuteMs } from '../../server/shared/clock';
import type { Actor } from '../../server/shared/roles';
import { agreeTexts } from './agree-texts';
import { consult } from './consult';
import { prepareSafeguarding } from './prepare-safeguarding';
import { type Random, seededRandom } from './random';
import { type SimulatedAttempt, simulateRespondent } from './respondents';

const weeks = 8;
/** Saves under way at once; the store commits them together. */
const atOnce = 32;

export interface Credentials {
  role: Actor['role'];
  login: string;
  password: string;
}

export async function seedDemo(
  services: Services,
  { respondents, now }: { respondents: number; now: Date },
): Promise<Credentials[]> {
  const random = seededRandom(2021);
  const startedAt = new Date(now.getTime() - weeks * 7 * dayMs);
  const staff = await createStaff(services, startedAt);
  const actorOf = (role: Actor['role']) =>
    defined(
      staff.find(({ actor }) => actor.role === role),
      role,
    ).actor;
  const coordinator = actorOf('coordinator');
  await agreeTexts(services, {
    psychologist: actorOf('psychologist'),
    lead: actorOf('lead'),
    now: startedAt,
  });
  const [lead, deputy] = [actorOf('lead'), actorOf('psychologist')];
  await prepareSafeguarding(services, { lead, deputy, from: startedAt, until: now });
  const campaigns = await createCampaigns(services, coordinator, startedAt);
  const attempts = await simulateAttempts(services, { respondents, campaigns, random, startedAt, now });
  await giveFeedback(services, attempts, random);
  await consult(services, { attempts, staff: staff.map(({ actor }) => actor), random, now });
  return staff.map(({ actor, login, password }) => ({ role: actor.role, login, password }));
}

const people: Omit<AccountPlan, 'regions' | 'language'>[] = [
  { login: 'psychologist', name: 'Айгүл Сәрсенова', role: 'psychologist' },
  { login: 'lead', name: 'Марат Оспанов', role: 'lead' },
  { login: 'coordinator', name: 'Дана Әлімқызы', role: 'coordinator' },
  { login: 'administrator', name: 'Ержан Тілеуов', role: 'administrator' },
];

async function createStaff({ accounts }: Services, now: Date) {
  return Promise.all(
    people.map(async (person) => {
      const made = await accounts.create({
        plan: { ...person, regions: [], language: 'kk' },
        actor: null,
        now,
      });
      if ('fault' in made || made.token === null)
        throw new Error(`the demo account ${person.login} could not be made`);
      const password = randomBytes(9).toString('base64url');
      await accounts.acceptInvitation({ token: made.token, password, now });
      const { id, name, role } = made.account;
      const actor: Actor = {
        accountId: id,
        sessionId: '',
        name,
        role,
        regions: [],
        mustChangePassword: false,
      };
      return { actor, login: person.login, password };
    }),
  );
}

/** The demo's respondents answer what everybody is asked first. */
const askedIn = ({ screening }: Pick<Services, 'screening'>): string =>
  defined(screening.catalogue.forEverybody[0], 'a questionnaire').name;

async function createCampaigns(
  { campaigns, screening }: Services,
  actor: Actor,
  startedAt: Date,
): Promise<string[]> {
  const plan = (
    name: string,
    kind: CampaignPlan['kind'],
    region: string | null,
    target: number,
    more: Partial<CampaignPlan> = {},
  ) => ({
    ...{
      name,
      kind,
      region,
      target,
      school: null,
      className: null,
      language: null,
      questionnaire: askedIn({ screening }),
      startsOn: localDay(startedAt),
      endsOn: null,
    },
    ...{ isTryOut: false, hasConsents: kind === 'school' || kind === 'class', looksAtHigh: false, ...more },
  });
  const later = localDay(new Date(startedAt.getTime() + (weeks + 2) * 7 * dayMs));
  const plans: CampaignPlan[] = [
    plan('Абай облысы: мектептер', 'region', '100000000', 300),
    plan('Семей, № 7 мектеп', 'school', '100000000', 120, { school: '№ 7 мектеп', language: 'kk' }),
    plan('Қарағанды колледждері', 'region', '350000000', 500),
    plan('Түркістан облысы: ауыл мектептері', 'region', '610000000', 450, { language: 'kk' }),
    plan('Костанай, гимназия № 3', 'school', '390000000', 150, {
      school: 'гимназия № 3',
      language: 'ru',
      looksAtHigh: true,
    }),
    plan('Форум молодёжи, Астана', 'event', null, 200, {
      endsOn: localDay(new Date(startedAt.getTime() + 28 * dayMs)),
    }),
    plan('Шымкент, 10 «Б»', 'class', '790000000', 28, { className: '10 «Б»', startsOn: later }),
    plan('Сынақ сілтемесі', 'event', null, 10, { isTryOut: true }),
  ];
  const made = [];
  for (const one of plans) made.push(await campaigns.create({ plan: one, actor, now: startedAt }));
  return made.map((campaign) => campaign.slug);
}

interface Simulation {
  respondents: number;
  campaigns: string[];
  random: Random;
  startedAt: Date;
  now: Date;
}

async function simulateAttempts(
  services: Services,
  { respondents, campaigns, random, startedAt, now }: Simulation,
): Promise<SimulatedAttempt[]> {
  const { definition } = services.screening.questionnaire(askedIn(services));
  const open = campaigns.slice(0, 5);
  const attempts: SimulatedAttempt[] = [];
  for (let begun = 0; begun < respondents; begun += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, respondents - begun) }, () => {
      const respondent = simulateRespondent(definition, random);
      const at = schoolTime(startedAt, now, random);
      return { id: randomUUID() as string, code: codeFrom(randomBytes(codeBytes)), respondent, at };
    });
    await Promise.all(
      batch.map((one) => simulateAttempt(services, one, random.chance(0.45) ? random.pick(open) : null)),
    );
    attempts.push(...batch);
  }
  return attempts;
}

async function simulateAttempt(
  { screening, campaigns }: Services,
  { id, code, respondent, at }: SimulatedAttempt,
  slug: string | null,
): Promise<void> {
  const { language, answers, timings, unclear, isFinished } = respondent;
  const campaign = slug === null ? null : await campaigns.find(slug);
  const profile = { ...respondent.profile, region: campaign?.region ?? respondent.profile.region };
  const questionnaire = askedIn({ screening });
  const begun = { id, code, questionnaire, language, profile, campaign: slug };
  await screening.saveAttempt({
    ...begun,
    answers: {},
    timings: {},
    unclear: [],
    shown: [],
    sequence: 1,
    submitted: false,
    now: at,
  });
  const later = new Date(at.getTime() + 11 * minuteMs);
  const answered = { answers, timings, unclear, shown: [], sequence: 2, submitted: false, now: later };
  await screening.saveAttempt({ ...begun, ...answered });
  if (isFinished) await screening.submit({ id, code, language, now: later });
}

/** Weekdays from eight to eight, more towards the middle of the project. */
function schoolTime(from: Date, to: Date, random: Random): Date {
  const days = (to.getTime() - from.getTime()) / dayMs - 1;
  for (;;) {
    const share = Math.min(0.999, Math.max(0, 0.5 + random.normal() * 0.27));
    const day = new Date(from.getTime() + Math.floor(share * days) * dayMs);
    const isWeekend = [0, 6].includes(new Date(`${localDay(day)}T12:00:00Z`).getUTCDay());
    if (isWeekend && !random.chance(0.12)) continue;
    const morning = new Date(`${localDay(day)}T03:00:00Z`); // 8:00 in Almaty
    return new Date(morning.getTime() + random.unit() * 12 * hourMs);
  }
}

async function giveFeedback(
  { screening }: Services,
  attempts: SimulatedAttempt[],
  random: Random,
): Promise<void> {
  const rated = attempts.filter(({ respondent }) => respondent.isFinished && random.chance(0.6));
  for (let at = 0; at < rated.length; at += atOnce) {
    await Promise.all(
      rated.slice(at, at + atOnce).map(({ id, code, at: now }) => {
        const satisfaction = random.weighted<Satisfaction>([
          [5, 58],
          [4, 34],
          [3, 5],
          [2, 2],
          [1, 1],
        ]);
        return screening.giveFeedback({ id, code, satisfaction, now });
      }),
    );
  }
}
