/** The result page's view model, with the shipped texts. */
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Profile } from '../../../../../server/core/attempt/profile-fields';
import { itemIds } from '../../../../../server/core/definition/definition';
import { type Answers, type Language, languages } from '../../../../../server/core/definition/types';
import { resultView } from '../../../../../server/core/pages/result/result.view';
import { score } from '../../../../../server/core/scoring/score';
import { loadTexts } from '../../../../../server/http/language/i18n';
import { shownTextsIn } from '../../../../../server/screening/result/shown-texts.view';
import { projectRoot } from '../../../../../server/shared/project-root';
import { alarming, aProfile, calm, honest } from '../../../../support/builders/attempts';
import { shipped } from '../../../../support/questionnaires';
import { plain } from '../../../../support/site/visitor';

const { definition, recommendations } = shipped;
const interfaceTexts = loadTexts(join(projectRoot, 'locales'), (_language, key) => {
  throw new Error(`${key} is missing`);
});

const versions = Object.fromEntries(
  Object.keys(recommendations.kk).map((id) => [
    id,
    { id, contents: { kk: recommendations.kk[id]!, ru: recommendations.ru[id]! } },
  ]),
);

const all = (answer: number): Answers =>
  Object.fromEntries(itemIds(definition).map((item) => [item, answer]));

function viewOf(language: Language, answers: Answers, age = 15, status: Profile['status'] = 'school-upper') {
  const { result, answers: submittedAnswers } = score(definition, answers, { age, timings: {} });
  return resultView(
    shipped,
    {
      attempt: { result, submittedAnswers, profile: { ...aProfile, age, status } },
      shown: shownTextsIn(language, versions),
      offersFromAge: 18,
    },
    { t: interfaceTexts.for(language), language },
  );
}

const high: Answers = {
  ...all(2),
  B1: 0,
  ...calm,
  A3: 2,
  A16: 2,
  ...honest,
  D1: 0,
  D2: 0,
  D13: 0,
  E3: 0,
  E4: 0,
};
/** No difficulty, and glad. */
const well: Answers = {
  ...all(0),
  ...calm,
  ...honest,
  ...{ A3: 4, A16: 4, C10: 4, F1: 4, F2: 4, F3: 4, F4: 4, F5: 0, F6: 0, G1: 4, G6: 2 },
};
const worst: Answers = { ...all(4), A3: 0, A16: 0, C10: 0, B1: 3, ...alarming, ...honest };

const words = {
  kk: {
    low: 'Төмен',
    step: '1-деңгей, барлығы 4',
    person: '111-ге қоңырау шал',
    adult: /ересек/,
    school: /мектеп|QR/,
  },
  ru: { low: 'Низкий', step: 'ступень 1 из 4', person: 'позвони на 111', adult: /взросл/, school: /школ|QR/ },
};

