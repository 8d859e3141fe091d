/** Questionnaires that have little in common with the shipped one: they load, score and give feedback by their data alone. */
import { join } from 'node:path';
import { pointsOf, urgencyOf } from '../../../server/consultations/case/priority';
import { scaleRows } from '../../../server/consultations/desk/scale-chart.view';
import { itemIds } from '../../../server/core/definition/definition';
import type { Answers, Result } from '../../../server/core/definition/types';
import { feedbackFor } from '../../../server/core/feedback/feedback';
import { helpView } from '../../../server/core/pages/help.view';
import { resultView, type ShownText } from '../../../server/core/pages/result/result.view';
import { bandsOf } from '../../../server/core/scoring/levels';
import { score } from '../../../server/core/scoring/score';
import { languageChoices } from '../../../server/core/text/language-choices';
import { type Language, languages } from '../../../server/core/text/languages';
import { loadTexts } from '../../../server/http/language/i18n';
import { viewAt } from '../../../server/http/views/engine';
import { loadQuestionnaires, type Questionnaire } from '../../../server/questionnaires';
import { definitionSchema } from '../../../server/questionnaires/schema/definition.schema';
import { aProfile } from '../../support/builders/attempts';
import { projectRoot } from '../core/support';

const questionnaires = loadQuestionnaires(join(projectRoot, 'test', 'questionnaires'));
const named = (name: string): Questionnaire => questionnaires.get(name)!;

const all = ({ definition }: Questionnaire, answer: number | null): Answers =>
  Object.fromEntries(itemIds(definition).map((item) => [item, answer]));

/** A text that is missing ends the test. */
const words = loadTexts(join(projectRoot, 'locales'), (language, key) => {
  throw new Error(`no ${language} text for ${key}`);
});

function drawn(view: string, language: Language, locals: object): string {
  const t = words.for(language);
  return viewAt(join(projectRoot, 'views', `${view}.ejs`))({
    ...{ t, language, csrfToken: 'token', asset: (file: string) => `/assets/${file}`, path: '/' },
    ...{
      quickExitUrl: 'https://example.org',
      questionnaire: 'any/v1',
      help: helpView({ t, language }),
      firstScripts: [],
    },
    ...{ languages: languageChoices, offers: null, offersFromAge: 0, furtherHelp: [] },
    ...locals,
  });
}

/** What a student of 15 is told. */
function told({ definition, texts, recommendations }: Questionnaire, language: Language, answers: Answers) {
  const scored = score(definition, answers, { age: 15, timings: {} });
  const { scales, extras } = feedbackFor(definition, { ...scored, age: 15 });
  const ids = [...scales.flatMap(({ textIds }) => textIds), ...extras];
  const shown = Object.fromEntries(ids.map((id) => [id, recommendations[language][id] as ShownText]));
  const attempt = { profile: aProfile, submittedAnswers: scored.answers, result: scored.result };
  const t = words.for(language);
  return {
    ...scored,
    view: resultView({ definition, texts }, { attempt, shown, offersFromAge: 0 }, { t, language }),
  };
}

/** The page of the result. */
const pageOf = (language: Language, result: ReturnType<typeof told>['view']): string =>
  drawn('screening/result/result', language, {
    ...{ result, hasAsked: false, isSharedPhone: false, comparison: null },
    codeCard: { groups: ['7K3M', 'X9QW', 'T2B4', 'RZ6H'], qrSvg: '', qrRows: '' },
  });

/** What psychologists see of the scales, as drawn and in words. */
function staffRows({ definition, texts, staffTexts }: Questionnaire, language: Language, result: Result) {
  const given = { texts: texts[language], staffTexts: staffTexts[language], t: words.for(language) };
  const scales = scaleRows({ definition, result, ...given });
  expect(drawn('consultations/desk/scale-table', language, { scales })).not.toContain('undefined');
  return scales.map(({ name, badge, score: points, notes }) =>
    [name, badge.text, badge.tone, points, ...notes].map((text) => text.replaceAll('\u00A0', ' ')),
  );
}

