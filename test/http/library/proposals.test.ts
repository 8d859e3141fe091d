import { readForAll } from '../../../server/core/feedback/reader';
import { anAttempt, calm } from '../../support/builders/attempts';
import { asked } from '../../support/builders/cases';
import { type Site, startSite } from '../../support/site/site';
import { type Signed, signedIn } from '../../support/site/staff';
import type { Fields, Page } from '../../support/site/visitor';

let site: Site;
let psychologist: Signed;
let lead: Signed;

beforeAll(async () => {
  site = await startSite();
  psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
  lead = await signedIn(site, 'lead', { language: 'kk' });
});
afterAll(() => site.stop());

const bodyOf = (page: Page, language: 'kk' | 'ru') =>
  page.html.querySelector(`article[lang=${language}]`)!.structuredText;

/** Opens the form of a change; its fields hold the text that is shown now. */
const openForm = (id: string, by = psychologist) => by.open(`/staff/library/${id}/propose`);

const typedIn = (page: Page, name: string) => {
  const field = page.html.querySelector(`[name="${name}"]`)!;
  return field.getAttribute('value') ?? field.text.replace(/^\n/, '');
};

const beginningWith = (two: string, text: string): string => text.replace(/^\S+ \S+/, two);

/** Proposes other first words in both languages, as many as before: a text must be neither longer nor shorter than agreed. */
async function propose(id: string, changes: Fields = {}, by = psychologist): Promise<Page> {
  const page = await openForm(id, by);
  const begun = {
    'kk.body': beginningWith('Бүгіннен баста:', typedIn(page, 'kk.body')),
    'ru.body': beginningWith('Начни сегодня:', typedIn(page, 'ru.body')),
    reason: 'Добавлен призыв',
  };
  return by.submit({ ...begun, ...changes }, `/staff/library/${id}/propose`);
}

