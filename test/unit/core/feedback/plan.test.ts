import { localesFolder } from '../../../../server/config';
import { languages } from '../../../../server/core/definition/types';
import { recommendationIds, textsAboutAnswers } from '../../../../server/core/feedback/feedback';
import { planIn, stepsOf } from '../../../../server/core/feedback/plan';
import { readingsOf } from '../../../../server/core/feedback/reader';
import { planOf, planView } from '../../../../server/core/pages/result/plan.view';
import { typeset } from '../../../../server/core/text/typeset';
import { loadTexts } from '../../../../server/http/language/i18n';
import { shipped } from '../../../support/questionnaires';
import { plain } from '../../../support/site/visitor';

const { definition, recommendations } = shipped;
const aboutAnswers = textsAboutAnswers(definition);
const texts = recommendationIds(definition).filter((id) => !aboutAnswers.includes(id));

const interfaceTexts = loadTexts(localesFolder, (language, key) => {
  throw new Error(`no ${language} text for ${key}`);
});

describe.each(languages)('in %s', (language) => {
  const t = interfaceTexts.for(language);
  const heading = t('screening:plan.ifThen').replaceAll('\u00A0', ' ');

  it.each(texts)('%s has steps to choose from and a plan, for whoever reads it', (id) => {
    for (const body of readingsOf(recommendations[language][id]!.body)) {
      expect(stepsOf(body).length).toBeGreaterThan(1);
      expect(stepsOf(body).filter((step) => !/^[\p{Lu}\d«].*[.?!]$/u.test(step))).toEqual([]);
      expect(planIn(body, heading)).toMatch(/^(Если|Егер) .*[.?»]$/);
    }
  });

  it('the two texts that are read first give the choices, the first of which is chosen', () => {
    const bodies = texts.slice(0, 3).map((id) => recommendations[language][id]!.body);
    const view = planView(
      t,
      bodies.map((body) => typeset(body, language)),
      null,
    );
    expect(view.steps.choices.map(({ value }) => plain(value))).toEqual([
      ...stepsOf(bodies[0]!),
      ...stepsOf(bodies[1]!),
    ]);
    expect(view.plans.choices).toHaveLength(2);
    expect(view.steps.choices.map(({ isChecked }) => isChecked).indexOf(true)).toBe(0);
  });
});

it('a text without them gives none', () => {
  expect([stepsOf('Бір.'), planIn('Бір.\n\n- Екі.', 'План')]).toEqual([[], null]);
  expect(planIn('### План', 'План')).toBeNull();
});

describe('what a form says', () => {
  it.each([
    [
      { chosen: 'Гулять.', ifThen: 'Если дождь.', own: '' },
      { step: 'Гулять.', ifThen: 'Если дождь.' },
    ],
    [
      { chosen: 'Гулять.', ifThen: 'Если дождь.', own: ' Если снег. ' },
      { step: 'Гулять.', ifThen: 'Если снег.' },
    ],
    [{ chosen: 'Гулять.' }, { step: 'Гулять.', ifThen: '' }],
    [{}, null],
  ])('of %j is %j', (body, plan) => {
    expect(planOf(body)).toEqual(plan);
  });

  it('is no longer than a plan can be', () => {
    expect(planOf({ chosen: 'a', own: 'b'.repeat(1000) })!.ifThen).toHaveLength(300);
  });
});
