/**
 * Simulated respondents for the demo: who they are and how they answer. A person has a few latent traits; an
 * answer is a trait plus noise cut into the item's options. The shares are made up to look like school surveys
 * (boys game and bet more, girls use social networks more, wellbeing falls with age); they are not findings.
 */

import { maxAge, minAge } from '../../server/core/attempt/profile';
import { type Profile, type ProfileField, profileFields } from '../../server/core/attempt/profile-fields';
import { regions } from '../../server/core/attempt/regions';
import { defined } from '../../server/core/defined';
import { type Definition, itemIds, type Page } from '../../server/core/definition/definition';
import { highestAnswer } from '../../server/core/definition/items';
import { closedItems } from '../../server/core/definition/routing';
import type { Answers, Language, Timings } from '../../server/core/definition/types';
import type { Random } from './random';

export interface Respondent {
  profile: Profile;
  language: Language;
  answers: Answers;
  timings: Timings;
  unclear: string[];
  isFinished: boolean;
}

/** What somebody did with the questionnaire in the demo. */
export interface SimulatedAttempt {
  id: string;
  code: string;
  respondent: Respondent;
  at: Date;
}

/** In standard deviations; higher is more of it. */
type Traits = Record<
  'internet' | 'social' | 'gaming' | 'gambling' | 'bullying' | 'wellbeing' | 'protection',
  number
>;

const cities = new Set(['710000000', '750000000', '790000000']);
/** Regions where Russian is chosen more often, in the demo. */
const northern = new Set(['110000000', '350000000', '390000000', '550000000', '590000000', '630000000']);

export function simulateRespondent(definition: Definition, random: Random): Respondent {
  const profile = simulateProfile(random);
  const language: Language = random.chance(northern.has(profile.region) ? 0.3 : 0.74) ? 'kk' : 'ru';
  const traits = simulateTraits(profile, random);
  const isCareless = random.chance(0.045);
  const isFinished = !random.chance(0.09);
  const answers = isCareless
    ? answerCarelessly(definition, random)
    : answerHonestly(definition, traits, random);
  const closed = closedItems(definition, answers);
  const reached = isFinished
    ? definition.pages
    : definition.pages.slice(0, random.whole(1, definition.pages.length - 1));
  const shown = reached.flatMap((page) => page.items).filter((id) => !closed.has(id));
  return {
    profile,
    language,
    isFinished,
    answers: Object.fromEntries(shown.map((id) => [id, answers[id] ?? null])),
    timings: Object.fromEntries(
      reached.map((page) => [page.id, pageTimeMs(page, closed, isCareless, random)]),
    ),
    unclear: shown.filter(() => random.chance(0.006)),
  };
}

function simulateProfile(random: Random): Profile {
  const region = random.pick(regions.filter((kato) => kato !== '620000000' || random.chance(0.4)));
  const sex = random.weighted<Profile['sex']>([
    ['f', 52],
    ['m', 45],
    ['none', 3],
  ]);
  const status = random.weighted<Profile['status']>([
    ['school-lower', 34],
    ['school-upper', 33],
    ['college', 17],
    ['university', 9],
    ['working', 2],
    ['budget-employee', 2],
    ['unemployed', 1],
    ['business', 0.6],
    ['ngo', 0.5],
    ['state-servant', 0.5],
    ['other', 0.4],
  ]);
  const settlement: Profile['settlement'] = cities.has(region) || random.chance(0.42) ? 'urban' : 'rural';
  const tags: Profile['tags'] = [];
  if (random.chance(0.02)) tags.push('disability');
  if (random.chance(0.12)) tags.push('large-family');
  if (random.chance(0.07)) tags.push('low-income');
  if (random.chance(0.01)) tags.push('orphan');
  const told = { sex, age: ageFor(status, random), region, settlement, status, tags };
  const others = profileFields
    .filter(({ id }) => !(id in told))
    .map((field) => [field.id, anyOf(field, random)]);
  return { ...told, ...(Object.fromEntries(others) as Omit<Profile, keyof typeof told>) };
}

/** For a field that the demo has no shares of. */
function anyOf(field: ProfileField, random: Random): string | number | string[] {
  switch (field.kind) {
    case 'choice':
      return random.pick(field.options);
    case 'choices':
      return field.options.filter(() => random.chance(0.1));
    case 'age':
      return random.whole(minAge, maxAge);
    case 'region':
      return random.pick(regions);
  }
}