describe('the library', () => {
  it('lists every text from the first day, marked as proposed', async () => {
    const page = await lead.open('/staff/library');
    expect(page.title).toBe('Мәтіндер кітапханасы');
    const { recommendations, guides } = site.services.library.questionnaire('self-diagnosis/v1');
    const rows = page.html.querySelectorAll('tbody tr');
    expect(rows).toHaveLength(Object.keys(recommendations.kk).length + Object.keys(guides.kk).length);
    expect(rows.every((row) => row.text.includes('Ұсынылған'))).toBe(true);
  });

  it('shows a text in both languages side by side, with its paragraphs by age', async () => {
    const page = await psychologist.open('/staff/library/D-high');
    const { kk, ru } = site.services.library.questionnaire('self-diagnosis/v1').recommendations;
    expect(page.text).toContain(kk['D-high']!.title);
    expect(page.text).toContain(ru['D-high']!.title);
    const leadIns: Record<string, string> = {
      pupil: 'ученикам и студентам колледжа',
      under18: 'до 18 лет',
    };
    for (const text of Object.values(ru['D-high']!.byAge!))
      expect(page.text).toContain(readForAll(text, (name) => (name ? leadIns[name]! : 'остальным')));
    expect(page.text).toContain('Версия 1');
    expect(page.html.querySelector('form[action$=agree]')).toBeNull();
    // Labels in the reader's language stand inside the article of the other one.
    for (const label of page.html.querySelectorAll('article .small, article .for-age strong'))
      expect(label.getAttribute('lang')).toBe('ru');
  });

  it('says in words for whom a passage is that others do not read', async () => {
    const { recommendations, guides } = site.services.library.questionnaire('self-diagnosis/v1');
    const ids = [...Object.keys(recommendations.kk), ...Object.keys(guides.kk)];
    const withMarks = [];
    for (const id of ids) if (/\[\[/.test((await lead.open(`/staff/library/${id}`)).text)) withMarks.push(id);
    expect(withMarks).toEqual([]);
    const { text } = await lead.open('/staff/library/A-high');
    expect(text).toContain('[18 жасқа дейін: ');
    // They are not counted as words of the text.
    const counts = [...text.matchAll(/· (\d+) сөз/g)].map(([, count]) => Number(count));
    expect(counts).toHaveLength(2);
    for (const count of counts) expect(count).toBeLessThanOrEqual(260);
  });

  it.each([
    '/staff/library/nothing',
    '/staff/library/A-low?version=9',
    '/staff/library/A-low/propose?from=9',
  ])('knows nothing of %s', async (path) => {
    expect((await psychologist.open(path)).status).toBe(404);
  });
});

describe('agreeing a shipped text', () => {
  it('is the lead’s word, recorded, and done once', async () => {
    const page = await lead.open('/staff/library/A-low');
    expect(page.text).toContain('аға психолог онымен әлі келіскен жоқ');
    const agreed = await lead.submit({}, '/staff/library/A-low/agree');
    expect(agreed.text).toContain('Келісілген');
    expect(agreed.html.querySelector('form[action$=agree]')).toBeNull();
    const administrator = await signedIn(site, 'administrator', { language: 'ru' });
    expect((await administrator.open('/staff/audit')).text).toContain('Согласован текст');
  });

  it('sent twice, by the back button or a double tap, changes nothing more', async () => {
    const page = await lead.open('/staff/library/B-low');
    const form = page.form('/staff/library/B-low/agree');
    const fields = Object.fromEntries(
      form
        .querySelectorAll('input')
        .map((input) => [input.getAttribute('name')!, input.getAttribute('value')!]),
    );
    await lead.send('/staff/library/B-low/agree', fields);
    expect((await lead.send('/staff/library/B-low/agree', fields)).status).toBe(200);
    const { versions } = await site.services.library.open('B-low');
    expect(versions.map(({ state }) => state)).toEqual(['agreed']);
  });
});

describe('a change', () => {
  it('waits unseen until the lead agrees, and is shown from then on', async () => {
    const code = (await anAttempt().answering(calm).submitted(site)).code;
    const proposed = await propose('C-low');
    expect(proposed.text).toContain('Ждёт решения');
    expect(proposed.text).toContain('Добавлен призыв');
    expect(
      proposed.html
        .querySelectorAll('ins')
        .map((one) => one.text)
        .join(' '),
    ).toContain('сегодня:');
    expect(bodyOf(await psychologist.open('/staff/library/C-low'), 'ru')).not.toContain('Начни сегодня');

    await lead.open('/staff/library?tab=undecided');
    expect(lead.page.text).toContain('Өзгеріс шешім күтеді');
    await lead.open('/staff/library/C-low?version=2');
    await lead.submit({}, '/staff/library/C-low/agree');
    const shown = await lead.open('/staff/library/C-low');
    expect(bodyOf(shown, 'kk')).toContain('Бүгіннен баста');
    expect(shown.text).toContain('2-нұсқа');

    const [read] = await site.services.screening.attemptsOf(code);
    expect(read!.shown).toContainEqual({ id: 'C-low', version: 1 });
    const [later] = await site.services.screening.attemptsOf(
      (await anAttempt().answering(calm).submitted(site)).code,
    );
    expect(later!.shown).toContainEqual({ id: 'C-low', version: 2 });
    const texts = await Promise.all([read!, later!].map((one) => site.services.screening.textsOf(one)));
    expect(texts.map((text) => text['C-low']!.contents.kk.body.includes('Бүгіннен баста'))).toEqual([
      false,
      true,
    ]);
  });

  it('can be made of a whole guide, with its boxes and sources', async () => {
    const { guides } = site.services.library.questionnaire('self-diagnosis/v1');
    await openForm('digitalLife');
    const sources = typedIn(psychologist.page, 'kk.sources').trim();
    expect(sources.split('\n')).toEqual(guides.kk.digitalLife!.sources);
    await psychologist.submit(
      { 'ru.boxes.parent': 'Спросите: «Что тебе там интересно?»', reason: 'Короче' },
      '/staff/library/digitalLife/propose',
    );
    const { versions } = await site.services.library.open('digitalLife');
    expect(versions.at(-1)!.contents.ru.boxes!.parent).toBe('Спросите: «Что тебе там интересно?»');
    expect(versions.at(-1)!.contents.kk).toEqual(versions[0]!.contents.kk);
  });

  it('reaches phones with its version, and a new tag for their cache', async () => {
    const address = '/api/questionnaires/self-diagnosis/v1/ru/recommendations.json';
    const before = await psychologist.raw.get(address);
    await propose('A-moderate');
    await lead.open('/staff/library/A-moderate?version=2');
    expect((await psychologist.raw.get(address)).headers.etag).toBe(before.headers.etag);
    await lead.submit({}, '/staff/library/A-moderate/agree');
    const after = await psychologist.raw.get(address);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    const text = JSON.parse(after.text).recommendations['A-moderate'];
    expect([text.version, text.body]).toEqual([2, expect.stringContaining('Начни сегодня')]);
    expect(JSON.parse(after.text).recommendations).not.toHaveProperty('development');
  });

  it('is shown to the psychologist of a case as the student read it', async () => {
    const { path } = await asked(
      site,
      anAttempt()
        .answering({ ...calm, E1: 1 })
        .in('ru'),
    );
    await propose('bullied');
    await lead.open('/staff/library/bullied?version=2');
    await lead.submit({}, '/staff/library/bullied/agree');
    const page = await psychologist.open(path);
    const read = page.html
      .querySelectorAll('details')
      .find((one) => one.text.includes('участник видел версию 1'));
    expect(read!.text).toContain(
      site.services.library.questionnaire('self-diagnosis/v1').recommendations.ru.bullied!.title,
    );
    expect(read!.text).not.toContain('Начни сегодня');
  });

  it('is declined with a note that its author reads', async () => {
    await propose('B-moderate');
    const page = await lead.open('/staff/library/B-moderate?version=2');
    const refused = await lead.submit({ note: ' ' }, '/staff/library/B-moderate/decline');
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('Себебін жазыңыз')]);
    await lead.open(page.path);
    await lead.submit({ note: 'Артық сөз' }, '/staff/library/B-moderate/decline');
    const read = await psychologist.open('/staff/library/B-moderate?version=2');
    expect(read.text).toContain('Артық сөз');
    expect(read.text).toContain('Отклонён');
    // What was written is not lost: the next proposal can start from it.
    const again = await psychologist.open('/staff/library/B-moderate/propose?from=2');
    expect(typedIn(again, 'ru.body')).toContain('Начни сегодня');
  });

  it('can be edited and withdrawn by its author only', async () => {
    await propose('B-high');
    const other = await signedIn(site, 'psychologist', { language: 'ru' });
    expect((await other.open('/staff/library/B-high/edit?version=2')).status).toBe(403);
    const form = await psychologist.open('/staff/library/B-high/edit?version=2');
    await psychologist.submit(
      { 'ru.body': `${typedIn(form, 'ru.body')}\n\nИ завтра.` },
      '/staff/library/B-high/edit',
    );
    expect(psychologist.page.text).toContain('И завтра');
    const late = await lead.open('/staff/library/B-high?version=2');
    const edited = await psychologist.open('/staff/library/B-high/edit?version=2');
    await psychologist.submit({ 'ru.title': 'Другой заголовок' }, '/staff/library/B-high/edit');
    expect(edited.status).toBe(200);
    // The lead agrees to what was read, not to what was written since.
    expect(late.status).toBe(200);
    expect((await lead.submit({}, '/staff/library/B-high/agree')).status).toBe(409);
    await psychologist.open('/staff/library/B-high?version=2');
    await psychologist.submit({}, '/staff/library/B-high/withdraw');
    expect((await psychologist.open('/staff/library/B-high?version=2')).text).toContain('Отозван');
  });

  it('is refused while another one of the same text waits, and what was typed stays', async () => {
    const other = await signedIn(site, 'psychologist', { language: 'ru' });
    await openForm('C-high', other);
    await propose('C-high');
    const refused = await other.submit(
      { 'ru.title': 'Мой заголовок', reason: 'Причина' },
      '/staff/library/C-high/propose',
    );
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('Мой заголовок')]);
  });

  it('is refused when another version was agreed since the form was opened', async () => {
    const other = await signedIn(site, 'psychologist', { language: 'ru' });
    await openForm('C-moderate', other);
    await propose('C-moderate');
    await lead.open('/staff/library/C-moderate?version=2');
    await lead.submit({}, '/staff/library/C-moderate/agree');
    const late = await other.submit(
      { 'ru.title': 'Поздно', reason: 'Причина' },
      '/staff/library/C-moderate/propose',
    );
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Поздно')]);
  });
});

