/**
 * The choice of texts over every combination of bands, labels, further subjects and ages, with the shipped texts: never
 * empty, never contradictory, always one thing to do today, and never more open than can be read in the stated time.
 */
import {
  type Language,
  languages,
  type QualityVerdict,
  type Result,
} from '../../../../server/core/definition/types';
import {
  type Feedback,
  feedbackFor,
  readingOrder,
  recommendationIds,
} from '../../../../server/core/feedback/feedback';
import { resultSentences } from '../../../../server/core/feedback/sentences';
import { firstStep, type Today, todayOf } from '../../../../server/core/feedback/today';
import { wordCount } from '../../../../server/core/text/prose';
import { shipped } from '../../../support/questionnaires';
import { type Band, bands as order, type ShippedScales } from '../support';

const { definition, texts, recommendations } = shipped;
const minutes = definition.feedback.reading.minutes;
const mostWords = minutes * definition.feedback.reading.wordsPerMinute;

type Outcome = [band: Band | null, label?: string];

const sumOutcomes: Outcome[] = [
  ['low'],
  ['moderate'],
  ['moderate', 'littleHarm'],
  ['high'],
  ['high', 'harmUnknown'],
  ['veryHigh'],
  ['veryHigh', 'harmUnknown'],
  [null],
];
const gamingOutcomes: Outcome[] = [...sumOutcomes, ['low', 'noGaming']];
const gamblingOutcomes = (age: number): Outcome[] => [
  ['low'],
  ['low', 'noGambling'],
  ['moderate'],
  ...(age < ageToPlay ? [['moderate', 'underAgePlay'] as Outcome] : []),
  ['high'],
  ['veryHigh'],
  [null],
];

interface Person {
  age: number;
  answers: Record<string, number>;
  victim: ShippedScales['E']['victim'];
  aggressor: ShippedScales['E']['aggressor'];
  level: ShippedScales['F']['level'];
  distress: ShippedScales['F']['distress'];
  loot: ShippedScales['loot']['level'];
  verdict: QualityVerdict;
  flags: string[];
}

const strong = { G1: 4, G2: 4, G3: 4, G4: 4, G5: 4 };
const calm: Omit<Person, 'age'> = {
  answers: strong,
  ...{ victim: 'none', aggressor: 'none', level: 'usual', distress: 'usual', loot: 'none' },
  ...{ verdict: 'valid', flags: [] },
};
/** Everything that can bring a further text, one by one, in pairs and all at once. */
const loaded: Partial<Person>[] = [
  {},
  { victim: 'severe', flags: ['threat'] },
  { level: 'low', distress: 'raised', flags: ['tension'] },
  { loot: 'moderateTip' },
  { aggressor: 'repeated' },
  { verdict: 'doubtful' },
  { verdict: 'excluded', answers: {} },
  { victim: 'severe', level: 'low', distress: 'raised', flags: ['threat', 'tension', 'lowAlone'] },
  {
    ...{ victim: 'severe', aggressor: 'repeated', level: 'low', distress: 'raised', loot: 'moderateTip' },
    ...{ verdict: 'doubtful', flags: ['threat', 'money', 'lowAlone', 'tension', 'veryHighAlone'] },
  },
  { victim: null, aggressor: null, level: null, distress: null, answers: {} },
];

/** Gambling is allowed from here on; a result tells it by its label. */
const ageToPlay = 21;
/** What the choice looks at besides the results: each age at which another text may come, and the year before it. */
const limitsOfAge = [...JSON.stringify(definition.feedback).matchAll(/"ageUnder":(\d+)/g)].map(([, age]) =>
  Number(age),
);
const ages = [...new Set([ageToPlay, ...limitsOfAge])].flatMap((age) => [age - 1, age]);
const people: Person[] = ages.flatMap((age) => loaded.map((load) => ({ ...calm, ...load, age })));

const rank = (band: string | null) => order.indexOf(band as Band);

function resultOf(person: Person, outcomes: Record<'A' | 'B' | 'C' | 'D', Outcome>): Result {
  const scale = ([band, label]: Outcome) => ({
    ...{ score: band === null ? null : 1, max: 64, band, answered: 10, missing: 0 },
    ...(label && { label }),
  });
  const bands = Object.values(outcomes).map(([band]) => band);
  const highest = bands.reduce((best, band) => (rank(band) > rank(best) ? band : best), null);
  return {
    scales: {
      A: scale(outcomes.A),
      B: scale(outcomes.B),
      C: scale(outcomes.C),
      D: { ...scale(outcomes.D), bandUpper: outcomes.D[0], criteria: 0 },
      loot: { count: 0, level: person.loot },
      E: { victim: person.victim, aggressor: person.aggressor },
      F: { score: null, max: 16, level: person.level, distress: person.distress },
      G: { score: 20, max: 20, percent: 100, level: 'strong' },
    },
    overall: { band: highest, high: bands.filter((band) => rank(band) >= 2).length },
    flags: person.flags,
    quality: { points: 0, verdict: person.verdict, reasons: [], timed: true },
  };
}

