import { aboutYou } from '../../support/builders/attempts';
import { type Site, startSite } from '../../support/site/site';
import { type Page, plain, type Visitor } from '../../support/site/visitor';

type Language = 'kk' | 'ru';

const words = {
  kk: {
    start: 'Экран және мен: өзіңді тексер',
    about: 'Бастамас бұрын',
    nothingKept: 'Сауалнаманы жалғастыру',
    phone: 'Бұл кімнің құрылғысы?',
    profile: 'Өзің туралы',
    code: 'Алдымен кодыңды сақта',
    firstPage: 'Интернет: уақыт пен ой',
    complete: 'Сұрақтар бітті',
    result: 'Сенің нәтижең',
    ask: 'Кеңес сұрау',
    thanks: 'Рақмет!',
    finish: 'Дайын',
    help: '112',
    today:
      'Жатардан бір сағат бұрын экранды өшір. Телефонды басқа бөлмеде не төсектен алысырақ зарядқа қой. Таңға кәдімгі оятқыш қой не үйдегілер оятсын.',
    levels: [
      'Интернет: Жоғары, 3-деңгей, барлығы 4',
      'Бейнеойын: Жоғары, 3-деңгей, барлығы 4',
      'Әлеуметтік желі мен телефон: Төмен, 1-деңгей, барлығы 4',
    ],
  },
  ru: {
    start: 'Экран и я: самопроверка',
    about: 'Прежде чем начать',
    nothingKept: 'Продолжить опросник',
    phone: 'С какого устройства ты заходишь?',
    profile: 'О тебе',
    code: 'Сначала сохрани код',
    firstPage: 'Интернет: время и мысли',
    complete: 'Вопросы закончились',
    result: 'Твой результат',
    ask: 'Спросить психолога',
    thanks: 'Спасибо!',
    finish: 'Готово',
    help: '112',
    today:
      'За час до сна выключай экран. Заряжай телефон в другой комнате или подальше от кровати. Утром пусть разбудит обычный будильник или родные.',
    levels: [
      'Интернет: Высокий, ступень 3 из 4',
      'Видеоигры: Высокий, ступень 3 из 4',
      'Соцсети и телефон: Низкий, ступень 1 из 4',
    ],
  },
} satisfies Record<Language, Record<string, string | string[]>>;

/** A 32 (high, harm confirmed), B 18 (high), C 12 (low), no gambling, two loot box signs, insulted once or twice, strong support. */
const given: Record<string, number> = {
  ...Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`A${index + 1}`, 2])),
  ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`C${index + 1}`, 1])),
  ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`B${index + 2}`, 2])),
  ...{ V1: 3, B1: 2, D1: 0, D2: 0, D3: 1, D13: 0, D14: 2, D15: 2, D16: 0, D17: 0, V2: 0 },
  ...{ E1: 1, E2: 0, E3: 0, E4: 0, E5: 0, E6: 0, F1: 2, F2: 2, F3: 2, F4: 2, F5: 1, F6: 1 },
  ...{ G1: 3, G2: 3, G3: 3, G4: 3, G5: 3, G6: 2, V3: 0, V4: 4 },
};

const questionsOn = (page: Page): string[] =>
  page.html.querySelectorAll('[data-question]').map((one) => one.getAttribute('data-question')!);

const answersFor = (page: Page) =>
  Object.fromEntries(questionsOn(page).map((item) => [item, String(given[item])]));

async function walkToFirstQuestion(visitor: Visitor): Promise<string> {
  await visitor.open('/');
  await visitor.submit({}, '/test');
  await visitor.submit({ choice: 'agree' });
  await visitor.submit({ phone: 'own' });
  await visitor.submit(aboutYou);
  const code = visitor.page.html.querySelector('.code')!.text.replace(/\s/g, '');
  await visitor.submit({ isSaved: 'yes', go: 'next' });
  return code;
}