describe('what another person did meanwhile', () => {
  it('is not overwritten by a form that came back with a mistake in between', async () => {
    const other = await signedIn(site, 'psychologist', { language: 'ru' });
    await openForm('A-high', other);
    await propose('A-high');
    await lead.open('/staff/library/A-high?version=2');
    await lead.submit({}, '/staff/library/A-high/agree');
    const back = await other.submit({ 'ru.title': 'Поздно', reason: ' ' }, '/staff/library/A-high/propose');
    expect(back.status).toBe(400);
    const late = await other.submit({ reason: 'Причина' }, '/staff/library/A-high/propose');
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Поздно')]);
  });

  it('leaves an author what was typed into a proposal that the lead declined', async () => {
    await propose('A-veryHigh');
    await psychologist.open('/staff/library/A-veryHigh/edit?version=2');
    const second = await signedIn(site, 'lead', { language: 'kk' });
    await lead.open('/staff/library/A-veryHigh?version=2');
    await second.open('/staff/library/A-veryHigh?version=2');
    await lead.submit({ note: 'Артық сөз' }, '/staff/library/A-veryHigh/decline');
    const late = await psychologist.submit({ 'ru.title': 'Ещё лучше' }, '/staff/library/A-veryHigh/edit');
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Ещё лучше')]);
    // Another lead's own note is not dropped without a word either.
    const note = await second.submit({ note: 'Қысқарту керек' }, '/staff/library/A-veryHigh/decline');
    expect([note.status, note.text]).toEqual([409, expect.stringContaining('Қысқарту керек')]);
  });
});

