import type { HTMLElement } from 'node-html-parser';
import { formatCode } from '../../../../server/core/attempt/code';
import { alarming, anAttempt, calm, newCode } from '../../../support/builders/attempts';
import { answer, asked } from '../../../support/builders/cases';
import { whileLimited } from '../../../support/site/limited';
import { type Site, startSite } from '../../../support/site/site';
import { signedIn } from '../../../support/site/staff';
import { plain, type Visitor } from '../../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const words = {
  kk: {
    enter: 'Кодпен кіру',
    mine: 'Сенің нәтижелерің',
    wrong: 'Бұл кодпен ештеңе ашылмады',
    mistyped: 'Кодта қате бар',
    missing: 'Сақтап қойған кодыңды тер',
    waits: 'Ең соңғы күні: 12 қазан, дүйсенбі',
    soon: 'Ең соңғы күні: 6 қазан, сейсенбі',
    late: 'Жауап кешігіп жатыр',
    erased: 'Бәрі өшірілді',
    comparable: '2027 ж. 5 қаңтар күнінен бастап салыстыруға болады: Интернет · Әлеуметтік желі мен телефон',
    less: 'Қиындық азайған. 2026 ж. 5 қазан күнгі жауаптарыңмен салыстырдық.',
    tooSoon: 'Сауалнаманы 2027 ж. 5 қазан күнінен бастап қайта толтырсаң, салыстыруға болады.',
    news: 'Саған жаңа хат келді',
  },
  ru: {
    enter: 'Вход по коду',
    mine: 'Твои результаты',
    wrong: 'По этому коду ничего нет',
    mistyped: 'В коде опечатка',
    missing: 'Введи код с карточки',
    waits: 'Ответ будет здесь до конца этого дня: понедельник, 12 октября',
    soon: 'Ответ будет здесь до конца этого дня: вторник, 6 октября',
    late: 'Ответ задерживается',
    erased: 'Всё удалено',
    comparable: 'Сравнить получится с 5 января 2027 г.: Интернет · Соцсети и телефон',
    less: 'Трудностей стало меньше. Сравнили с ответами от 5 октября 2026 г.',
    tooSoon: 'Сравнить получится, если пройти опросник ещё раз 5 октября 2027 г. или позже.',
    news: 'Тебе пришло письмо',
  },
} as const;

async function enter(visitor: Visitor, code: string) {
  await visitor.open('/my');
  return visitor.submit({ code }, '/my');
}

