/** The numbers of a reference over simulated respondents, made by the same code as a real one's. */
import { randomUUID } from 'node:crypto';
import { seededRandom } from '../../../scripts/demo/random';
import { simulateRespondent } from '../../../scripts/demo/respondents';
import { localesFolder } from '../../../server/config';
import type { ConsultationStatistics } from '../../../server/consultations/statistics';
import { regions } from '../../../server/core/attempt/regions';
import { score, scoringVersion } from '../../../server/core/scoring/score';
import { loadTexts } from '../../../server/http/language/i18n';
import type { ReferencePlan } from '../../../server/reports/reference';
import type { Content } from '../../../server/reports/reference/context';
import { type Gathered, gather } from '../../../server/reports/reference/gather';
import {
  computeNumbers,
  countEverything,
  hashOf,
  type NumbersInput,
  type ReferenceNumbers,
} from '../../../server/reports/reference/numbers';
import { voicesFrom } from '../../../server/reports/reference/voice';
import { primaryHidden, smallestLimit } from '../../../server/reports/suppression/primary';
import { suppress } from '../../../server/reports/suppression/suppress';
import type { CountedReference } from '../../../server/reports/tables/reference.tables';
import type { Attempt, Satisfaction } from '../../../server/screening/attempt.types';
import { shipped } from '../questionnaires';
import { shippedGuides } from './guides';

export function simulatedAttempts(people: number, seed = 7): Attempt[] {
  const random = seededRandom(seed);
  const attempts: Attempt[] = [];
  while (attempts.length < people) {
    const person = simulateRespondent(shipped.definition, random);
    if (!person.isFinished) continue;
    const { answers, result } = score(shipped.definition, person.answers, {
      age: person.profile.age,
      timings: person.timings,
    });
    const submittedAt = new Date(Date.UTC(2026, 8, 1 + random.whole(0, 29), 6));
    attempts.push({
      id: randomUUID(),
      questionnaire: 'self-diagnosis/v1',
      questionnaireHash: shipped.hash,
      language: person.language,
      hasSwitchedLanguage: false,
      profile: person.profile,
      answers: {},
      submittedAnswers: answers,
      timings: person.timings,
      unclear: person.unclear,
      shown: [],
      campaign: `school${random.whole(1, 40)}`,
      isTryOut: false,
      sequence: 1,
      startedAt: submittedAt,
      savedAt: submittedAt,
      submittedAt,
      result,
      scoringVersion,
      feedback: random.chance(0.6)
        ? {
            givenAt: submittedAt,
            satisfaction: random.weighted<Satisfaction>([
              [5, 60],
              [4, 32],
              [3, 5],
              [2, 2],
              [1, 1],
            ]),
          }
        : null,
    });
  }
  return attempts;
}

export const plan: ReferencePlan = {
  project: { kk: 'Экран және мен', ru: 'Экран и я' },
  organisation: { kk: '«Жастар үні» қоғамдық қоры', ru: 'ОФ «Голос молодёжи»' },
  questionnaire: 'self-diagnosis/v1',
  from: '2026-09-01',
  to: '2026-09-30',
  campaigns: [],
  regions: [],
  computed: [
    { indicator: 'coverage', plan: 500, justification: { kk: '', ru: '' } },
    { indicator: 'satisfaction', plan: 90, justification: { kk: '', ru: '' } },
    { indicator: 'reference', plan: 1, justification: { kk: '', ru: '' } },
    { indicator: 'recommendations', plan: 3, justification: { kk: '', ru: '' } },
    {
      indicator: 'consultations',
      plan: 500,
      justification: { kk: 'Кеңес сұрағандар болжамнан аз болды.', ru: 'Обратились реже, чем ожидалось.' },
    },
  ],
  typed: [
    {
      name: { kk: 'Білім басқармаларына жіберілген хат', ru: 'Письма в управления образования' },
      plan: 20,
      fact: 20,
      source: { kk: 'Шығыс хаттар журналы', ru: 'Журнал исходящих писем' },
      justification: { kk: '', ru: '' },
    },
  ],
};

const consultations: ConsultationStatistics = {
  asked: 412,
  answered: 371,
  read: 318,
  replied: 96,
  overdue: 17,
  waits: Array.from({ length: 412 }, (_, index) => ({ hours: 2 + (index % 40), isOpen: index >= 371 })),
  helped: { yes: 121, partly: 44, no: 12 },
};

export const membersKey = Buffer.alloc(32, 7);

export async function* streamed(attempts: Attempt[]): AsyncIterable<Attempt> {
  yield* attempts;
}

const hideAll = (counted: CountedReference) => suppress(counted).hidden;

/** Small counts only: enough, and much quicker, where a test is not about hiding. */
export const hideSmall = (counted: CountedReference) => primaryHidden(counted.tables, smallestLimit);

/** Everything about `people` simulated respondents; `change` alters what the numbers are made from. */
export async function simulatedNumbers(
  people: number,
  change: Partial<NumbersInput> = {},
  hide: (counted: CountedReference) => ReadonlySet<string> = hideAll,
): Promise<{ gathered: Gathered; numbers: ReferenceNumbers }> {
  const gathered = await gather(streamed(simulatedAttempts(people)), {
    until: new Date('2026-09-30T19:00:00Z'),
    key: membersKey,
  });
  const input = {
    from: plan.from,
    to: plan.to,
    until: '2026-09-30T19:00:00.000Z',
    regions: [],
    campaigns: 0,
    listedRegions: regions,
    questionnaire: 'self-diagnosis/v1',
    softwareVersion: '0.1.0',
    guides: shippedGuides.map(({ id, version }) => ({ id, version })),
    consultations,
    tally: gathered.tally,
    marks: gathered.marks,
    scoringVersions: gathered.scoringVersions,
    ...change,
  };
  const counted = countEverything(input);
  const numbers = computeNumbers(input, counted, hide(counted));
  return { gathered, numbers };
}

const texts = loadTexts(localesFolder, (language, key) => {
  throw new Error(`no ${language} text for ${key}`);
});

export const voices = voicesFrom(texts);

export function contentIn(
  language: 'kk' | 'ru',
  numbers: ReferenceNumbers,
  more: Partial<Content> = {},
): Content {
  const frozenAt = new Date('2026-10-05T06:00:00Z');
  return {
    plan,
    numbers,
    wordings: {},
    snapshot: { id: '65f0c0ffee65f0c0ffee65f0', frozenAt, hash: hashOf(numbers) },
    guides: shippedGuides,
    voice: voices[language],
    ...more,
  };
}