describe.each<Language>(['kk', 'ru'])('a student without JavaScript, in %s', (language) => {
  let site: Site;
  const text = words[language];

  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.stop());

  it('goes from the first page to the goodbye through all questions', async () => {
    const visitor = site.visitor(language);
    await visitor.open('/');
    expect(visitor.page.title).toBe(text.start);
    await visitor.submit({}, '/test');
    expect(visitor.page.title).toBe(text.about);
    await visitor.submit({ choice: 'agree' });
    expect(visitor.page.title).toBe(text.phone);
    await visitor.submit({ phone: 'own' });
    expect(visitor.page.title).toBe(text.profile);
    await visitor.submit({ ...aboutYou, tags: ['large-family', 'orphan'] });
    expect(visitor.page.title).toBe(text.code);
    const code = visitor.page.html.querySelector('.code')!.text.replace(/\s/g, '');
    expect(visitor.page.html.querySelector('.code-card-qr svg')).not.toBeNull();
    await visitor.submit({ isSaved: 'yes', go: 'next' });
    expect(visitor.page.title).toBe(text.firstPage);

    const shown: string[] = [];
    let pages = 0;
    while (visitor.page.html.querySelector('[data-questions]')) {
      expect(visitor.page.path).toBe('/test');
      expect(visitor.page.text).toContain(text.help);
      shown.push(...questionsOn(visitor.page));
      await visitor.submit({ ...answersFor(visitor.page), go: 'next' });
      pages += 1;
      expect(pages).toBeLessThan(13);
    }
    // The page of D4-D10 was closed by its gates, and so were D11 and D12.
    expect(pages).toBe(11);
    expect(shown).toHaveLength(75 - 9);
    expect(visitor.page.title).toBe(text.complete);
    expect(visitor.page.text).toMatch(/75/);

    await visitor.submit({ go: 'submit' });
    expect(visitor.page.path).toBe('/test/result');
    expect(visitor.page.title).toBe(text.result);

    const [attempt] = await site.services.screening.attemptsOf(code);
    expect(attempt).toMatchObject({
      language,
      hasSwitchedLanguage: false,
      questionnaire: 'self-diagnosis/v1',
      profile: { sex: 'f', age: 15, tags: ['large-family', 'orphan'] },
      scoringVersion: '2',
      result: {
        scales: {
          A: { score: 32, band: 'high' },
          B: { score: 18, band: 'high' },
          C: { score: 12, band: 'low' },
          D: { score: 0, band: 'low', label: 'noGambling' },
          loot: { count: 2, level: 'moderateTip' },
          E: { victim: 'occasional', aggressor: 'none' },
          F: { score: 8, level: 'usual', distress: 'usual' },
          G: { percent: 75, level: 'strong' },
        },
        overall: { band: 'high', high: 2 },
        flags: [],
        quality: { verdict: 'valid', timed: false },
      },
    });
    expect(attempt!.questionnaireHash).toMatch(/^[0-9a-f]{16}$/);
    expect(attempt!.submittedAnswers).toMatchObject({ D4: 'S', D12: 'S', D13: 0, A1: 2 });
    expect(attempt!.answers).not.toHaveProperty('D4');
    expect(attempt!.shown.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['A-high', 'B-high', 'C-low', 'noGambling', 'bullied', 'lootBoxes']),
    );

    const questionnaire = site.services.screening.questionnaire('self-diagnosis/v1');
    for (const { id, version } of attempt!.shown) {
      expect(version).toBe(1);
      expect(visitor.page.text).toContain(questionnaire.recommendations[language][id]!.title);
    }
    const { scales, labels } = questionnaire.texts[language];
    expect(visitor.page.text).toContain(plain(scales.A!.describes.band!.high!));
    expect(visitor.page.text).toContain(plain(labels.noGambling!));
    expect(visitor.page.text).toContain(plain(scales.E!.describes.victim!.occasional!));
    expect(visitor.page.text).toContain(text.ask);
    expect(visitor.page.body.match(/<figure class="band-bar">/g)).toHaveLength(3);
    const order = visitor.page.body;
    expect(order.indexOf('class="help"')).toBeLessThan(order.indexOf('id="scale-A"'));

    expect(visitor.page.html.querySelector('form[action="/test/finish"]')).toBeNull();
    await visitor.open('/test/feedback');
    await visitor.submit({ satisfaction: '5' });
    expect(visitor.page.title).toBe(text.thanks);
    // Nothing is wiped before the code was seen once more.
    expect(visitor.page.html.querySelector('.code')!.text.replace(/\s/g, '')).toBe(code);
    await visitor.submit({}, '/test/finish');
    expect(visitor.page.title).toBe(text.finish);
    expect((await site.services.screening.attemptsOf(code))[0]!.feedback).toEqual({
      satisfaction: 5,
      givenAt: site.clock.now,
    });

    await visitor.open('/test/result');
    expect(visitor.page.title).toBe(text.nothingKept);
  });

  it('sees gambling in words only, with neither bar nor number', async () => {
    const visitor = site.visitor(language);
    await walkToFirstQuestion(visitor);
    const gambler: Record<string, string> = { D1: '3', D2: '2', D4: '2', D5: '2', D6: '2', D7: '2' };
    while (visitor.page.html.querySelector('[data-questions]')) {
      const answers = questionsOn(visitor.page).map((item) => [item, gambler[item] ?? '0']);
      await visitor.submit({ ...Object.fromEntries(answers), go: 'next' });
    }
    await visitor.submit({ go: 'submit' });
    const { html } = visitor.page;
    expect(html.querySelector('[aria-labelledby="scale-A"] .band-bar')).not.toBeNull();
    expect(html.querySelector('[aria-labelledby="scale-D"]')).toBeNull();
    expect(html.querySelector('main')!.text).not.toContain('36');
    const { scales } = site.services.screening.questionnaire('self-diagnosis/v1').texts[language];
    const names = html.querySelectorAll('.levels .level-name').map((one) => plain(one.text));
    expect(names).not.toContain(plain(scales.D!.name));
    expect(names.length).toBeGreaterThan(0);
    // The highest scale is told first, in words without a number.
    const told = html.querySelector('.says > div')!;
    expect(plain(told.querySelector('h3')!.text)).toBe(plain(scales.D!.name));
    expect(told.text).not.toMatch(/\d/);
  });

  it('sees one thing to do today, the warm offer before the folds, and everything else folded', async () => {
    const visitor = site.visitor(language);
    await walkToFirstQuestion(visitor);
    while (visitor.page.html.querySelector('[data-questions]'))
      await visitor.submit({ ...answersFor(visitor.page), go: 'next' });
    await visitor.submit({ go: 'submit' });
    const { html, body } = visitor.page;
    expect(plain(html.querySelector('.today p')!.text)).toBe(text.today);
    expect(html.querySelectorAll('details[open]')).toHaveLength(0);
    expect(html.querySelectorAll('details').length).toBeGreaterThan(5);
    const places = [
      'class="help"',
      'class="card says"',
      'class="levels"',
      'class="today"',
      '"/test/ask"',
      '<details',
    ];
    const order = places.map((place) => body.indexOf(place));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(order[0]).toBeGreaterThan(0);
    expect(html.querySelector('.card-warm form[action="/test/ask"]')).not.toBeNull();
    // Each level is one sentence for a screen reader.
    expect(html.querySelectorAll('.levels li').map((row) => plain(row.text).trim())).toEqual(text.levels);
  });
});

