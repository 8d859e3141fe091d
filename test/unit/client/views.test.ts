/** The phone draws each page exactly as the server does: the same words, marks and forms, from the same facts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemIds } from '../../../server/core/definition/definition';
import {
  type Conversation,
  type ConversationForms,
  conversationView,
  type SpokenMessage,
} from '../../../server/core/pages/conversation.view';
import { enterView, type ListedAttempt, myView } from '../../../server/core/pages/my.view';
import { phoneView } from '../../../server/core/pages/phone.view';
import { knownFacts, profileView, type TypedProfile } from '../../../server/core/pages/profile.view';
import { feedbackView } from '../../../server/core/pages/result/feedback.view';
import { repeatedOf } from '../../../server/core/pages/result/repeated.view';
import { startView } from '../../../server/core/pages/start.view';
import { score } from '../../../server/core/scoring/score';
import { languageChoices } from '../../../server/core/text/language-choices';
import { languages } from '../../../server/core/text/languages';
import { projectRoot } from '../../../server/shared/project-root';
import type { CampaignFacts } from '../../../views/client/phone/model/campaign';
import type { Part } from '../../../views/client/phone/network/texts';
import { aProfile } from '../../support/builders/attempts';
import {
  card,
  type Drawn,
  expectSame,
  name,
  type PhoneReader,
  phone,
  phoneBody,
  questionnaire,
  sent,
  serverReader,
} from '../../support/phone/both-sides';

type Errors = Record<string, string>;

const campaign: CampaignFacts = {
  ...{ slug: 'talgar-3', name: '«Талғар» & №\u00A03', kind: 'school', region: '190000000', language: null },
  questionnaire: 'self-diagnosis/v1',
  ...{ hasConsents: true, looksAtHigh: true, isTryOut: true, state: 'open' },
};
const hostile = `"><b>'&`;

const locales = join(projectRoot, 'locales');

/** Keys of texts that have a form for each number. */
function plurals(path: string, content: object): string[] {
  const separator = path.includes(':') ? '.' : ':';
  return Object.entries(content).flatMap(([key, value]) => {
    const inner = `${path}${separator}${key}`;
    if (typeof value === 'object') return plurals(inner, value);
    return key.endsWith('_other') ? [inner.slice(0, -'_other'.length)] : [];
  });
}