const priorityOf = ({ definition }: Questionnaire, { flags, ...result }: Result) => {
  const facts = { flags, bands: bandsOf(result), age: 15, dangerAt: null };
  return [pointsOf(definition, facts), urgencyOf(definition, facts)];
};

describe('ten questions with one sum scale', () => {
  const rest = named('evening-rest/v1');
  const scoredRest = (answers: Answers): Result =>
    score(rest.definition, answers, { age: 15, timings: {} }).result;
  /** Reversed: one calm answer. */
  const rested = { S5: 3, S10: 3 };

  it.each<[Answers, number, string]>([
    [{ ...all(rest, 0), ...rested }, 0, 'low'],
    [{ ...all(rest, 1), S10: 0 }, 13, 'moderate'],
    [{ ...all(rest, 3), S5: 0, S10: 0 }, 30, 'high'],
  ])('score %j', (answers, points, band) => {
    expect(scoredRest(answers)).toEqual({
      scales: { rest: { score: points, max: 30, band, answered: 10, missing: 0 } },
      overall: { band, high: band === 'high' ? 1 : 0 },
      flags: [],
      quality: { points: 0, verdict: 'valid', reasons: [], timed: false },
    });
  });

  it.each(languages)(
    'are told in %s: a sentence, a step among three, a text and its step for today',
    (language) => {
      const { view } = told(rest, language, { ...all(rest, 3), S5: 0, S10: 0 });
      const { name, describes } = rest.texts[language].scales.rest!;
      expect(view.scales).toEqual([{ name, sentences: [describes.band!.high] }]);
      expect(view.levels).toMatchObject([{ step: 3, steps: 3 }]);
      expect(view.texts.map(({ id }) => id)).toEqual(['rest-high']);
      expect(rest.recommendations[language]['rest-high']!.body).toContain(view.today);
      expect(view.isWarm).toBe(true);
      const page = pageOf(language, view);
      for (const word of Object.values(rest.texts[language].bands)) expect(page).toContain(word);
      expect(page).toContain(words.for(language)('screening:ask.titleWarm'));
    },
  );

  it('stand with psychologists by their own band, and are important from high on', () => {
    const high = told(rest, 'kk', { ...all(rest, 3), S5: 0, S10: 0 }).result;
    expect(staffRows(rest, 'ru', high)).toEqual([['Отдых', 'Высокий', 'band-3', '30 из 30']]);
    expect(priorityOf(rest, high)).toEqual([3, 'soon']);
    expect(priorityOf(rest, scoredRest({ ...all(rest, 1), S10: 0 }))).toEqual([1, 'usual']);
  });

  it('say so where too little was answered', () => {
    const { view, result } = told(rest, 'ru', all(rest, null));
    expect(result.overall).toEqual({ band: null, high: 0 });
    expect(view.scales[0]!.sentences).toEqual([rest.texts.ru.labels.notScored]);
    expect([view.levels, view.texts, view.today, view.reminder]).toEqual([[], [], null, null]);
  });
});

