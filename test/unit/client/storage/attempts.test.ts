/** The phone asks, scores and explains an attempt exactly as the server does: the same questions, levels, words and texts. */
import { itemIds } from '../../../../server/core/definition/definition';
import { questionsOf, resultsOf, wholeOf } from '../../../../server/core/definition/parts';
import { openPages } from '../../../../server/core/definition/routing';
import { type Answers, type Language, languages } from '../../../../server/core/definition/types';
import { feedbackFor } from '../../../../server/core/feedback/feedback';
import { textsShownFor } from '../../../../server/core/feedback/shown-texts';
import { checkView, pageView } from '../../../../server/core/pages/page.view';
import { codeCard } from '../../../../server/core/pages/result/code-card';
import { comparisonView } from '../../../../server/core/pages/result/comparison.view';
import { resultView } from '../../../../server/core/pages/result/result.view';
import { score } from '../../../../server/core/scoring/score';
import { qrOf } from '../../../../server/documents/qr';
import { shownTextsIn } from '../../../../server/screening/result/shown-texts.view';
import { alarming, aProfile, calm, honest } from '../../../support/builders/attempts';
import {
  card,
  expectSame,
  name,
  origin,
  type PhoneReader,
  phone,
  questionnaire,
  sent,
  serverReader,
  versions,
} from '../../../support/phone/both-sides';

const { definition } = questionnaire;

/** The whole questionnaire in one language, as a phone puts it together. */
function wholeIn(language: Language) {
  const whole = { hash: questionnaire.hash, definition, texts: questionnaire.texts[language] };
  return wholeOf(sent(questionsOf(whole)), sent(resultsOf(whole)));
}

const all = (answer: number): Answers =>
  Object.fromEntries(itemIds(definition).map((item) => [item, answer]));

/** What students answer, from nothing to the worst. */
const attempts: Record<string, { answers: Answers; age: number; earlier?: Answers }> = {
  'all low': { answers: { ...all(0), ...calm, ...honest }, age: 14 },
  'very high everywhere': {
    answers: { ...all(4), A3: 0, A16: 0, C10: 0, B1: 3, ...alarming, ...honest },
    age: 17,
    earlier: { ...all(0), ...calm, ...honest },
  },
  'nothing answered': { answers: honest, age: 30 },
  'gambling alone': {
    answers: { ...all(0), ...calm, ...honest, D1: 3, D2: 3, D4: 2, D5: 2, D6: 2, D7: 1, D13: 2 },
    age: 22,
  },
  'answers behind gates that were closed later': {
    answers: { ...all(3), ...honest, B1: 0, D1: 0, D2: 0, D3: 0 },
    age: 15,
  },
  'skipped and marked': { answers: { ...all(1), A1: null, A4: null, F1: null, ...honest }, age: 16 },
};

/** The phone's own attempt with these answers, as it stands before it is submitted. */
function held(language: Language, { answers, age, earlier }: (typeof attempts)[string]) {
  const attempt = phone.begun({
    ...{
      id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
      code: '7K3MX9QWT2B4RZ6H',
      questionnaire: name,
      language,
    },
    ...{ campaign: null, profile: { ...aProfile, age }, isSharedPhone: false },
    earlier: earlier
      ? [
          {
            ...{ id: 'earlier', questionnaire: name, submittedAt: '2026-01-05T06:00:00.000Z' },
            result: score(definition, earlier, { age, timings: {} }).result,
          },
        ]
      : [],
  });
  return { ...attempt, answers, unclear: ['A1', 'D1', 'V2'] };
}

/** All that the result page is drawn from. */
const sceneWith = (reader: PhoneReader, attempt: ReturnType<typeof held>) => ({
  ...{ reader, questionnaire: wholeIn(reader.language), safety: 'sent' as const },
  state: phone.stateFrom({
    ...{ place: { name: 'test' }, session: {}, attempt, campaign: null, questionnaire: name, isMine: true },
  }),
});

describe.each(languages)('the phone in %s', (language) => {
  const at = serverReader(language);

  describe.each(Object.entries(attempts))('for an attempt with %s', (_how, given) => {
    const asked = { definition, words: questionnaire.texts[language] };
    const phoneAsked = () => {
      const whole = wholeIn(language);
      return { definition: whole.definition, words: whole.texts };
    };

    it('asks every question', async () => {
      const attempt = held(language, given);
      for (const page of openPages(definition, attempt.answers))
        await expectSame(language, ['first'], (reader) => ({
          view: 'screening/questions/page',
          server: { view: pageView(asked, attempt, page, at) },
          phone: phone.drawQuestions(reader, phoneAsked(), { attempt, page }),
        }));
    });

    it('says what is still missing', () =>
      expectSame(language, ['first', 'rest'], () => {
        const attempt = held(language, given);
        return {
          view: 'screening/questions/check',
          server: { check: checkView(asked, attempt) },
          phone: phone.drawCheck(phoneAsked(), attempt),
        };
      }));

    it('scores and explains the same result with the same texts', () =>
      expectSame(language, ['first', 'rest'], async (reader) => {
        const before = held(language, given);
        const submission = await phone.submission(sceneWith(reader, before), before);
        const submitted = phone.changedBy(before, submission);
        const { shown, submittedAt, earlier, code } = submitted;
        const drawing = await phone.drawResult(sceneWith(reader, submitted));
        // What the phone alone has, or draws in its own way.
        const { sending: _sending, planHtml: _plan, codeCard: own, ...locals } = drawing.locals;

        const { age, answers } = given;
        const profile = { ...aProfile, age };
        const { result, answers: submittedAnswers } = score(definition, answers, { age, timings: {} });
        const feedback = feedbackFor(definition, { answers: submittedAnswers, result, age });
        const texts = textsShownFor(feedback, Object.values(versions)) as (typeof versions)[string][];
        expect(shown).toEqual(texts.map(({ id, version }) => ({ id, version })));
        const attempt = { questionnaire: name, submittedAt, isTryOut: false, result };
        const others = earlier.map((one) => ({ ...one, isTryOut: false }));
        const { groups } = codeCard(code, origin, qrOf);
        expect(own).toMatchObject({ groups });
        return {
          view: 'screening/result/result',
          server: {
            result: resultView(
              questionnaire,
              {
                attempt: { result, submittedAnswers, profile },
                offersFromAge: 0,
                shown: shownTextsIn(language, Object.fromEntries(texts.map((text) => [text.id, text]))),
              },
              at,
            ),
            comparison: comparisonView(questionnaire, { attempt, attempts: [attempt, ...others] }, at),
            ...{ hasAsked: false, isSharedPhone: false, codeCard: card },
          },
          phone: { ...drawing, locals: { ...locals, codeCard: card } },
        };
      }));
  });
});