describe.each(languages)('the phone in %s', (language) => {
  const at = serverReader(language);
  const same = (parts: Part[], draw: (reader: PhoneReader) => Drawn) => expectSame(language, parts, draw);

  describe('before the first question, with the first part of the texts', () => {
    it.each([
      { how: 'alone', of: null },
      { how: 'to a school with consents', of: campaign },
    ])('says what the test is, $how', ({ of }) =>
      same(['first'], ({ t }) => ({
        view: 'screening/start/about',
        server: { hasConsents: of !== null, looksAtHigh: of !== null, facts: knownFacts(at.t) },
        phone: phone.drawAbout(t, of),
      })),
    );

    it.each([
      { how: 'at first', form: {} },
      { how: 'with what was chosen', form: { chosen: 'shared' } },
      { how: 'once more', form: { errorKey: 'screening:phone.error' } },
    ])('asks whose phone it is, $how', ({ form }) =>
      same(['first'], (reader) => ({
        view: 'screening/start/phone',
        server: phoneView(at.t, form),
        phone: phone.drawPhone(reader, form),
      })),
    );

    const wrong = ['sex', 'age', 'region', 'settlement', 'status', 'tags'];
    const errors = Object.fromEntries(wrong.map((field) => [field, `profile:form.${field}.error`]));
    const odd = { sex: 'none', age: hostile, tags: ['disability', 'orphan'] };
    it.each<{ how: string; typed: TypedProfile; errors: Errors; of: CampaignFacts | null }>([
      { how: 'with nothing yet', typed: {}, errors: {}, of: null },
      { how: 'with mistakes', typed: odd, errors, of: null },
      {
        how: 'in a class',
        typed: { ...aProfile, age: '15' },
        errors: {},
        of: { ...campaign, kind: 'class' },
      },
    ])('asks about the student, $how', ({ typed, errors: found, of }) =>
      same(['first'], (reader) => ({
        view: 'screening/questions/profile',
        server: { profile: profileView(at, { typed, errors: found, campaign: of as never }) },
        phone: phone.drawProfile(reader, { attempt: null, campaign: of, typed, errors: found }),
      })),
    );

    it.each<{ how: string; form: { isWrong?: boolean; isSaved?: boolean; isSharedPhone?: boolean } }>([
      { how: 'at first', form: {} },
      { how: 'once more, on a shared phone', form: { isWrong: true, isSharedPhone: true } },
      { how: 'as saved', form: { isSaved: true } },
    ])('shows the code, $how', ({ form }) =>
      same(['first'], (reader) => {
        const { isWrong = false, isSaved = false, isSharedPhone = false } = form;
        const error = isWrong ? at.t('screening:code.error') : undefined;
        return {
          view: 'screening/questions/code',
          server: {
            ...{ codeCard: card, error, isSaved, isSharedPhone },
            errors: error ? [{ href: '#is-saved', text: error }] : [],
          },
          phone: phone.drawCode(reader, card, form),
        };
      }),
    );
  });

  describe('around the questions', () => {
    it.each([
      { how: 'alone', of: null, canContinue: false },
      { how: 'from a link', of: campaign, canContinue: false },
      { how: 'with a test under way', of: campaign, canContinue: true },
    ])('starts, $how', ({ of, canContinue }) =>
      same(['first', 'rest'], (reader) => {
        const notice = canContinue ? { kind: 'info' as const, text: hostile } : undefined;
        const { definition, texts, hash } = questionnaire;
        const { title, lead } = texts[language];
        const given = { campaign: of, canContinue, notice };
        const offers = [{ name: 'self-diagnosis/v1', titles: { kk: title, ru: title }, items: 75 }];
        const only = { hash, definition, texts: texts[language] };
        return {
          view: 'screening/start/start',
          server: { start: startView({ offers, lead, offersFromAge: 0, ...given }, at) },
          phone: phone.drawStart(reader, { only, ...given }),
        };
      }),
    );

    it('starts and says nothing of a psychologist where one is offered to adults only', async () => {
      phoneBody.dataset.offersFromAge = '18';
      try {
        await same(['first', 'rest'], (reader) => {
          const { definition, texts, hash } = questionnaire;
          const { title, lead } = texts[language];
          const given = { campaign: null, canContinue: false };
          const offers = [{ name: 'self-diagnosis/v1', titles: { kk: title, ru: title }, items: 75 }];
          const start = startView({ offers, lead, offersFromAge: 18, ...given }, at);
          expect(start.facts.map(({ icon }) => icon)).not.toContain('message');
          const only = { hash, definition, texts: texts[language] };
          return {
            view: 'screening/start/start',
            server: { start },
            phone: phone.drawStart(reader, { only, ...given }),
          };
        });
      } finally {
        delete phoneBody.dataset.offersFromAge;
      }
    });

    it.each([
      { how: 'once more', isGiven: false, isSharedPhone: true, errorKey: 'screening:feedback.error' },
      { how: 'and thanks', isGiven: true, isSharedPhone: false },
    ])('asks about the test, $how', ({ how: _how, ...form }) =>
      same(['first', 'rest'], (reader) => {
        const { isGiven: hasGivenFeedback, isSharedPhone, errorKey } = form;
        const code = '7K3MX9QWT2B4RZ6H';
        const state = { attempt: { isSharedPhone, code }, session: { hasGivenFeedback } };
        return {
          view: 'screening/result/feedback',
          server: feedbackView(at.t, { ...form, code }),
          phone: phone.drawFeedback({ reader, state } as never, errorKey),
        };
      }),
    );

    it('ends', () =>
      same(['first', 'rest'], (reader) => {
        const sending = { kind: 'success' as const, text: reader.t('screening:handOver.sent') };
        const label = at.t('screening:handOver.next');
        return {
          view: 'screening/result/finish',
          server: {
            sending: { ...sending, text: at.t('screening:handOver.sent') },
            next: { href: '/c/talgar-3', label },
          },
          phone: phone.drawFinish(reader, {
            link: { isSharedPhone: true, campaign: 'talgar-3' },
            sending,
          }),
        };
      }));

    it.each(['Later', 'Young'] as const)('has the page "%s"', (page) =>
      same(['first', 'rest'], () => ({
        view: `screening/start/${page.toLowerCase()}`,
        server: {},
        phone: phone[`draw${page}`](),
      })),
    );

    it.each(['header', 'footer'])('has the %s', (part) =>
      same(['first'], () => ({
        view: `shared/frame/${part}`,
        server: {},
        phone: {
          view: phone.views[part]!,
          locals: { quickExitUrl: 'https://example.org', path: '/', languages: languageChoices },
        },
      })),
    );
  });

  describe('behind the code', () => {
    const my: Part[] = ['first', 'rest', 'my'];

    it.each<{ how: string; typed: string; errors: Errors; isErased: boolean }>([
      { how: 'after all was erased', typed: '', errors: {}, isErased: true },
      {
        how: 'after a typing error',
        typed: hostile,
        errors: { code: 'consultations:errors.mistyped' },
        isErased: false,
      },
      {
        how: 'when none was typed',
        typed: '',
        errors: { code: 'consultations:errors.noCode' },
        isErased: false,
      },
      {
        how: 'when nobody knows it',
        typed: '7K3M',
        errors: { code: 'consultations:errors.wrongCode' },
        isErased: false,
      },
      {
        how: 'without network',
        typed: '7K3M',
        errors: { code: 'screening:offline.needed' },
        isErased: false,
      },
    ])('asks for the code, $how', ({ typed, errors, isErased }) =>
      same(my, (reader) => ({
        view: 'consultations/student/enter',
        server: enterView(at, typed, errors, isErased),
        phone: { view: phone.views.enter!, locals: phone.models.enterView(reader, typed, errors, isErased) },
      })),
    );

    const { definition } = questionnaire;
    const low = Object.fromEntries(itemIds(definition).map((item) => [item, 0]));
    const { result } = score(definition, low, { age: 15, timings: {} });
    const listed = (id: string, month: number, more: Partial<ListedAttempt>): ListedAttempt => ({
      ...{ id, questionnaire: name, startedAt: new Date(`2026-0${month}-05T06:00:00Z`), isTryOut: false },
      profile: aProfile,
      submittedAt: new Date(`2026-0${month}-05T06:20:00Z`),
      ...{ result, consultation: null, ...more },
    });
    const asked = {
      promisedBy: '2026-09-09',
      published: null,
      replies: 0,
      turn: 'ours',
    } as ListedAttempt['consultation'];
    const published = { publishedAt: '2026-09-07T06:00:00Z', isRead: false };
    const list = [
      listed('a', 9, { submittedAt: null, result: null }),
      listed('b', 8, {}),
      listed('c', 7, { consultation: asked }),
      listed('d', 6, { consultation: { ...asked!, published } }),
      listed('e', 5, { consultation: { ...asked!, published: { ...published, isRead: true }, replies: 2 } }),
      listed('f', 4, { isTryOut: true }),
    ];

    it.each([
      { how: 'in time', now: new Date('2026-09-08T06:00:00Z') },
      { how: 'when the answer is late', now: new Date('2026-09-20T06:00:00Z') },
    ])('lists what belongs to it, $how', ({ now }) =>
      same(my, (reader) => {
        const view = (of: typeof at, attempts: ListedAttempt[]) => {
          const repeated = repeatedOf(attempts, () => questionnaire, now, of);
          const titleOf = () => questionnaire.texts[language].title;
          return {
            attempts,
            code: '7K3MX9QWT2B4RZ6H',
            repeated,
            again: ['self-diagnosis/v1'],
            titleOf,
            now,
            offersFromAge: 0,
          };
        };
        return {
          view: 'consultations/student/my',
          server: myView(view(at, list), at),
          phone: { view: phone.views.my!, locals: phone.models.myView(view(reader, sent(list)), reader) },
        };
      }),
    );

    const hour = (at: number) => new Date(Date.UTC(2026, 8, 7, at));
    const own: SpokenMessage = {
      ...{ id: 'own', side: 'student', text: hostile, language: null, by: null, isOther: false },
      ...{ receivedAt: hour(6), readAt: null, corrects: null, isWithdrawn: false },
    };
    const letter: SpokenMessage = {
      ...{ ...own, id: 'letter', side: 'psychologist', text: `  Сәлем!\n\n\tХат ${hostile}\n` },
      ...{ language: 'kk', receivedAt: hour(7) },
    };
    const waiting: Conversation = {
      ...{ messages: [own], turn: 'ours', promisedBy: '2026-09-14', leftToday: 9, helped: null },
    };
    const answered: Conversation = {
      ...{ ...waiting, turn: 'student', leftToday: 0, helped: 'partly' },
      messages: [
        { ...own, readAt: hour(8) },
        { ...letter, id: 'first', text: null, isWithdrawn: true },
        letter,
        { ...letter, id: 'new', corrects: 'letter', by: 'Асель', isOther: true, language: 'ru' },
      ],
    };
    const forms = { messageId: '1', now: hour(9) };
    it.each<{ how: string; one: Conversation; forms: ConversationForms }>([
      { how: 'with a message begun', one: answered, forms: { ...forms, typed: '\n  Рақмет\n\n' } },
      { how: 'before an answer', one: waiting, forms },
      { how: 'when it is late', one: waiting, forms: { ...forms, now: new Date('2026-09-20T06:00:00Z') } },
      { how: 'closed with no letter', one: { ...waiting, turn: 'closed' }, forms },
      { how: 'closed after one', one: { ...answered, turn: 'closed' }, forms },
      {
        how: 'with a message that is too long, and one that is not sent',
        one: waiting,
        forms: {
          ...forms,
          errors: { text: 'consultations:errors.longReply' },
          pending: [{ id: '2', text: hostile }],
        },
      },
      {
        how: 'corrected and answered',
        one: answered,
        forms: { ...forms, errors: { helped: 'consultations:errors.noChoice' } },
      },
    ])('shows the conversation, $how', ({ one, forms: given }) =>
      same(my, (reader) => ({
        view: 'consultations/student/letter',
        server: conversationView(one, given, at),
        phone: {
          view: phone.views.letter!,
          locals: phone.models.conversationView(sent(one), given, reader),
        },
      })),
    );

    it('asks before everything is erased', () =>
      same(my, (reader) => ({
        view: 'consultations/student/erase',
        server: { title: at.t('consultations:erase.title') },
        phone: { view: phone.views.erase!, locals: { title: reader.t('consultations:erase.title') } },
      })));
  });

  const sources = join(projectRoot, 'views/client/phone');
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  const keys = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const code = readFileSync(join(sources, file), 'utf8');
      return [...code.matchAll(/'((?:shared|screening|consultations):[A-Za-z.]+)'/g)].map(([, key]) => key!);
    });
  const states = ['saving', 'sent', 'going', 'here', 'onlineOnly', 'nowhere', 'refused'];

  it('counts as the language does', () => {
    const { t } = phone.readerWith(language, ['first', 'rest', 'my']);
    const counted = plurals(
      'screening',
      JSON.parse(readFileSync(join(locales, language, 'screening.json'), 'utf8')),
    );
    expect(counted).not.toEqual([]);
    const counts = [...Array.from({ length: 130 }, (_, count) => count), 1.5];
    for (const key of counted)
      expect(counts.map((count) => t(key, { count }))).toEqual(counts.map((count) => at.t(key, { count })));
  });

  it('has every text that it says by itself', () => {
    const { t } = phone.readerWith(language, ['first', 'rest', 'my']);
    const handedOver = ['sent', 'sealed', 'kept'].map((how) => `screening:handOver.${how}`);
    const said = [...keys, ...handedOver];
    expect(said.length).toBeGreaterThan(20);
    expect(said.map((key) => t(key))).toEqual(said.map((key) => at.t(key)));
  });

  it('has what it says of safety and of a missing network before anything more has come', () => {
    const { t } = phone.readerWith(language, ['first']);
    const said = [...states, 'erased', 'needed', 'otherLanguage'].map(
      (state) => `screening:sending.${state}`,
    );
    expect(said.map((key) => t(key))).toEqual(said.map((key) => at.t(key)));
  });
});
