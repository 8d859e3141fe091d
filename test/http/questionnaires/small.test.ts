/** Four small questionnaires of an organisation's own, each by plain forms from the choice to the comparison of a second time. */
import kk from '../../../locales/kk/consultations.json';
import ru from '../../../locales/ru/consultations.json';
import { itemIds } from '../../../server/core/definition/definition';
import { type Language, languages } from '../../../server/core/definition/types';
import { aboutYou, anAttempt } from '../../support/builders/attempts';
import { asked } from '../../support/builders/cases';
import { type OwnQuestionnaires, ownQuestionnaires } from '../../support/site/questionnaires';
import { type Site, startSite } from '../../support/site/site';
import { signedIn } from '../../support/site/staff';
import { plain, type Visitor } from '../../support/site/visitor';

interface Case {
  id: string;
  /** How many pages the questions take. */
  pages: number;
  /** To every question, at the first and at the second time. */
  answers: [first: number, second: number];
  /** What is scored the second time, as the API answers it. */
  scales: Record<string, object>;
  /** The scales whose sentences are the result. */
  told: string[];
  isWarm: boolean;
  /** What a psychologist's list says of a case of it. */
  urgency: 'urgent' | 'soon' | 'usual';
}

const cases: Case[] = [
  {
    id: 'evening-rest',
    pages: 2,
    answers: [1, 3],
    scales: { rest: { score: 24, max: 30, band: 'high', answered: 10, missing: 0 } },
    told: ['rest'],
    isWarm: true,
    urgency: 'soon',
  },
  {
    id: 'exam-days',
    pages: 2,
    answers: [1, 3],
    scales: {
      worry: { score: 15, max: 18, band: 'much', answered: 6, missing: 0 },
      puttingOff: { score: 15, max: 18, band: 'much', answered: 6, missing: 0 },
    },
    told: ['worry', 'puttingOff'],
    isWarm: true,
    urgency: 'urgent',
  },
  {
    id: 'class-quarrels',
    pages: 3,
    answers: [2, 2],
    scales: { quarrel: { score: 10, max: 15, band: 'hard' }, support: { level: 'some' } },
    told: ['quarrel'],
    isWarm: true,
    urgency: 'soon',
  },
  {
    id: 'interests',
    pages: 6,
    answers: [1, 2],
    scales: {
      interests: {
        ...{ hands: 14, mind: 14, art: 14, people: 14, lead: 14, orderly: 14 },
        ...{ first: 'hands', second: 'mind', third: 'art' },
      },
    },
    told: ['interests'],
    isWarm: false,
    urgency: 'usual',
  },
];

const words = { kk, ru };

let own: OwnQuestionnaires;
let site: Site;
beforeAll(async () => {
  const ids = cases.map(({ id }) => id);
  own = ownQuestionnaires(ids);
  site = await startSite(undefined, { QUESTIONNAIRES_DIR: own.folder, QUESTIONNAIRES: ids.join() });
});
afterAll(async () => {
  await site?.stop();
  own?.remove();
});

const has = ({ page }: Visitor, selector: string) => page.html.querySelector(selector) !== null;
const textOf = ({ page }: Visitor) => plain(page.text);

async function toProfile(visitor: Visitor): Promise<void> {
  await visitor.submit({ choice: 'agree' });
  await visitor.submit({ phone: 'own' });
  await visitor.submit(aboutYou);
}

/** @returns how many pages there were */
async function answerAll(visitor: Visitor, answer: number): Promise<number> {
  let pages = 0;
  for (; has(visitor, '[data-questions]') && pages < 10; pages += 1) {
    const asked = visitor.page.html.querySelectorAll('[data-question]');
    const answers = asked.map((one) => [one.getAttribute('data-question'), String(answer)]);
    await visitor.submit({ ...Object.fromEntries(answers), go: 'next' });
  }
  return pages;
}

describe.each(cases)('$id', ({ id, pages, answers: [first, second], scales, told, isWarm, urgency }) => {
  const name = `${id}/v1`;

  it.each<Language>(languages)(
    'is walked by forms alone, and a second time with its code, in %s',
    async (language) => {
      const { texts, hash } = site.services.screening.questionnaire(name);
      const { title, notDiagnosis } = texts[language];
      const visitor = site.visitor(language);
      await visitor.open('/');
      await visitor.submit({ questionnaire: name }, '/test');
      await toProfile(visitor);
      const code = visitor.page.html.querySelector('.code')!.text.replace(/\s/g, '');
      await visitor.submit({ isSaved: 'yes' });
      expect(await answerAll(visitor, first)).toBe(pages);
      await visitor.submit({ go: 'submit' });

      expect(visitor.page.path).toBe('/test/result');
      expect(has(visitor, 'main .help [href="tel:112"]')).toBe(true);
      expect(textOf(visitor)).toContain(plain(notDiagnosis));
      await visitor.open('/test/feedback');
      await visitor.submit({ satisfaction: '5' });
      await visitor.submit({}, '/test/finish');

      // Long enough for all windows to have passed.
      site.clock.now = new Date(site.clock.now.getTime() + 100 * 24 * 60 * 60_000);
      await visitor.open('/my');
      await visitor.submit({ code }, '/my');
      expect(textOf(visitor)).toContain(plain(title));
      await visitor.submit({ questionnaire: name }, '/my/again');
      await toProfile(visitor);
      await answerAll(visitor, second);
      await visitor.submit({ go: 'submit' });
      expect(has(visitor, '.card-warm')).toBe(isWarm);
      const hasBands = Object.keys(texts[language].bands).length > 0;
      expect(textOf(visitor).includes(words[language].comparison.title)).toBe(hasBands);
      const said = visitor.page.html.querySelectorAll('.says h3').map((one) => plain(one.text));
      expect(said).toEqual(told.map((scale) => plain(texts[language].scales[scale]!.name)));

      await visitor.submit({}, '/test/ask');
      const [newest, earlier] = await site.services.screening.attemptsOf(code);
      expect(newest).toMatchObject({ questionnaire: name, questionnaireHash: hash });
      expect(earlier).toMatchObject({ questionnaire: name, feedback: { satisfaction: 5 } });
      const { body } = await visitor.raw.get('/api/my').set('Authorization', `Code ${code}`);
      expect(body.attempts[0].result.scales).toMatchObject(scales);
      if (!hasBands) expect(JSON.stringify(body.attempts[0].result.scales)).not.toContain('band');
      expect(body.attempts[0].consultation).toMatchObject({ published: null });
    },
  );

  it.each<Language>(languages)(
    'is as important to psychologists as its answers say, in %s',
    async (language) => {
      const { definition } = site.services.screening.questionnaire(name);
      const answers = Object.fromEntries(itemIds(definition).map((item) => [item, second]));
      const { path } = await asked(site, anAttempt().asked(name).answering(answers));
      const psychologist = await signedIn(site, 'psychologist', { language });
      const row = (await psychologist.open('/staff/cases')).html.querySelector(`li:has([href="${path}"])`)!;
      expect(plain(row.text)).toContain(words[language].urgency[urgency]);
    },
  );
});