interface Shown {
  person: Person;
  result: Result;
  feedback: Feedback;
  /** In reading order. */
  ids: string[];
  today: Record<Language, Today | null>;
  /** That stand open. */
  words: Record<Language, number>;
}

const counted = new Map<string, number>();
const count = (text: string): number => {
  const known = counted.get(text) ?? wordCount(text);
  counted.set(text, known);
  return known;
};
const sumOf = (sentences: string[]) => sentences.reduce((sum, sentence) => sum + count(sentence), 0);

const bodies = Object.fromEntries(
  languages.map((language) => [
    language,
    Object.fromEntries(Object.entries(recommendations[language]).map(([id, { body }]) => [id, body])),
  ]),
) as Record<Language, Record<string, string>>;

/** As long as their first list entry: what follows is never looked at, and reading it takes most of the time. */
const beginnings = Object.fromEntries(
  languages.map((language) => [
    language,
    Object.fromEntries(
      Object.entries(bodies[language]).map(([id, body]) => [id, `- ${firstStep(body) ?? ''}`]),
    ),
  ]),
) as typeof bodies;

function shownTo(person: Person, result: Result): Shown {
  const feedback = feedbackFor(definition, { answers: person.answers, result, age: person.age });
  const ids = readingOrder(definition, feedback);
  const today = {} as Shown['today'];
  const words = {} as Shown['words'];
  for (const language of languages) {
    const {
      scales,
      more: _folded,
      ...single
    } = resultSentences(definition, texts[language], { feedback, result });
    const always = sumOf([...Object.values(single).flat(), ...Object.values(scales).flat()]);
    const step = todayOf(definition, feedback, result, beginnings[language]);
    today[language] = step;
    const told = step?.kind === 'sentence' ? (texts[language].today?.[step.id] ?? '') : '';
    words[language] = always + count(step?.kind === 'step' ? step.step : told);
  }
  return { person, result, feedback, ids, today, words };
}

/** Each case once; the checks below look at all of them. */
function* everyCase(): Generator<Shown> {
  for (const person of people)
    for (const A of sumOutcomes)
      for (const B of gamingOutcomes)
        for (const C of sumOutcomes)
          for (const D of gamblingOutcomes(person.age))
            yield shownTo(person, resultOf(person, { A, B, C, D }));
}

/** Pairs that would contradict each other on one page. */
const contradictions: [one: RegExp, other: RegExp][] = [
  [/^noGaming$/, /^B-/],
  [/^noGambling$/, /^(D-|underAgePlay$)/],
  [/^underAgePlay$/, /^D-/],
];

describe('over all combinations of bands, labels, flags and ages', () => {
  const known = new Set(recommendationIds(definition));
  const wrong: Record<string, unknown[]> = {};
  let cases = 0;
  let mostRead = 0;
  const note = (what: string, { result, person, ids }: Shown) => {
    wrong[what] ??= [];
    if (wrong[what].length < 3) wrong[what].push({ ids, age: person.age, scales: result.scales });
  };

  beforeAll(() => {
    for (const shown of everyCase()) {
      cases += 1;
      const { feedback, ids, today, person, result, words } = shown;
      const { strength } = feedback;
      const bands = feedback.scales.map(({ band }) => band);
      const isScored = bands.some((band) => band !== null);
      if (ids.some((id) => !known.has(id))) note('unknown text', shown);
      if (new Set(ids).size < ids.length) note('text twice', shown);
      if (isScored && ids.length === 0) note('no text', shown);
      for (const { scale, band, textIds } of feedback.scales) {
        const label = result.scales[scale]?.label as string | undefined;
        const own = band === null ? [] : [label && known.has(label) ? label : `${scale}-${band}`];
        // A label's text stands with the first scale that has it.
        if (own.some((id) => !ids.includes(id)) || textIds.some((id) => !own.includes(id)))
          note('not the text of the scale', shown);
      }
      for (const language of languages) {
        const chosen = today[language];
        if (isScored && !chosen) note('nothing to do today', shown);
        if (chosen?.kind === 'step' && !ids.includes(chosen.textId))
          note('a step of a text not shown', shown);
        if ((chosen?.kind === 'person') !== person.flags.length > 0) note('a sign without a person', shown);
        mostRead = Math.max(mostRead, words[language]);
        if (words[language] > mostWords) note(`more than ${minutes} minutes in ${language}`, shown);
      }
      for (const [one, other] of contradictions)
        if (ids.some((id) => one.test(id)) && ids.some((id) => other.test(id))) note('contradiction', shown);
      if (strength === 'G5' && bands.some((band) => rank(band) >= 1)) note('praises self-control', shown);
      if (strength === 'G2' && bands.some((band) => rank(band) >= 2)) note('praises rules at home', shown);
      if (person.flags.includes('lowAlone') && person.answers.G1 === undefined && strength === 'G1')
        note('praises a missing adult', shown);
      if (ids.includes('underAgePlay') && person.age >= ageToPlay) note('under-age play for an adult', shown);
      const ranks = bands.map(rank);
      if (ranks.some((one, index) => index > 0 && one > ranks[index - 1]!)) note('order of scales', shown);
      const isHigh = ranks.some((one) => one >= 2);
      if ((isHigh || person.flags.length > 0) !== (feedback.offerHelp === 'warm'))
        note('offer of help', shown);
      // Where a scale is high, its text comes first, and today's step is of that text.
      const first = feedback.scales[0]!.textIds[0];
      const stepIds = Object.values(today).flatMap((one) => (one?.kind === 'step' ? [one.textId] : []));
      if (isHigh && (ids[0] !== first || stepIds.some((id) => id !== first)))
        note('the most important text is not the first', shown);
    }
  });

  it('nothing is empty, contradictory or longer than what can be read', () => {
    expect(wrong).toEqual({});
    expect(cases).toBeGreaterThan(70_000);
    expect(mostRead).toBeGreaterThan(mostWords / 4);
  });
});