describe('a version that was never shown', () => {
  it('is not shown to a phone that names it', async () => {
    const { code } = await anAttempt().answering(calm).submitted(site);
    const [attempt] = await site.services.screening.attemptsOf(code);
    const { id, version } = attempt!.shown.find((one) => one.id === 'A-low')!;
    await propose('A-low');
    const named = (number: number) =>
      site.services.screening.textsOf({ ...attempt!, shown: [{ id, version: number }] });
    const texts = await Promise.all([named(version), named(version + 1)]);
    expect(texts.map((one) => one[id]!.version)).toEqual([version, version]);
  });
});

describe('a change with mistakes comes back with what was typed', () => {
  it.each<[string, Fields, string]>([
    [
      'a sentence that is too long',
      { 'ru.title': `${'слово '.repeat(16)}` },
      'Разделите предложение, слов в нём 16',
    ],
    ['a text that is too short', { 'ru.body': 'Коротко.' }, 'Слов сейчас 1, нужно от 80 до 120'],
    ['nothing', { 'kk.title': '' }, 'Текст пуст'],
    ['a label', { 'ru.title': 'Ты игроман' }, 'Слово «игроман» мы не используем'],
    ['mixed alphabets', { 'ru.title': 'Тeлефон' }, 'смешаны латиница и кириллица'],
    ['a link', { 'ru.title': '[сайт](http://example.org)' }, 'показываются только абзацы'],
    ['a pasted address', { 'ru.title': `https://${'a'.repeat(60)}.kz` }, 'не поместится на телефоне'],
    ['straight quotes', { 'ru.title': 'Это "телефон"' }, 'Кавычки только'],
    ['no reason', { reason: ' ' }, 'Напишите, почему текст изменён'],
    ['nothing changed', { reason: 'Просто так' }, 'В тексте ничего не изменено'],
  ])('%s', async (_, changes, message) => {
    await openForm('D-low');
    const page = await psychologist.submit(
      { reason: 'Причина остаётся', ...changes },
      '/staff/library/D-low/propose',
    );
    expect([page.status, page.text]).toEqual([400, expect.stringContaining(message)]);
    for (const [name, value] of Object.entries({ reason: 'Причина остаётся', ...changes }))
      expect(typedIn(page, name).trim()).toBe(String(value).trim());
    expect((await site.services.library.open('D-low')).versions).toHaveLength(1);
  });

  it('a guide without sources', async () => {
    await openForm('development');
    const page = await psychologist.submit(
      { 'kk.sources': ' ', reason: 'Короче' },
      '/staff/library/development/propose',
    );
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('Текст пуст')]);
  });

  it('and what a Word file cannot hold is a space', async () => {
    await openForm('lootBoxes');
    await psychologist.submit(
      { 'ru.title': 'Ящики\u000Bс призом', reason: 'Короче' },
      '/staff/library/lootBoxes/propose',
    );
    const { versions } = await site.services.library.open('lootBoxes');
    expect(versions.at(-1)!.contents.ru.title).toBe('Ящики с призом');
  });

  it('and the note of a refusal in the other language is on a page that can be opened', async () => {
    await propose('C-veryHigh');
    await lead.open('/staff/library/C-veryHigh?version=2');
    const refused = await lead.submit({ note: '' }, '/staff/library/C-veryHigh/decline');
    const other = refused.html.querySelector('a.language-choice')!.getAttribute('href')!;
    expect((await lead.open(other)).status).toBe(200);
    await lead.open('/staff/library?language=kk');
  });

  it('and hostile input changes nothing', async () => {
    await openForm('D-low');
    for (const fields of <Fields[]>[
      { basedOn: 'x' },
      { basedOn: '9' },
      { shownThen: '-1' },
      { 'kk.body': ['a', 'b'] },
      { 'ru.body': '<script>alert(1)</script>' },
    ]) {
      const page = await psychologist.submit({ reason: 'x', ...fields }, '/staff/library/D-low/propose');
      expect([400, 404]).toContain(page.status);
      expect(page.body).not.toContain('<script>alert');
      await openForm('D-low');
    }
    expect((await site.services.library.open('D-low')).versions).toHaveLength(1);
  });
});