describe('two scales without gates, with three bands of their own', () => {
  const exam = named('exam-days/v1');
  /** Reversed: one calm answer. */
  const calm = { W6: 3, P6: 3 };
  const worried: Answers = { ...all(exam, 0), ...calm, W1: 3, W2: 3, W3: 3, W4: 3 };

  it.each<[string, Answers, [string, string], string, number]>([
    ['nothing', { ...all(exam, 0), ...calm }, ['calm', 'calm'], 'calm', 0],
    ['the middle of both', { ...all(exam, 1), W6: 2, P6: 1 }, ['some', 'some'], 'some', 0],
    ['one scale alone', worried, ['much', 'calm'], 'much', 1],
    ['everything', { ...all(exam, 3), W6: 0, P6: 0 }, ['much', 'much'], 'much', 2],
  ])('are scored with %s', (_, answers, bands, band, high) => {
    const { result } = told(exam, 'ru', answers);
    expect(Object.values(bandsOf(result))).toEqual(bands);
    expect(result.overall).toEqual({ band, high });
  });

  it.each(languages)('are told in %s with their own words, the harder one first', (language) => {
    const { view } = told(exam, language, { ...all(exam, 2), ...calm, P1: 0 });
    const { bands } = exam.texts[language];
    expect(view.levels.map(({ level, step }) => [level, step])).toEqual([
      [bands.some, 2],
      [bands.some, 2],
    ]);
    expect(view.levelEnds).toEqual({ lowest: bands.calm, highest: bands.much });
    expect(view.texts.map(({ id }) => id)).toEqual(['worry-some', 'puttingOff-some']);
    const harder = told(exam, language, { ...all(exam, 0), ...calm, P1: 3, P2: 3, P3: 3, P4: 3, P5: 3 });
    expect(harder.view.texts.map(({ id }) => id)).toEqual(['puttingOff-much', 'worry-calm']);
    expect(harder.view.reminder!.href).toContain('weeks=2');
    const page = pageOf(language, harder.view);
    expect(page).toContain(exam.texts[language].scales.puttingOff!.describes.band!.much);
    expect(page).toContain('x="33.67%" y="5" width="32.67%"');
    expect(page).not.toContain('undefined');
  });

  it('bring a person to talk to first where a flag is raised, and an urgent case', () => {
    const { view, result } = told(exam, 'kk', worried);
    expect(result.flags).toEqual(['sleepless']);
    expect(view.today).toBe(words.for('kk')('screening:result.todayAdult'));
    expect(priorityOf(exam, result)).toEqual([14, 'urgent']);
    expect(staffRows(exam, 'kk', result)).toEqual([
      ['Толқу', 'Қиын', 'band-3', '12 / 18'],
      ['Дайындық', 'Сабырлы', 'band-0', '0 / 18'],
    ]);
  });

  it('praise a strength only below the band that speaks against it', () => {
    const steady = { ...all(exam, 0), W6: 0, P6: 3 };
    expect(told(exam, 'ru', steady).view.strength).toBe(exam.texts.ru.strengths.P6);
    const { view } = told(exam, 'ru', { ...worried, W6: 0, P6: 3 });
    expect(view.strength).toBe(exam.texts.ru.strengths.none);
  });
});

