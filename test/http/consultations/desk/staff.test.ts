import type { Message } from '../../../../server/consultations/case/case.types';
import { alarming, anAttempt as anyAttempt, calm } from '../../../support/builders/attempts';
import { type Asked, answer, asked, claim, rawCase, write } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';
import type { Visitor } from '../../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

/** Without a flag, so that no lead is needed. */
const anAttempt = () => anyAttempt().answering(calm);
const hourMs = 3600_000;
const hostile = '<script>alert(1)</script> <b>жирно</b> & "кавычки"';

async function lettersIn(one: Asked): Promise<Message[]> {
  const { messages } = (await rawCase(site, one)) as { messages: Message[] };
  return messages.filter(({ kind }) => kind === 'letter');
}

async function asStudent(code: string, language: 'kk' | 'ru'): Promise<Visitor> {
  const student = site.visitor(language);
  await student.open('/my');
  await student.submit({ code }, '/my');
  return student;
}

const words = {
  kk: {
    queue: 'Өтініштер',
    taken: 'Қатысушыға хат',
    own: 'Сенің жауабың: «',
    published: 'Жарияланды',
    unread: 'Қатысушы хатты әлі ашқан жоқ',
    read: 'Қатысушы хатты ашқан уақыты',
    answered: 'Психолог жауап берді',
    helped: 'Көмектесті: аздап',
    replied: 'Қатысушы жазды',
    rated: 'Бағаң үшін рақмет',
  },
  ru: {
    queue: 'Обращения',
    taken: 'Письмо участнику',
    own: 'Твой ответ: «',
    published: 'Опубликовано',
    unread: 'Участник ещё не открыл письмо',
    read: 'Участник открыл письмо',
    answered: 'Психолог ответил',
    helped: 'Помогло: отчасти',
    replied: 'Участник написал',
    rated: 'Спасибо за оценку',
  },
} as const;

describe.each(['kk', 'ru'] as const)('a consultation, in %s', (language) => {
  const text = words[language];

  it('goes from the question to the answer, the receipt, the reply and "did it help"', async () => {
    const one = await asked(site, anAttempt().in(language).answering({ A9: 4, A1: 4 }));
    const psychologist = await signedIn(site, 'psychologist', { language });
    const number = `№ ${one.caseId.slice(0, 6).toUpperCase()}`;

    const queue = await psychologist.open('/staff/cases');
    expect([queue.status, queue.title]).toEqual([200, text.queue]);
    expect(queue.text).toContain(number);

    const editor = await claim(psychologist, one);
    expect([editor.status, editor.title.includes(number)]).toEqual([200, true]);
    expect(editor.text).toContain(text.taken);
    const start = editor.html.querySelector('#text')?.text ?? '';
    expect(start).toContain(text.own);
    expect(start).not.toContain('**');

    const saved = await write(psychologist, one, 'Бірінші жоба / первый черновик');
    expect(saved.html.querySelector('#text')?.text).toContain('Бірінші жоба / первый черновик');

    const preview = await psychologist.submit({ text: hostile, next: 'preview' }, `${one.path}/draft`);
    expect(preview.path).toBe(`${one.path}/preview`);
    expect(preview.html.querySelector('.letter-body')?.text).toBe(hostile);

    const done = await psychologist.submit({}, `${one.path}/publish`);
    expect([done.status, done.path]).toEqual([200, one.path]);
    expect(done.text).toContain(text.published);
    expect(done.text).toContain(text.unread);

    const student = await asStudent(one.code, language);
    expect(student.page.text).toContain(text.answered);
    const letter = await student.submit({}, '/my/letter');
    expect(letter.html.querySelector('.letter-body')?.text).toBe(hostile);
    expect(letter.body).not.toContain('<script>alert');

    expect((await psychologist.open(one.path)).text).toContain(text.read);

    const replied = await student.submit({ text: hostile }, '/my/reply');
    expect([replied.status, replied.path]).toEqual([200, '/my/letter']);
    const rated = await student.submit({ helped: 'partly' }, '/my/helped');
    expect(rated.text).toContain(text.rated);

    const seen = await psychologist.open(one.path);
    expect(seen.text).toContain(text.helped);
    expect(seen.text).toContain(text.replied);
    expect(seen.html.querySelector('.letter-own .letter-body')?.text).toBe(hostile);
    expect((await psychologist.open('/staff/cases?tab=mine')).text).toContain(number);
  });

  it('shows who asks, but never the school or the campaign', async () => {
    const lead = await signedIn(site, 'coordinator', { language });
    const campaign = await site.services.campaigns.create({
      plan: {
        ...{ slug: `school-${language}`, name: 'Zhasyryn науқаны', kind: 'school', region: '750000000' },
        ...{ school: 'Zhasyryn мектебі', className: '9Б', language: null, target: 30 },
        questionnaire: 'self-diagnosis/v1',
        ...{ startsOn: null, endsOn: null, isTryOut: false, hasConsents: true, looksAtHigh: false },
      } as never,
      actor: { accountId: lead.account.id, role: 'coordinator' } as never,
      now: site.clock.now,
    });
    const one = await asked(site, anAttempt().in(language).of(campaign.slug).by({ age: 16, sex: 'm' }));
    const psychologist = await signedIn(site, 'psychologist', { language });
    const page = await psychologist.open(one.path);
    const facts =
      language === 'kk' ? ['16 жас', 'Алматы', 'Қала', 'Қазақша'] : ['16 лет', 'Алматы', 'Город', 'Русский'];
    for (const fact of facts) expect(page.text).toContain(fact);
    expect(page.body).not.toMatch(/Zhasyryn|9Б|school-kk|school-ru/);
  });
});