describe.each(['kk', 'ru'] as const)('with the code, in %s', (language) => {
  const text = words[language];

  it('a student asks a psychologist and is told the day of the answer', async () => {
    const { code } = await anAttempt().in(language).answering(calm).submitted(site);
    const student = site.visitor(language);
    const page = await enter(student, formatCode(code).toLowerCase());
    expect([page.status, page.title]).toEqual([200, text.mine]);
    const asked = await student.submit({}, '/my/ask');
    expect(asked.text).toContain(text.waits);
    expect(asked.headers['cache-control']).toBe('no-store');
  });

  it('a student with a safeguarding flag is promised the next working day', async () => {
    const { code } = await anAttempt().in(language).answering(alarming).submitted(site);
    const student = site.visitor(language);
    await enter(student, code);
    expect((await student.submit({}, '/my/ask')).text).toContain(text.soon);
  });

  it('is asked for again where it is missing, mistyped or unknown, and keeps what was typed', async () => {
    const student = site.visitor(language);
    const code = newCode();
    const broken = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    for (const [typed, status, said] of [
      ['', 400, text.missing],
      [broken, 400, text.mistyped],
      ['0000000000000000', 400, text.mistyped],
      [code, 404, text.wrong],
    ] as const) {
      const page = await enter(student, typed);
      expect([page.status, page.title]).toEqual([status, text.enter]);
      expect(page.text).toContain(said);
      expect(page.html.querySelector('#code')?.getAttribute('value')).toBe(typed);
    }
  });

  it('everything is erased after one more question, and the code opens nothing', async () => {
    const code = newCode();
    const { attempt } = await anAttempt().on(code).in(language).submitted(site);
    await anAttempt().on(code).in(language).incomplete().started(site);
    const student = site.visitor(language);
    await enter(student, code);
    await student.submit({}, '/my/ask');
    await student.open('/my/erase');
    const page = await student.submit({}, '/my/erase');
    expect(page.text).toContain(text.erased);
    expect((await enter(student, code)).status).toBe(410);
    await expect(
      site.services.consultations.forStudent({ id: attempt.id, code, now: site.clock.now }),
    ).rejects.toMatchObject({
      code: 'erased',
    });
    expect(await site.services.consultations.attemptsOf({ code, now: site.clock.now })).toEqual([]);
  });

  it('a repeated attempt is compared, or it is said from when on it can be', async () => {
    const start = site.clock.now;
    const code = newCode();
    const high = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`A${index + 1}`, 3]));
    await anAttempt()
      .on(code)
      .in(language)
      .answering({ ...calm, ...high })
      .submitted(site);
    const student = site.visitor(language);
    const alone = await enter(student, code);
    expect(alone.html.querySelector('#comparison-title')).toBeNull();
    expect(alone.text).toContain(text.comparable);

    site.clock.now = new Date('2027-01-05T06:00:00Z');
    await anAttempt().on(code).in(language).answering(calm).submitted(site);
    const both = await student.open('/my');
    for (const said of [text.less, text.tooSoon]) expect(both.text).toContain(said);
    const result = await student.submit({}, '/my/test');
    expect(result.path).toBe('/test/result');
    for (const said of [text.less, text.tooSoon]) expect(result.text).toContain(said);
    site.clock.now = start;
  });

  it('a new letter stands first, and is printed without what stands around it', async () => {
    const code = newCode();
    const one = await asked(site, anAttempt().on(code).in(language).answering(calm));
    await answer(await signedIn(site, 'psychologist'), one, 'Хат');
    site.clock.now = new Date(site.clock.now.getTime() + 60_000);
    const { attempt } = await anAttempt().on(code).in(language).incomplete().started(site);
    const student = site.visitor(language);
    const ids = (page: { html: HTMLElement }) =>
      page.html.querySelectorAll('section[aria-labelledby^=attempt-] h3').map(({ id }) => id.slice(8));
    const page = await enter(student, code);
    expect(ids(page)).toEqual([one.attempt.id, attempt.id]);
    expect(page.html.querySelector('main h2')?.text).toBe(text.news);
    const letter = await student.submit({}, '/my/letter');
    expect(letter.html.querySelector('[data-print]')?.hasAttribute('hidden')).toBe(true);
    expect(letter.html.querySelectorAll('main form:not(.no-print, .no-print form)')).toEqual([]);
    expect(ids(await student.open('/my'))).toEqual([attempt.id, one.attempt.id]);
  });

  it('a script finds what it says of a wrong code, and a button that it may show', async () => {
    const page = await site.visitor(language).open('/my');
    const form = page.html.querySelector('form[data-code-form]')!;
    expect(plain(form.getAttribute('data-empty')!)).toContain(text.missing);
    expect(plain(form.getAttribute('data-mistyped')!)).toContain(text.mistyped);
    expect(form.querySelector('button[type=button][data-scan][hidden]')?.text).toContain('QR');
  });

  it('a late answer is not promised once more', async () => {
    const { attempt, code } = await anAttempt().in(language).submitted(site);
    await site.services.consultations.request({
      id: attempt.id,
      code,
      now: new Date(site.clock.now.getTime() - 14 * 24 * 3600_000),
    });
    expect((await enter(site.visitor(language), code)).text).toContain(text.late);
  });
});

