/**
 * The choice of texts over every combination of bands, labels, further subjects and ages, with the shipped texts: never
 * empty, never contradictory, never more than can be read in the stated time.
 */
import { join } from 'node:path';
import {
  type Feedback,
  feedbackFor,
  type ReadingPlan,
  readingPlan,
  recommendationIds,
} from '../../../server/questionnaire/feedback';
import { ageGroupOf } from '../../../server/questionnaire/profile';
import { wordCount } from '../../../server/questionnaire/prose';
import { resultSentences } from '../../../server/questionnaire/result-sentences';
import {
  type Band,
  type Flag,
  type Language,
  languages,
  type QualityVerdict,
  type Result,
  type ScaleLabel,
} from '../../../server/questionnaire/types';
import { loadQuestionnaires } from '../../../server/questionnaire-files';
import { projectRoot } from './support';

const { definition, texts, recommendations } = loadQuestionnaires(join(projectRoot, 'questionnaires')).get(
  'self-diagnosis/v1',
)!;
const minutes = definition.feedback.reading.minutes;
const mostWords = minutes * definition.feedback.reading.wordsPerMinute;

type Outcome = [band: Band | null, label?: ScaleLabel];

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
  ...(age < 21 ? [['moderate', 'underAgePlay'] as Outcome] : []),
  ['high'],
  ['veryHigh'],
  [null],
];

interface Person {
  age: number;
  answers: Record<string, number>;
  victim: Result['scales']['E']['victim'];
  aggressor: Result['scales']['E']['aggressor'];
  level: Result['scales']['F']['level'];
  distress: Result['scales']['F']['distress'];
  loot: Result['scales']['D']['loot'];
  verdict: QualityVerdict;
  flags: Flag[];
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
const people: Person[] = [13, 17, 18, 20, 21, 45].flatMap((age) =>
  loaded.map((load) => ({ ...calm, ...load, age })),
);

const rank = (band: Band | null) => ['low', 'moderate', 'high', 'veryHigh'].indexOf(band ?? '');

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
      D: { ...scale(outcomes.D), bandUpper: outcomes.D[0], criteria: 0, loot: person.loot },
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
  ids: string[];
  plans: Record<Language, ReadingPlan>;
  words: Record<Language, number>;
}

const counted = new Map<string, number>();
const count = (text: string): number => {
  const known = counted.get(text) ?? wordCount(text);
  counted.set(text, known);
  return known;
};
const sumOf = (sentences: string[]) => sentences.reduce((sum, sentence) => sum + count(sentence), 0);

const wordsOf = (language: Language, id: string, age: number): number => {
  const { body, byAge } = recommendations[language][id]!;
  return count(body) + count(byAge?.[ageGroupOf(age)] ?? '');
};