describe('further kinds of scales', () => {
  const exam = named('exam-days/v1');
  const knows = {
    ...{ kind: 'knowledge' as const, right: { W1: 0, W2: 3 }, missingAllowed: 0 },
    bounds: [
      { level: 'little', from: 0 },
      { level: 'much', from: 50 },
    ],
  };
  const burden = {
    ...{ kind: 'exposedSum' as const, missingAllowed: 1, closedLabel: 'nothingHappened' },
    parts: [
      { exposure: 'P1', atLeast: 2, items: ['W1', 'W2'] },
      { exposure: 'P2', atLeast: 1, items: ['W3', 'W4'] },
    ],
    bounds: [
      { level: 'calm', from: 0 },
      { level: 'much', from: 4 },
    ],
  };
  const withScale = (id: string, scale: object) => ({
    ...exam.definition,
    scales: { ...exam.definition.scales, [id]: scale },
  });
  const described = (language: Language, id: string, describes: Record<string, Record<string, string>>) => {
    const { scales, ...texts } = exam.texts[language];
    return { ...texts, scales: { ...scales, [id]: { name: id, describes } } };
  };

  it('tell a share that is known, beside the scales and without a colour', () => {
    const { feedback, ...rules } = definitionSchema.parse(withScale('knows', knows));
    const texts = described('ru', 'knows', { level: { little: 'Немного.', much: 'Много.' } });
    const asked = {
      ...exam,
      definition: { ...rules, feedback: { ...feedback, more: ['knows'] } },
      texts: { ...exam.texts, ru: texts },
    };
    const { view, result } = told(asked, 'ru', { ...all(exam, 0), W2: 1 });
    expect(result.scales.knows).toEqual({ known: 1, of: 2, percent: 50, level: 'much' });
    expect(view.more).toEqual([{ name: 'knows', sentences: ['Много.'] }]);
    expect(staffRows(asked, 'ru', result).at(-1)).toEqual([
      ...['knows', 'верных ответов 1 из 2', 'neutral', '', 'Много.'],
    ]);
    expect(priorityOf(asked, result)).toEqual(priorityOf(exam, result));
  });

  it('draw a sum with exposure as a scale with bands, and say so where there was none', () => {
    const { feedback, ...rules } = definitionSchema.parse(withScale('burden', burden));
    const texts = described('kk', 'burden', { band: { calm: 'Аз.', much: 'Көп.' } });
    const { 'worry-calm': calmText, 'worry-much': muchText } = exam.recommendations.kk;
    const asked: Questionnaire = {
      ...exam,
      definition: { ...rules, feedback: { ...feedback, scales: ['burden'] } },
      texts: { ...exam.texts, kk: { ...texts, labels: { ...texts.labels, nothingHappened: 'Болмаған.' } } },
      staffTexts: { ...exam.staffTexts, kk: { ...exam.staffTexts.kk, labels: { nothingHappened: 'жоқ' } } },
      recommendations: {
        ...exam.recommendations,
        kk: { 'burden-calm': calmText!, 'burden-much': muchText! },
      },
    };
    const exposed = told(asked, 'kk', {
      ...all(exam, 3),
      P2: 0,
    });
    expect(exposed.result.scales.burden).toMatchObject({ score: 6, band: 'much', answered: 2 });
    expect(exposed.view.numbers[0]!.bar!.bandLabel).toBe(exam.texts.kk.bands.much);
    const calm = told(asked, 'kk', {
      ...all(exam, 3),
      P1: 1,
      P2: 0,
    });
    expect(calm.view.scales[0]!.sentences).toEqual(['Болмаған.']);
    expect(calm.view.numbers).toEqual([]);
    expect(staffRows(asked, 'kk', calm.result).at(-1)).toEqual([
      ...['burden', 'Сабырлы', 'band-0', '0 / 12', 'жоқ'],
    ]);
  });

  it.each<[string, object, string]>([
    ['a right answer that is not offered', { ...knows, right: { W1: 4 } }, 'W1 has no answer above 3'],
    ['a question that is not there', { ...knows, right: { W9: 0 } }, 'there is no item W9'],
    ['no question', { ...knows, right: {} }, 'no question is asked'],
    [
      'a reversed question',
      { ...knows, right: { W6: 0 } },
      'W6 is reversed, which a scale of kind knowledge does not know',
    ],
    [
      'nothing that must be answered',
      { ...knows, missingAllowed: 2 },
      'at least one answer is needed for a score',
    ],
    [
      'a share above everything',
      {
        ...knows,
        bounds: [
          { level: 'little', from: 0 },
          { level: 'much', from: 101 },
        ],
      },
      'much from 101 is above the highest score 100',
    ],
    [
      'an exposure that is not there',
      { ...burden, parts: [{ exposure: 'X1', atLeast: 1, items: ['W1', 'W2'] }] },
      'there is no item X1',
    ],
    [
      'an exposure that is never answered so',
      { ...burden, parts: [{ exposure: 'P1', atLeast: 4, items: ['W1', 'W2'] }] },
      'P1 has no answer above 3',
    ],
    [
      'an exposure that counts itself',
      { ...burden, parts: [{ exposure: 'W1', atLeast: 1, items: ['W1', 'W2'] }] },
      'W1 cannot decide whether it counts itself',
    ],
    [
      'an item in two parts',
      { ...burden, parts: [burden.parts[0], { exposure: 'P2', atLeast: 1, items: ['W1', 'W3'] }] },
      'W1 is counted in two parts',
    ],
    [
      'bands in another order',
      {
        ...burden,
        bounds: [
          { level: 'much', from: 0 },
          { level: 'calm', from: 4 },
        ],
      },
      'calm is not above much in the order of the bands',
    ],
  ])('are refused with %s', (_, scale, reason) => {
    const { error } = definitionSchema.safeParse(withScale('further', scale));
    expect(error!.issues.map(({ message }) => message)).toContain(reason);
  });
});