describe('two psychologists', () => {
  /** At nine in the morning, when the working day begins. */
  beforeEach(() => {
    site.clock.now = new Date('2026-10-06T04:00:00Z');
  });

  const both = async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const first = await signedIn(site, 'psychologist', { language: 'ru', name: 'Асель' });
    const second = await signedIn(site, 'psychologist', { language: 'ru', name: 'Болат' });
    return { one, first, second };
  };

  it('cannot both take a case', async () => {
    const { one, first, second } = await both();
    await first.open(one.path);
    await second.open(one.path);
    const [a, b] = await Promise.all([
      first.submit({}, `${one.path}/claim`),
      second.submit({}, `${one.path}/claim`),
    ]);
    expect([a.status, b.status].sort()).toEqual([200, 409]);
  });

  it('cannot overwrite each other, and what was typed is shown', async () => {
    const { one, first, second } = await both();
    await claim(first, one);
    site.clock.now = new Date(site.clock.now.getTime() + 2 * hourMs);
    await claim(second, one);
    await write(second, one, 'Текст второго');
    const page = await write(first, one, 'Долгий труд первого');
    expect([page.status, page.title]).toEqual([409, 'Ваш текст не сохранён']);
    expect(page.text).toContain('Обращение тем временем взял коллега');
    expect(page.html.querySelector('#own')?.text).toContain('Долгий труд первого');
    expect(page.body).not.toContain('Текст второго');
    expect((await second.open(one.path)).html.querySelector('#text')?.text).toContain('Текст второго');
  });

  it('cannot publish or release for each other', async () => {
    const { one, first, second } = await both();
    await claim(first, one);
    await write(first, one, 'Текст');
    const stale = { _csrf: await tokenOf(second), version: '3.1' };
    for (const deed of ['publish', 'release', 'claim', 'close', 'write-on'])
      expect([
        deed,
        (await second.send(`${one.path}/${deed}`, { ...stale, outcome: 'helped' })).status,
      ]).toEqual([deed, 409]);
    expect((await first.open(one.path)).text).toContain('Письмо участнику');
  });

  it('keep a case for the one who took it until two hours passed without saving', async () => {
    const { one, first, second } = await both();
    await claim(first, one);
    site.clock.now = new Date(site.clock.now.getTime() + 1.5 * hourMs);
    await write(first, one, 'Сохранено');
    expect((await second.open(one.path)).status).toBe(409);
    site.clock.now = new Date(site.clock.now.getTime() + 1.5 * hourMs);
    expect((await second.open(one.path)).status).toBe(409);
    site.clock.now = new Date(site.clock.now.getTime() + 0.5 * hourMs);
    expect((await second.open(one.path)).text).toContain('Есть начатый черновик');
  });
});

