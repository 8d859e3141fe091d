/**
 * What a student is told beforehand, in both languages, beside what a psychologist is shown and what a phone keeps: whoever
 * adds a fact there has to tell it here.
 */

import { profileFields } from '../../../server/core/attempt/profile-fields';
import type { LocalAttempt } from '../../../views/client/phone/model/attempt';
import type { Facts } from '../../../views/client/phone/model/kept';
import type { PhoneSession } from '../../../views/client/phone/model/session';
import type { StoreName } from '../../../views/client/phone/storage/database';
import { alarming, anAttempt, calm } from '../../support/builders/attempts';
import { aCampaign } from '../../support/builders/campaigns';
import { asked } from '../../support/builders/cases';
import { type Site, startSite } from '../../support/site/site';
import { signedIn } from '../../support/site/staff';
import { plain } from '../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

type Language = 'kk' | 'ru';

/** How each thing is called where it is told. */
const words = {
  kk: {
    answers: 'жауаптарың',
    result: 'нәтижең',
    unseen: 'Атыңды, мектебің мен сыныбыңды көрмейді',
    onlyAsked: 'Өзің кеңес сұрағанша ештеңе көрмейді',
    othersOnlyAsked: 'Басқасын сен сұрасаң ғана ашады',
    unasked: 'әр жоғары не алаңдататын нәтижені сен сұрамасаң да қарайды',
    aboutYou: 'өзің туралы деректерің',
    code: 'кодың',
    copy: 'сақтық көшірмесі',
    plan: 'Жоспарың тек осында қалады',
    begun: 'Психологқа жазып бітпеген жауабың',
    sealed: ['оны тек сайттың сервері оқи алады', 'сайт қайта ашылса, ол өзі жіберіледі'],
  },
  ru: {
    answers: 'ответы',
    result: 'результат',
    unseen: 'Имя, школу и класс он не увидит',
    onlyAsked: 'Ничего, пока ты его не спросишь',
    othersOnlyAsked: 'Остальные он откроет, только если ты его спросишь',
    unasked: 'каждый высокий или тревожный результат, даже если ты не попросишь',
    aboutYou: 'данные о тебе',
    code: 'код',
    copy: 'запасная копия',
    plan: 'Твой план остаётся только здесь',
    begun: 'Недописанный ответ психологу',
    sealed: ['прочитать сможет только сервер сайта', 'на этом устройстве снова откроют сайт'],
  },
} as const;

/** What the page before the first question says of psychologists, where this begins. */
async function told(language: Language, path: string): Promise<string> {
  const student = site.visitor(language);
  await student.open(path);
  const { html } = await student.submit();
  const points = html.querySelectorAll('.point').map((point) => plain(point.text));
  return points.find((point) => point.includes(words[language].unseen)) ?? '';
}

const textOf = (language: Language, key: string): string => {
  const [file, ...path] = key.split(/[:.]/);
  const texts = jest.requireActual(`../../../locales/${language}/${file}.json`);
  return path.reduce((one, part) => one[part], texts) as unknown as string;
};

/** How the facts about a person are called where they are told. */
const known = (language: Language, ids: string[]): string =>
  ids.map((id) => textOf(language, `profile:known.${id}`)).join(', ');

const tellable = profileFields.filter(({ isRare }) => !isRare).map(({ id }) => id);

describe.each<Language>(['kk', 'ru'])('what is told of psychologists in %s', (language) => {
  const text = words[language];

  it('names all that the page of a case shows of a person, and nothing else', async () => {
    const one = await asked(site, anAttempt().in(language).answering(calm));
    const psychologist = await signedIn(site, 'psychologist', { language });
    const { html } = await psychologist.open(one.path);
    const labels = html.querySelectorAll('dl.facts dt').map((label) => plain(label.text));
    // How the case stands is not of the person.
    const own = ['language', 'submitted', 'asked', 'due'].map((id) =>
      textOf(language, `consultations:case.${id}`),
    );
    const shown = labels.filter((label) => !own.includes(label));
    expect(shown).toEqual(tellable.map((id) => textOf(language, `profile:case.${id}`)));
    const said = await told(language, '/');
    expect(said).toContain(`${text.answers}, ${text.result}, ${known(language, tellable)}`);
    expect(said).toContain(text.onlyAsked);
    expect(said).not.toContain(text.unasked);
  });

  it('says instead what is looked at unasked where a campaign has it so, and what is not', async () => {
    const { slug } = await aCampaign(site, { looksAtHigh: true });
    const said = await told(language, `/c/${slug}`);
    expect(said).toContain(text.unasked);
    expect(said).toContain(text.othersOnlyAsked);
    expect(said).not.toContain(text.onlyAsked);
    expect(said).toContain(`${text.answers}, ${text.result}, ${known(language, tellable)}`);
    const isLookedAt = async (answers: typeof calm) => {
      const { attempt, code } = await anAttempt().of(slug).answering(answers).submitted(site);
      const now = site.clock.now;
      return (await site.services.consultations.forStudent({ id: attempt.id, code, now })) !== null;
    };
    expect(await isLookedAt(alarming)).toBe(true);
    // Not high, and alarming all the same: nobody to turn to, and a low mood.
    expect(await isLookedAt({ ...calm, F1: 0, F2: 0, F3: 0, F4: 0, F5: 4, F6: 4, G1: 0 })).toBe(true);
    expect(await isLookedAt(calm)).toBe(false);
  });
});

type Told = 'plan' | 'answers' | 'aboutYou' | 'result' | 'code' | 'copy' | 'begun';

/** null for what says nothing of the person: how far it was sent, and in which words. */
const ofAttempt: Record<keyof LocalAttempt, Told | null> = {
  ...{ answers: 'answers', unclear: 'answers', timings: 'answers', touched: 'answers', known: 'answers' },
  ...{ profile: 'aboutYou', result: 'result', earlier: 'result', shown: 'result', code: 'code' },
  ...{ id: null, questionnaire: null, questionnaireHash: null, campaign: null, language: null },
  ...{ hasSwitchedLanguage: null, isSharedPhone: null, sequence: null, submittedAt: null },
  ...{ refusal: null, revision: 'copy' },
};
const ofFacts: Record<keyof Facts, Told | null> = {
  ...{ language: null, session: 'code', sealingKey: null, wiped: null, replies: 'begun' },
};
const ofSession: Record<keyof PhoneSession, Told | null> = {
  ...{ code: 'code', attemptId: null, campaign: null, questionnaire: null, opened: null, assent: null },
  ...{ isSharedPhone: null, hasSavedCode: null, page: null, askedFor: null, hasGivenFeedback: null },
  isGuest: null,
  ...{ earlier: 'result', saidBefore: 'aboutYou', plan: 'plan' },
};
/** What waits here to be sent is sealed with the answers. */
const ofStores: Record<StoreName, Told | 'sealed' | null> = {
  ...{ attempts: 'answers', acts: 'begun', sealed: 'sealed', campaigns: null, facts: null },
};

it.each<Language>(['kk', 'ru'])(
  'all that a phone keeps is told, and what becomes of it, in %s',
  async (language) => {
    const text = words[language];
    const page = plain((await site.visitor(language).open('/privacy')).text);
    const kept = new Set([ofAttempt, ofFacts, ofSession, ofStores].flatMap((one) => Object.values(one)));
    for (const one of kept) if (one) for (const said of [text[one]].flat()) expect(page).toContain(said);
    expect(page).toContain(textOf(language, 'screening:feedback.finish'));
  },
);