describe.each(languages)('the result in %s', (language) => {
  const text = words[language];
  const { scales } = shipped.texts[language];

  it('names each level in a word and as a step, without gambling and without what was not asked', () => {
    const { levels } = viewOf(language, { ...all(0), ...calm, ...honest });
    expect(levels.map(({ name }) => name)).toEqual([scales.A?.name, scales.C?.name]);
    expect(levels[0]).toMatchObject({ level: text.low, step: 1, steps: 4 });
    expect(plain(levels[0]!.aloud)).toBe(text.step);
    expect(levels[0]!.marks.map(({ isReached }) => isReached)).toEqual([true, false, false, false]);
  });

  it('marks every step that is reached and the last of them as the current one', () => {
    const [first] = viewOf(language, worst).levels;
    expect(first!.marks.map(({ isReached }) => isReached)).toEqual([true, true, true, true]);
    expect(first!.marks.map(({ isCurrent }) => isCurrent)).toEqual([false, false, false, true]);
  });

  it('has no score of gambling, not even behind a tap', () => {
    expect(viewOf(language, worst).numbers.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
  });

  it('gives the first step of the most important text for today', () => {
    const { today, texts } = viewOf(language, high);
    expect(texts[0]!.id).toBe('A-high');
    expect(today!.length).toBeGreaterThan(20);
    expect(recommendations[language]['A-high']!.body).toContain(plain(today!));
  });

  it('gives a person to talk to where someone may be in danger', () => {
    const { today, isWarm } = viewOf(language, worst);
    expect(plain(today!)).toContain(text.person);
    expect(isWarm).toBe(true);
  });

  it('has neither levels nor numbers nor a step where nothing was answered', () => {
    const view = viewOf(language, honest);
    expect(view).toMatchObject({ levels: [], numbers: [], today: null, texts: [], reminder: null });
    expect(view).toMatchObject({ scales: [], more: [], about: shipped.texts[language].nothing });
  });

  it('says open why help is offered, and offers it warmly', () => {
    const { open, today } = shipped.texts[language];
    const bullied = viewOf(language, { ...well, E1: 3, E2: 2, E3: 2 });
    expect(bullied).toMatchObject({ open: [open!.hurt], isWarm: true });
    const pressed = viewOf(language, { ...well, E1: 3, E4: 1 });
    expect(pressed).toMatchObject({ open: [open!.pressed], isWarm: true });
    const low = viewOf(language, { ...well, F1: 1, F2: 1, F3: 1, F4: 1, F5: 3, F6: 2 }, 18);
    expect(low).toMatchObject({ open: [open!.hard], isWarm: true });
    expect(viewOf(language, { ...well, E1: 1, E2: 0 })).toMatchObject({ open: [], isWarm: false });
    expect(viewOf(language, { ...well, G6: 0 }).today).toBe(today!.keep);
    expect(viewOf(language, { ...well, G6: 4 }).today).toBe(today!.choose);
  });

  it('cautions before it concludes, where answers do not fit', () => {
    const { cautions, texts } = viewOf(language, { ...well, V1: 0, V2: 1 });
    expect(cautions.map(({ id }) => id)).toEqual(['doubtfulAnswers']);
    expect(texts.map(({ id }) => id)).not.toContain('doubtfulAnswers');
    expect(viewOf(language, well).cautions).toEqual([]);
  });

  it('gives own answers back where a scale is not calm, of gambling too', () => {
    const { items } = shipped.texts[language];
    const gambling = { ...well, D1: 3, D2: 0, D4: 3, D5: 2, D6: 0, D7: 0, D8: 0, D9: 0, D10: 0 };
    const { texts } = viewOf(language, { ...gambling, D11: 0, D12: 0, D13: 0, A9: 2 }, 30);
    const ownOf = (id: string) => texts.find((one) => one.id === id)!.own.map(({ item }) => item);
    expect(ownOf('D-moderate')).toEqual([items.D4, items.D5]);
    expect(ownOf('A-low')).toEqual([]);
  });

  it('tells nobody of 18 and more of an adult, and nobody who works of a school', () => {
    const { today, texts } = viewOf(language, worst, 30, 'working');
    const read = [today, ...texts.map(({ html, forAge }) => `${html} ${forAge}`)].join(' ');
    expect(read).not.toMatch(text.adult);
    expect(read).not.toMatch(text.school);
    const ofPupil = viewOf(language, worst, 15);
    expect(ofPupil.today).toMatch(text.adult);
    expect(ofPupil.texts.map(({ html }) => html).join(' ')).toMatch(text.school);
    const ofWorker = viewOf(language, worst, 30, 'working');
    expect([ofPupil.hasGuides, ofWorker.hasGuides]).toEqual([true, false]);
    expect([ofPupil.isAtSchool, ofWorker.isAtSchool]).toEqual([true, false]);
  });

  it('shows the paragraph for the age, typeset', () => {
    const gambling = { ...high, D1: 3, D2: 3, D4: 1, D5: 1, D6: 1 };
    const ofAge = (age: number) =>
      viewOf(language, gambling, age).texts.flatMap(({ forAge }) => forAge ?? []);
    expect(ofAge(15)).not.toEqual([]);
    expect(ofAge(15)).not.toEqual(ofAge(25));
    expect(ofAge(15).join(' ')).toContain('\u00A0');
  });
});

it('works with the reader’s language alone, as on a phone', () => {
  const { result, answers: submittedAnswers } = score(definition, high, { age: 15, timings: {} });
  const view = resultView(
    { definition, texts: { ru: shipped.texts.ru } },
    { attempt: { result, submittedAnswers, profile: aProfile }, shown: {}, offersFromAge: 0 },
    { t: interfaceTexts.for('ru'), language: 'ru' },
  );
  expect(view.scales).toHaveLength(4);
  expect(view.today).toBeNull();
});

it('reaches the phone without a package, without Intl and without patterns that look behind', async () => {
  const bundled = await build({
    entryPoints: [
      join(projectRoot, 'server/core/pages/result/result.view.ts'),
      join(projectRoot, 'server/core/pages/result/reminder.ts'),
    ],
    outdir: 'unused',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    logLevel: 'silent',
  });
  const code = bundled.outputFiles.map((file) => file.text).join('\n');
  expect(code).not.toMatch(/\(\?<[=!]|\bIntl\b|\bBuffer\b|toSorted|structuredClone/);
  const inputs = Object.keys(bundled.metafile.inputs);
  expect(inputs.filter((input) => !/^server\/core\//.test(input))).toEqual([]);
});