describe('forty-two questions in six profiles, without bands', () => {
  const interests = named('interests/v1');
  const answers: Answers = { ...all(interests, 1), art1: 2, art2: 2, people1: 2, mind1: 0 };

  it('come to an order, equal ones in that of the definition', () => {
    const { result } = told(interests, 'ru', { ...answers, art3: null });
    expect(result.scales.interests).toEqual({
      ...{ hands: 7, mind: 6, art: (7 * 8) / 6, people: 8, lead: 7, orderly: 7 },
      ...{ first: 'art', second: 'people', third: 'hands' },
    });
    expect(result.overall).toEqual({ band: null, high: 0 });
  });

  it.each(languages)(
    'are told in %s in three sentences, with no level, no score and no warmer offer',
    (language) => {
      const { view } = told(interests, language, answers);
      const { name, describes } = interests.texts[language].scales.interests!;
      const sentences = [describes.first!.art, describes.second!.people, describes.third!.hands];
      expect(view.scales).toEqual([{ name, sentences }]);
      expect([view.more, view.levels, view.numbers, view.texts]).toEqual([[], [], [], []]);
      expect([view.today, view.reminder, view.isWarm]).toEqual([null, null, false]);
      const page = pageOf(language, view);
      for (const sentence of sentences) expect(page).toContain(sentence);
      // Nothing is folded away, and no heading stands over nothing.
      expect(page).not.toContain('<details');
      expect(page).not.toContain(words.for(language)('screening:result.texts'));
      expect(page).toContain('href="tel:111"');
      expect(page).not.toContain(words.for(language)('screening:ask.titleWarm'));
    },
  );

  it('give a case no priority, and psychologists the order', () => {
    const { result } = told(interests, 'ru', answers);
    expect(priorityOf(interests, result)).toEqual([0, 'usual']);
    expect(staffRows(interests, 'ru', result)).toEqual([
      ['Интересы', '9', 'neutral', '', 'Сильнее всего: искусство.'],
      ['Интересы', '8', 'neutral', '', 'На втором месте: люди.'],
      ['Интересы', '7', 'neutral', '', 'На третьем месте: дело руками.'],
    ]);
  });

  it('have no order where one profile was hardly answered', () => {
    const skips = { lead1: null, lead2: null, lead3: null };
    const { view, result } = told(interests, 'kk', { ...answers, ...skips });
    expect(result.scales.interests).toMatchObject({ lead: null, first: null });
    expect(view.scales[0]!.sentences).toEqual([interests.texts.kk.labels.notScored]);
  });

  it.each([
    ['two profiles', { hands: ['hands1'], mind: ['mind1'] }, 'an order needs 3 profiles or more'],
    [
      'a profile named like a place',
      { first: ['art1'], hands: ['hands1'], mind: ['mind1'] },
      'first is a place in the order and no profile',
    ],
  ])('are refused with %s', (_name, profiles, reason) => {
    const scales = { interests: { kind: 'order', missingAllowed: 0, profiles } };
    const { error } = definitionSchema.safeParse({ ...interests.definition, scales });
    expect(error!.issues.map(({ message }) => message)).toEqual([reason]);
  });
});