function ageFor(status: Profile['status'], random: Random): number {
  const ranges: Partial<Record<Profile['status'], [number, number]>> = {
    'school-lower': [13, 15],
    'school-upper': [15, 18],
    college: [15, 20],
    university: [17, 24],
  };
  const [from, to] = ranges[status] ?? [22, 58];
  return random.whole(from, to);
}

function simulateTraits({ sex, age, settlement, region }: Profile, random: Random): Traits {
  const boy = sex === 'm' ? 1 : 0;
  const teen = age < 18 ? 1 : 0;
  const common =
    random.normal() * 0.55 + (settlement === 'urban' ? 0.1 : -0.05) + (cities.has(region) ? 0.1 : 0);
  const own = () => random.normal() * 0.75;
  const internet = common + own();
  const bullying = 0.25 * common + own() + 0.15 * teen;
  const protection = own() - 0.25 * common;
  return {
    internet,
    social: common + own() + (boy ? -0.15 : 0.25),
    gaming: common * 0.7 + own() + (boy ? 0.55 : -0.45),
    gambling:
      common * 0.35 + own() + (boy ? 0.4 : -0.3) + (age >= 18 ? 0.3 : 0) + (northern.has(region) ? 0.08 : 0),
    bullying,
    protection,
    wellbeing: own() - 0.4 * common - 0.3 * bullying + 0.35 * protection - (boy ? 0 : 0.12),
  };
}

/** How often an average person agrees (mean of the latent answer on 0-4) and how strongly the trait moves it. */
const blocks: Record<string, { trait: keyof Traits; mean: number; slope: number }> = {
  A: { trait: 'internet', mean: 1.25, slope: 0.85 },
  B: { trait: 'gaming', mean: 0.95, slope: 0.9 },
  C: { trait: 'social', mean: 1.35, slope: 0.85 },
  D: { trait: 'gambling', mean: 0.1, slope: 0.9 },
  E: { trait: 'bullying', mean: -0.35, slope: 0.8 },
  F: { trait: 'wellbeing', mean: 2.6, slope: 0.8 },
  G: { trait: 'protection', mean: 2.6, slope: 0.75 },
};

/** Items whose options run on another scale than their block's. */
const shifted: Record<string, number> = {
  B1: 0.5,
  D1: -1.15,
  D2: -1.35,
  D3: -0.75,
  D16: 0.5,
  D17: 1.1,
  D13: -0.7,
  E4: -0.8,
  F5: -1.4,
  F6: -1.2,
};
const againstTrait = new Set(['F5', 'F6']);

function answerHonestly(definition: Definition, traits: Traits, random: Random): Answers {
  const answers: Answers = {};
  for (const id of itemIds(definition)) {
    answers[id] = random.chance(0.008)
      ? null
      : (checkAnswer(id, random) ?? answerFromTrait(definition, id, traits, random));
  }
  return answers;
}

function checkAnswer(id: string, random: Random): number | null {
  if (id === 'V1') return random.chance(0.96) ? 3 : random.whole(0, 4);
  if (id === 'V2') return random.chance(0.975) ? 0 : random.whole(1, 4);
  if (id === 'V3')
    return random.weighted([
      [0, 10],
      [1, 25],
      [2, 35],
      [3, 20],
      [4, 10],
    ]);
  if (id === 'V4')
    return random.weighted([
      [1, 1],
      [2, 6],
      [3, 33],
      [4, 60],
    ]);
  return null;
}

function answerFromTrait(definition: Definition, id: string, traits: Traits, random: Random): number {
  const { trait, mean, slope } = defined(blocks[id.charAt(0)], `the block of ${id}`);
  const direction = againstTrait.has(id) ? -1 : 1;
  const highest = highestAnswer(definition, id);
  const latent = mean + (shifted[id] ?? 0) + direction * slope * traits[trait] + random.normal() * 0.75;
  const answer = Math.min(highest, Math.max(0, Math.round(latent)));
  return definition.items[id]?.reversed ? highest - answer : answer;
}

/** Half of the careless tap one column, half tap anywhere. */
function answerCarelessly(definition: Definition, random: Random): Answers {
  const column = random.chance(0.5) ? random.whole(0, 4) : null;
  return Object.fromEntries(
    itemIds(definition).map((id) => [id, column ?? random.whole(0, highestAnswer(definition, id))]),
  );
}

function pageTimeMs(page: Page, closed: ReadonlySet<string>, isCareless: boolean, random: Random): number {
  const shown = page.items.filter((id) => !closed.has(id)).length;
  const perItemMs = isCareless ? 500 + random.unit() * 1800 : 3500 + Math.abs(random.normal()) * 3500;
  return Math.round(shown * perItemMs);
}