function shownTo(person: Person, result: Result): Shown {
  const feedback = feedbackFor(definition, { answers: person.answers, result, age: person.age });
  const ids = [...feedback.scales.flatMap(({ textIds }) => textIds), ...feedback.extras];
  const plans = {} as Shown['plans'];
  const words = {} as Shown['words'];
  for (const language of languages) {
    const { scales, more, ...single } = resultSentences(texts[language], feedback, result);
    const always = sumOf([...Object.values(single), ...Object.values(scales).flat()]);
    const moreWords = sumOf(more.flatMap((group) => group.sentences));
    const ofText = Object.fromEntries(ids.map((id) => [id, wordsOf(language, id, person.age)]));
    const plan = readingPlan(definition, feedback, { ofText, always, more: moreWords });
    plans[language] = plan;
    words[language] =
      always + (plan.isMoreOpen ? moreWords : 0) + plan.open.reduce((sum, id) => sum + ofText[id]!, 0);
  }
  return { person, result, feedback, ids, plans, words };
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
      const { feedback, ids, plans, person, result, words } = shown;
      const { strength } = feedback;
      const bands = feedback.scales.map(({ band }) => band);
      const isScored = bands.some((band) => band !== null);
      if (ids.some((id) => !known.has(id))) note('unknown text', shown);
      if (new Set(ids).size < ids.length) note('text twice', shown);
      if (isScored && ids.length === 0) note('no text', shown);
      for (const { scale, band, textIds } of feedback.scales) {
        const { label } = result.scales[scale as 'A'];
        const own = band === null ? [] : [label && known.has(label) ? label : `${scale}-${band}`];
        // A label's text stands with the first scale that has it.
        if (own.some((id) => !ids.includes(id)) || textIds.some((id) => !own.includes(id)))
          note('not the text of the scale', shown);
      }
      for (const language of languages) {
        const { open } = plans[language];
        if (ids.length > 0 && open.length === 0) note('nothing open', shown);
        if (open.some((id) => !ids.includes(id))) note('open but not shown', shown);
        mostRead = Math.max(mostRead, words[language]);
        if (words[language] > mostWords) note(`more than ${minutes} minutes in ${language}`, shown);
      }
      for (const [one, other] of contradictions)
        if (ids.some((id) => one.test(id)) && ids.some((id) => other.test(id))) note('contradiction', shown);
      if (strength === 'G5' && bands.some((band) => rank(band) >= 1)) note('praises self-control', shown);
      if (strength === 'G2' && bands.some((band) => rank(band) >= 2)) note('praises rules at home', shown);
      if (person.flags.includes('lowAlone') && person.answers.G1 === undefined && strength === 'G1')
        note('praises a missing adult', shown);
      if (ids.includes('underAgePlay') && person.age >= 21) note('under-age play from 21', shown);
      const ranks = bands.map(rank);
      if (ranks.some((one, index) => index > 0 && one > ranks[index - 1]!)) note('order of scales', shown);
      const isHigh = ranks.some((one) => one >= 2);
      if ((isHigh || person.flags.length > 0) !== (feedback.offerHelp === 'warm'))
        note('offer of help', shown);
      // Where a scale is high, its text is the first that stands open.
      const first = feedback.scales[0]!;
      if (isHigh && languages.some((language) => plans[language].open[0] !== first.textIds[0]))
        note('the most important text is folded', shown);
    }
  });

  it('nothing is empty, contradictory or longer than what can be read', () => {
    expect(wrong).toEqual({});
    expect(cases).toBeGreaterThan(200_000);
    expect(mostRead).toBeGreaterThan(mostWords / 2);
  });
});

describe('what stands open', () => {
  const openOf = (person: Partial<Person>, outcomes: Partial<Record<'A' | 'B' | 'C' | 'D', Outcome>>) => {
    const whole = { ...calm, age: 16, ...person };
    const low: Outcome = ['low'];
    return shownTo(whole, resultOf(whole, { A: low, B: low, C: low, D: low, ...outcomes })).plans.ru.open;
  };

  it('is the text of the highest band first', () => {
    expect(openOf({}, { C: ['veryHigh'] })[0]).toBe('C-veryHigh');
    expect(openOf({ victim: 'severe' }, { D: ['high'] })[0]).toBe('D-high');
  });

  it('is what was done to the person before a scale that is not high', () => {
    expect(openOf({ victim: 'severe' }, { A: ['moderate'] })[0]).toBe('bullied');
    expect(openOf({ level: 'low' }, {})[0]).toBe('lowWellbeing');
  });

  it('leaves the next text folded when the time is used up', () => {
    const open = openOf({}, { A: ['veryHigh'], B: ['veryHigh'], C: ['veryHigh'] });
    expect(open).toEqual(['A-veryHigh']);
  });

  it('is the most important text even where it alone takes longer', () => {
    const feedback = feedbackFor(definition, {
      answers: strong,
      age: 16,
      result: resultOf({ ...calm, age: 16 }, { A: ['low'], B: [null], C: [null], D: [null] }),
    });
    const words = { ofText: { 'A-low': mostWords + 1 }, always: 0, more: 1 };
    expect(readingPlan(definition, feedback, words)).toEqual({ open: ['A-low'], isMoreOpen: false });
  });
});