describe('one psychologist', () => {
  it('in two tabs cannot lose a text: the later save shows both', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    const editor = await claim(psychologist, one);
    const version = editor.html.querySelector('#letter [name=version]')?.getAttribute('value') ?? '';
    await write(psychologist, one, 'Из первой вкладки');
    const token = await tokenOf(psychologist);
    const fields = { _csrf: token, version, language: 'ru', text: 'Из второй вкладки' };
    const page = await psychologist.send(`${one.path}/draft`, fields);
    expect(page.status).toBe(409);
    expect(page.html.querySelector('#own')?.text).toContain('Из второй вкладки');
    expect(page.html.querySelector('#stored')?.text).toContain('Из первой вкладки');
  });

  it('may tap twice: the second save, claim and publication change nothing', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    const twice = async (path: string, fields: Record<string, string>) => {
      const sent = { _csrf: await tokenOf(psychologist), ...fields };
      return [(await psychologist.send(path, sent)).status, (await psychologist.send(path, sent)).status];
    };
    expect(await twice(`${one.path}/claim`, { version: '1.1' })).toEqual([200, 200]);
    expect(await twice(`${one.path}/draft`, { version: '2.1', language: 'ru', text: 'Текст' })).toEqual([
      200, 200,
    ]);
    expect(await twice(`${one.path}/publish`, { version: '3.1' })).toEqual([200, 200]);
    expect(await lettersIn(one)).toHaveLength(1);
  });

  it('keeps a text that is too long, and an empty one is refused', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    await claim(psychologist, one);
    const long = `начало ${'ы'.repeat(12_000)}`;
    const page = await write(psychologist, one, long);
    expect(page.status).toBe(400);
    expect(page.text).toContain('Текст слишком длинный');
    expect(page.html.querySelector('#text')?.text).toContain('начало ы');
    expect((await write(psychologist, one, ' \r\n ')).text).toContain('Напишите письмо');
    expect((await write(psychologist, one, 'ы'.repeat(12_000))).status).toBe(200);
  });

  it('keeps what was typed when the form’s token expired', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    await claim(psychologist, one);
    psychologist.raw.set('Sec-Fetch-Site', 'same-origin');
    const page = await psychologist.submit({ text: 'Долгий труд', _csrf: 'old' }, `${one.path}/draft`);
    expect(page.status).toBe(403);
    const again = await psychologist.submit();
    expect([again.status, again.path]).toEqual([200, one.path]);
    expect(again.html.querySelector('#text')?.text).toContain('Долгий труд');
  });

  it('corrects a published letter: the student sees both, the new one beside the first', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    await answer(psychologist, one, 'Первое письмо');
    await psychologist.submit({}, `${one.path}/correct`);
    const student = await asStudent(one.code, 'ru');
    expect((await student.submit({}, '/my/letter')).text).toContain('Первое письмо');
    await write(psychologist, one, 'Исправленное письмо');
    await psychologist.open(`${one.path}/preview`);
    const page = await psychologist.submit({}, `${one.path}/publish`);
    expect(page.text).toContain('ниже есть исправленный текст');
    const letter = await student.open('/my/letter');
    expect(letter.text).toContain('Исправленное письмо');
    expect(letter.text).toContain('Первое письмо');
    const [first, second] = await lettersIn(one);
    expect([first?.readAt, second?.readAt]).not.toContain(null);
    expect([first?.corrects, second?.corrects]).toEqual([null, first?.id]);
  });

  it.each([
    ['the latest letter', false],
    ['one that is being corrected', true],
  ])('is told when %s was read first, however often it is read', async (_, isCorrected) => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    await answer(psychologist, one, 'Письмо');
    if (isCorrected) await psychologist.submit({}, `${one.path}/correct`);
    const firstReading = site.clock.now;
    await (await asStudent(one.code, 'ru')).submit({}, '/my/letter');
    site.clock.now = new Date(firstReading.getTime() + hourMs);
    await (await asStudent(one.code, 'ru')).submit({}, '/my/letter');
    const { events } = (await rawCase(site, one)) as { events: { act: string; at: Date }[] };
    expect((await lettersIn(one)).map(({ readAt }) => readAt)).toEqual([firstReading]);
    expect(events.filter(({ act }) => act === 'read').map(({ at }) => at)).toEqual([firstReading]);
  });

  it('gives a case back, and the next one goes on with the draft', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    await claim(psychologist, one);
    await write(psychologist, one, 'Половина письма');
    const queue = await psychologist.submit({}, `${one.path}/release`);
    expect(queue.path).toBe('/staff/cases');
    const next = await signedIn(site, 'psychologist', { language: 'ru' });
    expect((await claim(next, one)).html.querySelector('#text')?.text).toContain('Половина письма');
  });

  it('sees a reply before the case can be closed, and a reply opens a closed case', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    const page = await answer(psychologist, one, 'Письмо');
    const student = await asStudent(one.code, 'ru');
    await student.submit({}, '/my/letter');
    await student.submit({ text: 'Ответ' }, '/my/reply');
    psychologist.page = page;
    expect((await psychologist.submit({}, `${one.path}/close`)).status).toBe(409);
    await claim(psychologist, one);
    expect((await psychologist.submit({}, `${one.path}/close`)).text).toContain('Обращение закрыто');
    await student.open('/my/letter');
    await student.submit({ text: 'Ещё ответ' }, '/my/reply');
    expect((await psychologist.open(one.path)).text).toContain('Ещё ответ');
  });
});