describe('the form of a change', () => {
  it('is shown in the other language with what was typed, and nothing is proposed', async () => {
    await openForm('D-low');
    const page = await psychologist.submit(
      { 'ru.title': 'Ещё не готово', reason: 'Пока думаю', switchLanguage: 'kk' },
      '/staff/library/D-low/propose',
    );
    expect([page.status, page.title]).toEqual([200, 'Өзгеріс ұсыну']);
    expect([typedIn(page, 'ru.title'), typedIn(page, 'reason').trim()]).toEqual([
      'Ещё не готово',
      'Пока думаю',
    ]);
    expect((await site.services.library.open('D-low')).versions).toHaveLength(1);
    await psychologist.open('/staff/library?language=ru');
  });
});

describe('a start of the server', () => {
  it('takes over shipped texts once, and a text that changed as the next version to be agreed', async () => {
    const { library } = site.services;
    await library.importShipped();
    const before = await library.open('lowWellbeing');
    expect(before.versions).toHaveLength(1);
    const shipped = library.questionnaire('self-diagnosis/v1').recommendations.ru.lowWellbeing!;
    const { title } = shipped;
    shipped.title = 'Новый заголовок из комплекта';
    try {
      await library.importShipped();
      await library.importShipped();
    } finally {
      shipped.title = title;
    }
    const after = await library.open('lowWellbeing');
    expect(after.versions.map(({ version, isShipped, state }) => ({ version, isShipped, state }))).toEqual([
      { version: 1, isShipped: true, state: 'proposed' },
      { version: 2, isShipped: true, state: 'proposed' },
    ]);
    // Nobody has agreed either, so the newest of the software is shown.
    expect(after.shown.version).toBe(2);
  });

  /** The software's next edition of a text. */
  async function withNewTitle(text: { title: string }, title: string, start: () => Promise<unknown>) {
    const before = text.title;
    text.title = title;
    try {
      await start();
    } finally {
      text.title = before;
    }
  }

  it('with a newer text leaves a change waiting, until the newer one is agreed; then the next one may come', async () => {
    const { library } = site.services;
    await propose('B-veryHigh');
    await psychologist.open('/staff/library/B-veryHigh/edit?version=2');
    const shipped = library.questionnaire('self-diagnosis/v1').recommendations.ru['B-veryHigh']!;
    await withNewTitle(shipped, 'Новый заголовок', () => library.importShipped());
    expect((await library.open('B-veryHigh')).shown.version).toBe(3);
    const waiting = await psychologist.submit({ 'ru.title': 'Ещё можно' }, '/staff/library/B-veryHigh/edit');
    expect([waiting.status, waiting.text]).toEqual([200, expect.stringContaining('Ждёт решения')]);
    await psychologist.open('/staff/library/B-veryHigh/edit?version=2');
    await lead.open('/staff/library/B-veryHigh?version=3');
    await lead.submit({}, '/staff/library/B-veryHigh/agree');
    const late = await psychologist.submit({ 'ru.title': 'Поздно' }, '/staff/library/B-veryHigh/edit');
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Поздно')]);
    const page = await propose('B-veryHigh');
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Ждёт решения')]);
    // And that one is alone again.
    const other = await signedIn(site, 'psychologist', { language: 'ru' });
    expect((await propose('B-veryHigh', {}, other)).status).toBe(409);
  });

  it('never brings the words of an earlier release again', async () => {
    const { library } = site.services;
    const before = (await library.open('B-veryHigh')).versions.length;
    await library.importShipped();
    expect((await library.open('B-veryHigh')).versions).toHaveLength(before);
  });

  it('reads words that it has shown not again', async () => {
    const { library } = site.services;
    const before = await library.shown('self-diagnosis/v1');
    const asked: string[] = [];
    site.connection.getClient().on('commandStarted', ({ command }) => asked.push(command.find));
    expect(await library.shown('self-diagnosis/v1')).toEqual(before);
    expect(new Set(asked)).toEqual(new Set(['libraryTexts']));
  });

  it('takes a text over though a proposal took its number at that moment', async () => {
    const { library } = site.services;
    const id = 'bullyingLoneliness';
    const { shown } = await library.open(id);
    const { kk, ru } = shown.contents;
    const proposal = {
      ...{ address: id, basedOn: shown.version, shownThen: shown.version, reason: 'Короче' },
      contents: { kk, ru: { ...ru, title: 'Короче' } },
      ...{ actor: { accountId: 'x', role: 'psychologist' } as never, now: site.clock.now },
    };
    const words = site.connection.model('LibraryContents');
    const write = words.insertMany.bind(words) as (records: object[]) => Promise<never>;
    jest.spyOn(words, 'insertMany').mockImplementationOnce(async (records) => {
      await library.propose(proposal);
      return write(records as object[]);
    });
    await withNewTitle(library.questionnaire('self-diagnosis/v1').guides.ru[id]!, 'Новая редакция', () =>
      library.importShipped(),
    );
    const { versions } = await library.open(id);
    expect(versions.map(({ contents }) => contents.ru.title)).toEqual([ru.title, 'Короче', 'Новая редакция']);
  });
});