describe('what comes first', () => {
  const seen = (person: Partial<Person>, outcomes: Partial<Record<'A' | 'B' | 'C' | 'D', Outcome>>) => {
    const whole = { ...calm, age: 16, ...person };
    const low: Outcome = ['low'];
    return shownTo(whole, resultOf(whole, { A: low, B: low, C: low, D: low, ...outcomes }));
  };

  it('is the text of the highest band', () => {
    expect(seen({}, { C: ['veryHigh'] }).ids[0]).toBe('C-veryHigh');
    expect(seen({ victim: 'severe' }, { D: ['high'] }).ids[0]).toBe('D-high');
  });

  it('is what was done to the person before a scale that is not high', () => {
    expect(seen({ victim: 'severe' }, { A: ['moderate'] }).ids[0]).toBe('bullied');
    expect(seen({ level: 'low' }, {}).ids[0]).toBe('lowWellbeing');
  });

  it('gives its first step as the thing to do today', () => {
    expect(seen({}, { B: ['high'] }).today.ru).toMatchObject({ textId: 'B-high' });
    expect(seen({}, {}).today.ru).toEqual({
      kind: 'step',
      textId: 'A-low',
      step: 'За едой не смотри в экран.',
    });
  });

  it('gives a person to talk to with any sign that someone may be in danger', () => {
    expect(seen({ flags: ['tension'] }, { A: ['veryHigh'] }).today.kk).toEqual({ kind: 'person' });
  });

  it('is about the day and not about the test, also where the answers are doubtful', () => {
    expect(seen({ verdict: 'doubtful' }, {}).today.kk).toMatchObject({ textId: 'A-low' });
    const none: Outcome = [null];
    const skipped = { verdict: 'excluded', answers: {} } as const;
    expect(seen(skipped, { A: none, B: none, C: none, D: none }).today.kk).toBeNull();
  });
});

describe.each(languages)('the first step of each shipped text in %s', (language) => {
  it.each(recommendationIds(definition))('%s is a short step that stands by itself', (id) => {
    const step = firstStep(bodies[language][id]!)!;
    expect(firstStep(beginnings[language][id]!)).toBe(step);
    expect(step).toMatch(/^[\p{Lu}\d«].*[.?!…]$/u);
    expect(step).not.toMatch(/[*#\n]|:[.\s]*$/);
    expect(wordCount(step)).toBeGreaterThanOrEqual(3);
    expect(wordCount(step)).toBeLessThanOrEqual(40);
  });
});

describe('the first step of a text', () => {
  it.each([
    ['is the first entry of its first list', 'Бір.\n\n1. Екі.\n2. Үш.\n\n- Төрт.', 'Екі.'],
    [
      'goes without the name in front of it',
      '1. **Сон.** За час до сна выключай экран.',
      'За час до сна выключай экран.',
    ],
    ['keeps the words of bold inside it', '- Скажи **одному** взрослому.', 'Скажи одному взрослому.'],
    [
      'is a whole set of questions with its introduction',
      '**Проследи за двумя:**\n\n- Спишь?\n- Ешь?',
      'Проследи за двумя. Спишь? Ешь?',
    ],
    ['is a set of questions alone under a heading', '### Сұрақтар\n- Ұйқың қана ма?', 'Ұйқың қана ма?'],
    ['is none without a list', '### Бір\n\nЕкі.', null],
  ])('%s', (_name, body, step) => {
    expect(firstStep(body)).toBe(step);
  });
});