describe('on the way through the pages', () => {
  let site: Site;

  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.stop());

  const stored = async (code: string) => (await site.services.screening.attemptsOf(code))[0]!;

  it('every page is kept on the server, with skips and what was not understood', async () => {
    const visitor = site.visitor('ru');
    const code = await walkToFirstQuestion(visitor);
    await visitor.submit({ A1: '4', A2: 'skip', A4: '0', unclear: ['A2', 'A5'], go: 'next' });
    expect(await stored(code)).toMatchObject({
      answers: { A1: 4, A2: null, A4: 0 },
      unclear: ['A2', 'A5'],
      timings: {},
      submittedAt: null,
    });
    expect(visitor.page.text).toContain('Отвечено: 3 из 75');
  });

  it('back shows what was answered', async () => {
    const visitor = site.visitor('ru');
    await walkToFirstQuestion(visitor);
    await visitor.submit({ A1: '4', A2: 'skip', unclear: 'A2', go: 'next' });
    await visitor.submit({ A9: '1', go: 'back' });
    const checked = visitor.page.html
      .querySelectorAll('input[checked]')
      .map((one) => [one.getAttribute('name'), one.getAttribute('value')]);
    expect(checked).toEqual([
      ['A1', '4'],
      ['A2', 'skip'],
      ['unclear', 'A2'],
    ]);
    await visitor.submit({ go: 'next' });
    expect(visitor.page.html.querySelector('input[name=A9][value="1"]')!.hasAttribute('checked')).toBe(true);
  });

  it('back from the first page shows the code again, and the facts can be corrected', async () => {
    const visitor = site.visitor('kk');
    const code = await walkToFirstQuestion(visitor);
    await visitor.submit({ A1: '2', go: 'back' });
    expect(visitor.page.title).toBe('Алдымен кодыңды сақта');
    await visitor.submit({ go: 'profile' });
    expect(visitor.page.html.querySelector('input[name=age]')!.getAttribute('value')).toBe('15');
    await visitor.submit({ age: '17' });
    expect(await stored(code)).toMatchObject({
      profile: { age: 17, region: '750000000' },
      answers: { A1: 2 },
    });
  });

  it('the language can be switched in the middle and what was chosen stays', async () => {
    const visitor = site.visitor('kk');
    const code = await walkToFirstQuestion(visitor);
    await visitor.submit({ A1: '3', unclear: 'A2', switchLanguage: 'ru' });
    expect(visitor.page.title).toBe('Интернет: время и мысли');
    expect(visitor.page.html.querySelector('input[name=A1][value="3"]')!.hasAttribute('checked')).toBe(true);
    await visitor.submit({ A2: '1', go: 'next' });
    expect(await stored(code)).toMatchObject({
      language: 'ru',
      hasSwitchedLanguage: true,
      answers: { A1: 3, A2: 1 },
    });
  });

  it('the language can be switched while the facts are typed', async () => {
    const visitor = site.visitor('kk');
    await visitor.open('/');
    await visitor.submit({}, '/test');
    await visitor.submit({ choice: 'agree' });
    await visitor.submit({ phone: 'shared' });
    await visitor.submit({ sex: 'm', age: '16', region: '110000000', switchLanguage: 'ru' });
    expect(visitor.page.title).toBe('О тебе');
    expect(visitor.page.html.querySelector('input[name=sex][value=m]')!.hasAttribute('checked')).toBe(true);
    expect(visitor.page.html.querySelector('input[name=age]')!.getAttribute('value')).toBe('16');
    expect(visitor.page.html.querySelector('option[selected]')!.getAttribute('value')).toBe('110000000');
  });

  it('unanswered questions are listed before the end and never forced', async () => {
    const visitor = site.visitor('ru');
    const code = await walkToFirstQuestion(visitor);
    while (visitor.page.html.querySelector('[data-questions]')) await visitor.submit({ go: 'next' });
    expect(visitor.page.title).toBe('Почти готово');
    expect(visitor.page.html.querySelectorAll('.missing-page')).toHaveLength(12);
    await visitor.submit({ go: 'c1' });
    expect(visitor.page.title).toBe('Соцсети и телефон');
    await visitor.submit({ C1: '1', go: 'next' });
    expect(visitor.page.title).toBe('Телефон в обычном дне');
    for (let pages = 0; visitor.page.html.querySelector('[data-questions]') && pages < 13; pages += 1)
      await visitor.submit({ go: 'next' });
    await visitor.submit({ go: 'submit' });
    expect(visitor.page.title).toBe('Твой результат');
    expect(await stored(code)).toMatchObject({
      result: { scales: { A: { band: null } }, overall: { band: null } },
    });
  });

  it('a changed gate brings back what had been answered behind it', async () => {
    const visitor = site.visitor('ru');
    const code = await walkToFirstQuestion(visitor);
    const goTo = async (question: string) => {
      for (let pages = 0; !questionsOn(visitor.page).includes(question) && pages < 13; pages += 1)
        await visitor.submit({ go: 'next' });
    };
    await goTo('B1');
    await visitor.submit({ B1: '2', go: 'next' });
    await visitor.submit({ B2: '4', go: 'back' });
    await visitor.submit({ B1: '0', go: 'next' });
    expect(questionsOn(visitor.page)).toContain('D4');
    await visitor.submit({ go: 'back' });
    await visitor.submit({ B1: '1', go: 'next' });
    expect(visitor.page.html.querySelector('input[name=B2][value="4"]')!.hasAttribute('checked')).toBe(true);
    expect((await stored(code)).answers).toMatchObject({ B1: 1, B2: 4 });
  });

  it('someone with a code of their own phone goes on from the first page', async () => {
    const visitor = site.visitor('kk');
    await walkToFirstQuestion(visitor);
    await visitor.submit({ A1: '3', go: 'next' });
    await visitor.open('/');
    expect(visitor.page.text).toContain('Жалғастыру');
    await visitor.open('/test');
    expect(visitor.page.title).toBe('Интернет: күнделікті іс пен жақындар');
  });

  it('on a shared device nothing goes on without the code', async () => {
    const visitor = site.visitor('kk');
    await visitor.open('/');
    await visitor.submit({}, '/test');
    await visitor.submit({ choice: 'agree' });
    await visitor.submit({ phone: 'shared' });
    await visitor.submit({ ...aboutYou, sex: 'none', settlement: 'rural', status: 'other' });
    await visitor.submit({ isSaved: 'yes', go: 'next' });
    await visitor.submit({ A1: '3', go: 'next' });
    await visitor.open('/');
    expect(visitor.page.text).not.toContain('Жалғастыру');
    await visitor.open('/test');
    expect(visitor.page.title).toBe('Сауалнаманы жалғастыру');
  });

  it('"not today" keeps nothing', async () => {
    const { started } = await site.services.screening.startedCounts({});
    const visitor = site.visitor('ru');
    await visitor.open('/');
    await visitor.submit({}, '/test');
    await visitor.submit({ choice: 'notToday' });
    expect(visitor.page.title).toBe('Хорошо, в другой раз');
    expect(await site.services.screening.startedCounts({})).toMatchObject({ started });
    await visitor.open('/test');
    expect(visitor.page.title).toBe('Продолжить опросник');
  });

  it('is never kept by a browser or in between', async () => {
    const visitor = site.visitor('ru');
    await walkToFirstQuestion(visitor);
    expect(visitor.page.headers['cache-control']).toBe('no-store');
    await visitor.open('/');
    expect(visitor.page.headers['cache-control']).toBe('no-store');
  });
});