describe('a case with a safeguarding flag', () => {
  const flagged = () => asked(site, anAttempt().in('ru').answering(alarming));

  it('is signed off by the lead, who can return it with a note', async () => {
    const one = await flagged();
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru', name: 'Асель' });
    const lead = await signedIn(site, 'lead', { language: 'ru', name: 'Ведущая' });
    const sent = await answer(psychologist, one, 'Первый вариант, 112');
    expect(sent.text).toContain('Письмо у ведущего психолога');
    expect((await asStudent(one.code, 'ru')).page.text).toContain('Психолог ответит');

    expect((await lead.open('/staff/cases?tab=review')).text).toContain('Асель');
    await lead.open(one.path);
    expect((await lead.submit({ note: '' }, `${one.path}/return`)).text).toContain(
      'Напишите, что нужно исправить',
    );
    await lead.submit({ note: 'Добавьте номер 111' }, `${one.path}/return`);

    const editor = await psychologist.open(one.path);
    expect(editor.text).toContain('Добавьте номер 111');
    await psychologist.submit({ text: 'Второй вариант, 111', next: 'preview' }, `${one.path}/draft`);
    await psychologist.submit({}, `${one.path}/publish`);
    await lead.open(one.path);
    const published = await lead.submit({}, `${one.path}/publish`);
    expect(published.text).toContain('Асель');
    expect(published.text).toContain('подпись: Ведущая');
    expect((await asStudent(one.code, 'ru')).page.text).toContain('Психолог ответил');
  });

  it('cannot be published or returned by the psychologist', async () => {
    const one = await flagged();
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    await answer(psychologist, one, 'Вариант, 112');
    const fields = { _csrf: await tokenOf(psychologist), version: '4.1', note: 'сам' };
    expect((await psychologist.send(`${one.path}/publish`, fields)).status).toBe(403);
    expect((await psychologist.send(`${one.path}/return`, fields)).status).toBe(403);
    expect((await asStudent(one.code, 'ru')).page.text).toContain('Психолог ответит');
  });

  it('comes before an earlier one without a flag, and is due the next working day', async () => {
    const quiet = await asked(site, anAttempt().in('ru').by({ region: '470000000' }));
    site.clock.now = new Date(site.clock.now.getTime() + hourMs);
    const urgent = await asked(site, anAttempt().in('ru').answering(alarming).by({ region: '470000000' }));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru', regions: ['470000000'] });
    const page = await psychologist.open('/staff/cases');
    const links = page.html.querySelectorAll('.queue-link').map((link) => link.getAttribute('href'));
    expect(links).toEqual([urgent.path, quiet.path]);
    expect(page.text).toContain('Срочно');
  });
});

describe('who sees which case', () => {
  it('is decided by the region', async () => {
    const one = await asked(site, anAttempt().in('ru').by({ region: '390000000' }));
    const near = await signedIn(site, 'psychologist', { language: 'ru', regions: ['390000000'] });
    const far = await signedIn(site, 'psychologist', { language: 'ru', regions: ['550000000'] });
    expect((await near.open('/staff/cases')).body).toContain(one.path);
    expect((await far.open('/staff/cases')).body).not.toContain(one.path);
    expect((await far.open(one.path)).status).toBe(404);
    const fields = { _csrf: await tokenOf(far), version: '1.1', outcome: 'other' };
    for (const deed of ['claim', 'release', 'publish', 'close', 'write-on'])
      expect([deed, (await far.send(`${one.path}/${deed}`, fields)).status]).toEqual([deed, 404]);
  });

  it.each(['coordinator', 'administrator'] as const)('is nobody’s business as a %s', async (role) => {
    const one = await asked(site, anAttempt().in('ru'));
    const other = await signedIn(site, role, { language: 'ru' });
    expect((await other.open('/staff/cases')).status).toBe(403);
    expect((await other.open(one.path)).status).toBe(403);
    const fields = { _csrf: await tokenOf(other), version: '1.1' };
    expect((await other.send(`${one.path}/claim`, fields)).status).toBe(403);
  });

  it('is the author’s as long as they write; once it is answered, colleagues see it too', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const author = await signedIn(site, 'psychologist', { language: 'ru', name: 'Автор' });
    await claim(author, one);
    const other = await signedIn(site, 'psychologist', { language: 'ru' });
    const lead = await signedIn(site, 'lead', { language: 'ru' });
    expect((await other.open(one.path)).status).toBe(409);
    expect((await lead.open(one.path)).text).toContain('Автор');
    await author.submit({ text: 'Письмо', next: 'preview' }, `${one.path}/draft`);
    await author.submit({}, `${one.path}/publish`);
    expect((await other.open(one.path)).text).toContain('Письмо');
    expect((await other.open('/staff/cases?tab=answered')).body).toContain(one.path);
  });

  it('leaves a trace in the record, without a word of the texts', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    await answer(psychologist, one, 'Секретное письмо');
    const acts = ['caseOpened', 'consultationPublished'] as const;
    for (const act of acts) {
      const { entries } = await site.services.audit.list({ act, page: 1 });
      const own = entries.filter(({ target }) => target === one.caseId);
      expect(own.length).toBeGreaterThan(0);
      expect(JSON.stringify(own)).not.toContain('Секретное');
    }
  });
});