describe('the page behind a code', () => {
  it('goes on with an attempt that was not finished and opens a finished one’s result', async () => {
    const code = newCode();
    await anAttempt().on(code).submitted(site);
    const done = site.visitor('ru');
    await enter(done, code);
    expect((await done.submit({}, '/my/test')).path).toBe('/test/result');

    const begun = await anAttempt().incomplete().started(site);
    const student = site.visitor('ru');
    expect((await enter(student, begun.code)).text).toContain('не закончен');
    const page = await student.submit({}, '/my/test');
    expect([page.status, page.path]).toEqual([200, '/test']);
  });

  it('begins a new attempt on the same code', async () => {
    const { code } = await anAttempt().submitted(site);
    const student = site.visitor('ru');
    await enter(student, code);
    const page = await student.submit({}, '/my/again');
    expect([page.status, page.path]).toEqual([200, '/test']);
  });

  it('asks from the result page', async () => {
    const { code } = await anAttempt().submitted(site);
    const student = site.visitor('ru');
    await enter(student, code);
    await student.submit({}, '/my/test');
    // The result does not ask again, says where the letter will be, and leads on to feedback and the end.
    const result = await student.submit({}, '/test/ask');
    expect([result.status, result.path]).toEqual([200, '/test/result#asked']);
    expect(result.html.querySelector('#asked')?.text).toContain('Отправлено психологу');
    expect(result.html.querySelector('form[action="/test/ask"]')).toBeNull();
    for (const next of ['/my', '/test/feedback'])
      expect(result.html.querySelector(`main a[href="${next}"]`)).not.toBeNull();
    expect((await student.open('/my')).text).toContain('Психолог ответит');
  });

  it('ends with "finish": nothing of it opens without the code', async () => {
    const { code } = await anAttempt().submitted(site);
    const student = site.visitor('ru');
    await enter(student, code);
    await student.submit({}, '/test/finish');
    expect((await student.open('/my')).title).toBe('Вход по коду');
    expect((await student.open('/my/letter')).title).toBe('Вход по коду');
    expect((await student.open('/my/erase')).title).toBe('Вход по коду');
  });

  it('does not let one code act on another code’s attempt', async () => {
    const { attempt } = await anAttempt().submitted(site);
    const { code } = await anAttempt().submitted(site);
    const student = site.visitor('ru');
    await enter(student, code);
    for (const path of ['/my/ask', '/my/test', '/my/letter']) {
      const form = student.page.html.querySelector('input[name=_csrf]');
      const page = await student.send(path, { _csrf: form?.getAttribute('value') ?? '', id: attempt.id });
      expect([path, page.status]).toEqual([path, 404]);
      await student.open('/my');
    }
    const one = await site.services.consultations.attemptsOf({ code, now: site.clock.now });
    expect(one.map(({ consultation }) => consultation)).toEqual([null]);
  });

  it('refuses forms without a token, odd ids and objects in place of text', async () => {
    const { code } = await anAttempt().submitted(site);
    const student = site.visitor('ru');
    await enter(student, code);
    for (const path of ['/my', '/my/ask', '/my/again', '/my/erase', '/my/reply', '/my/helped', '/test/ask'])
      expect([path, (await student.send(path, { id: 'x', code })).status]).toEqual([path, 403]);
    await student.open('/my');
    expect((await student.submit({ id: 'x' }, '/my/ask')).status).toBe(400);
    await student.open('/my');
    expect((await student.submit({ id: ['a', 'b'] }, '/my/ask')).status).toBe(400);
  });

  it('limits tries by address and says when to try again', async () => {
    const other = await startSite();
    try {
      const student = other.visitor('ru');
      const page = await whileLimited(other, () => enter(student, newCode()));
      expect(page.status).toBe(429);
      expect(page.text).toContain('Слишком много запросов');
    } finally {
      await other.stop();
    }
  });

  it('never logs the code', async () => {
    const { code } = await anAttempt().submitted(site);
    await enter(site.visitor('kk'), code);
    expect(site.logged.join('\n')).not.toContain(code);
  });
});
