/** Questionnaires that have little in common with the shipped one: they load, score and give feedback by their data alone. */
import { join } from 'node:path';
import { itemIds } from '../../../server/core/definition/definition';
import { type Answers, type Language, languages, type Result } from '../../../server/core/definition/types';
import { feedbackFor } from '../../../server/core/feedback/feedback';
import { resultView, type ShownText } from '../../../server/core/pages/result.view';
import { score } from '../../../server/core/scoring/score';
import { loadQuestionnaires, type Questionnaire } from '../../../server/questionnaires';
import { definitionSchema } from '../../../server/questionnaires/definition.schema';
import { aProfile } from '../../support/builders/attempts';
import { projectRoot } from '../core/support';

const questionnaires = loadQuestionnaires(join(projectRoot, 'test', 'questionnaires'));
const named = (name: string): Questionnaire => questionnaires.get(name)!;

const all = ({ definition }: Questionnaire, answer: number | null): Answers =>
  Object.fromEntries(itemIds(definition).map((item) => [item, answer]));

/** What a student of 15 is told. */
function told({ definition, texts, recommendations }: Questionnaire, language: Language, answers: Answers) {
  const scored = score(definition, answers, { age: 15, timings: {} });
  const { scales, extras } = feedbackFor(definition, { ...scored, age: 15 });
  const ids = [...scales.flatMap(({ textIds }) => textIds), ...extras];
  const shown = Object.fromEntries(ids.map((id) => [id, recommendations[language][id] as ShownText]));
  const attempt = { profile: aProfile, submittedAnswers: scored.answers, result: scored.result };
  const t = ((key: string) => key) as Parameters<typeof resultView>[2]['t'];
  return { ...scored, view: resultView({ definition, texts }, { attempt, shown }, { t, language }) };
}

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
      const { describes } = rest.texts[language].scales.rest!;
      expect(view.scales.map(({ id, sentences }) => [id, sentences])).toEqual([
        ['rest', [describes.band!.high]],
      ]);
      expect(view.levels).toMatchObject([{ step: 3, steps: 3 }]);
      expect(view.texts.map(({ id }) => id)).toEqual(['rest-high']);
      expect(rest.recommendations[language]['rest-high']!.body).toContain(view.today);
      expect(view.isWarm).toBe(true);
    },
  );

  it('say so where too little was answered', () => {
    const { view, result } = told(rest, 'ru', all(rest, null));
    expect(result.overall).toEqual({ band: null, high: 0 });
    expect(view.scales[0]!.sentences).toEqual([rest.texts.ru.labels.notScored]);
    expect([view.levels, view.texts, view.today, view.reminder]).toEqual([[], [], null, null]);
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
      expect(view.more).toEqual([{ name, sentences }]);
      expect([view.scales, view.levels, view.numbers, view.texts]).toEqual([[], [], [], []]);
      expect([view.today, view.reminder, view.isWarm]).toEqual([null, null, false]);
    },
  );

  it('have no order where one profile was hardly answered', () => {
    const skips = { lead1: null, lead2: null, lead3: null };
    const { view, result } = told(interests, 'kk', { ...answers, ...skips });
    expect(result.scales.interests).toMatchObject({ lead: null, first: null });
    expect(view.more[0]!.sentences).toEqual([interests.texts.kk.labels.notScored]);
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