describe('in the store', () => {
  it('every text is sealed', async () => {
    const one = await asked(site, anAttempt().in('ru').answering(alarming));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    const lead = await signedIn(site, 'lead', { language: 'ru' });
    await answer(psychologist, one, 'СЛОВО один, 112');
    await lead.open(one.path);
    await lead.submit({ note: 'СЛОВО два' }, `${one.path}/return`);
    expect(JSON.stringify(await rawCase(site, one))).not.toContain('СЛОВО');
    await psychologist.open(one.path);
    await psychologist.submit({ text: 'СЛОВО три, 112', next: 'preview' }, `${one.path}/draft`);
    await psychologist.submit({}, `${one.path}/publish`);
    await lead.open(one.path);
    await lead.submit({}, `${one.path}/publish`);
    const student = await asStudent(one.code, 'ru');
    expect((await student.submit({}, '/my/letter')).text).toContain('СЛОВО три');
    expect((await student.submit({ text: 'СЛОВО четыре' }, '/my/reply')).text).toContain('СЛОВО четыре');
    const raw = JSON.stringify(await rawCase(site, one));
    expect(raw).not.toContain('СЛОВО');
    expect(raw).not.toContain(one.code);
    expect(site.logged.join('\n')).not.toContain('СЛОВО');
  });

  it('nothing of a case is left when its student erases everything', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    await claim(psychologist, one);
    const student = await asStudent(one.code, 'ru');
    await student.open('/my/erase');
    await student.submit({}, '/my/erase');
    expect(await rawCase(site, one)).toEqual({ _id: one.caseId, erasedAt: site.clock.now });
    expect((await write(psychologist, one, 'Поздно')).status).toBe(410);
    expect((await psychologist.open(one.path)).status).toBe(410);
  });
});

describe('hostile requests', () => {
  let psychologist: Signed;
  beforeAll(async () => {
    psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
  });

  it('get a clear refusal and change nothing', async () => {
    const one = await asked(site, anAttempt().in('ru'));
    const token = await tokenOf(psychologist);
    for (const path of ['/staff/cases/unknown', '/staff/cases/[object Object]', `${one.path}'`])
      expect([path, (await psychologist.open(encodeURI(path))).status]).toEqual([path, 404]);
    const other = '/staff/cases/6f1c1d53-0000-4000-8000-000000000000';
    expect((await psychologist.open(other)).status).toBe(404);
    for (const version of ['', '0', '-1.1', '1', '1.', 'x', '9'.repeat(20)])
      expect([
        version,
        (await psychologist.send(`${one.path}/claim`, { _csrf: token, version })).status,
      ]).toEqual([version, 400]);
    expect((await psychologist.send(`${one.path}/claim`, { version: '1.1' })).status).toBe(403);
    expect((await psychologist.send(`${one.path}/claim`, { _csrf: token, version: '2.1' })).status).toBe(409);
    expect(
      (
        await psychologist.send(`${one.path}/draft`, {
          _csrf: token,
          version: '1.1',
          language: 'en',
          text: 'x',
        })
      ).status,
    ).toBe(400);
    expect(
      (await psychologist.send(`${one.path}/draft`, { _csrf: token, version: '1.1', 'text[$gt]': 'x' }))
        .status,
    ).toBe(400);
    expect((await psychologist.open('/staff/cases?tab=nothing&page=-4')).status).toBe(200);
    expect((await rawCase(site, one))?.state).toBe('waiting');
  });

  it('send people without an account to sign in', async () => {
    const stranger = site.visitor('ru');
    expect((await stranger.open('/staff/cases')).path).toContain('/staff/sign-in');
  });
});

/** A form token of the visitor's own, from any page of theirs. */
async function tokenOf(visitor: Visitor): Promise<string> {
  const page = await visitor.open('/staff/cases');
  return page.html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
}
