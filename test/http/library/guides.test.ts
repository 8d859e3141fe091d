import { guideReaders } from '../../../server/core/feedback/text-content';
import { shippedGuides } from '../../support/builders/guides';
import { paragraphsOf } from '../../support/documents/read-docx';
import { readPdf } from '../../support/documents/read-pdf';
import { type Site, startSite } from '../../support/site/site';
import { signedIn } from '../../support/site/staff';
import { plain, type Visitor } from '../../support/site/visitor';

const languages = ['kk', 'ru'] as const;
const readers = {
  kk: { pupil: 'Оқушыға', parent: 'Ата-анаға', teacher: 'Мұғалімге', psychologist: 'Психологқа' },
  ru: { pupil: 'Ученику', parent: 'Родителям', teacher: 'Учителю', psychologist: 'Психологу' },
};

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const textOf = (visitor: Visitor) => plain(visitor.page.text);

const fileAt = (path: string, headers: Record<string, string> = {}) => site.visitor().download(path, headers);

describe.each(languages)('the guides in %s', (language) => {
  it('are listed for everybody, without a sign-in: title, summary, for whom', async () => {
    const visitor = site.visitor(language);
    const page = await visitor.open('/guides');
    expect(page.status).toBe(200);
    expect(page.html.querySelector('html')!.getAttribute('lang')).toBe(language);
    expect(page.html.querySelectorAll('main h2').map((one) => plain(one.text.trim()))).toEqual(
      shippedGuides.map(({ contents }) => contents[language].title),
    );
    for (const { id, contents } of shippedGuides) {
      expect(textOf(visitor)).toContain(contents[language].summary);
      for (const reader of guideReaders)
        expect(page.html.querySelector(`a[href="/guides/${id}?for=${reader}"]`)!.text.trim()).toBe(
          readers[language][reader],
        );
    }
    expect(page.html.querySelector('a[href="tel:112"]')).not.toBeNull();
  });

  it.each(shippedGuides.map(({ id }) => id))('show %s with text, boxes, sources and files', async (id) => {
    const { title, summary, body, boxes, sources } = shippedGuides.find((one) => one.id === id)!.contents[
      language
    ];
    const visitor = site.visitor(language);
    const { status, html, title: heading } = await visitor.open(`/guides/${id}`);
    expect(status).toBe(200);
    expect(heading).toBe(title);
    const text = textOf(visitor);
    expect(text).toContain(summary);
    const headings = [...body.matchAll(/^### (.*)$/gm)].map(([, name]) => name!);
    const shown = html.querySelectorAll('.guide h2').map((one) => plain(one.text));
    expect(shown.slice(0, headings.length)).toEqual(headings);
    const folds = html.querySelectorAll('.guide details:not(.no-print)');
    expect(folds.map((one) => one.querySelector('summary')!.text)).toEqual(Object.values(readers[language]));
    expect(folds.filter((one) => one.hasAttribute('open'))).toEqual([]);
    for (const box of Object.values(boxes)) expect(text).toContain(box.trim().split('\n')[0]!);
    expect(
      html
        .querySelectorAll('.guide ol')
        .at(-1)!
        .querySelectorAll('li')
        .map((one) => plain(one.text)),
    ).toEqual(sources);
    for (const link of html.querySelectorAll('.guide-contents a'))
      expect(html.querySelector(link.getAttribute('href')!)).not.toBeNull();
    expect(text).toMatch(language === 'kk' ? /1-нұсқа, ұсынылған\./ : /версия 1, предложена\./);
    for (const format of ['pdf', 'docx'])
      expect(
        html.querySelector(`a[download][href="/guides/${id}/${id}-${language}.${format}"]`),
      ).not.toBeNull();
  });

  it.each(guideReaders)(
    'show what is for the %s first and open, the rest folded at the end',
    async (reader) => {
      const visitor = site.visitor(language);
      const [guide] = shippedGuides;
      const { html } = await visitor.open(`/guides/${guide!.id}?for=${reader}`);
      const label = readers[language][reader];
      const [first, second] = html.querySelectorAll('.guide h2');
      expect([first!.text, second!.getAttribute('id')]).toEqual([label, 'part-1']);
      const own = guide!.contents[language].boxes[reader].trim().split('\n')[0]!;
      expect(textOf(visitor).split(own)).toHaveLength(2);
      expect(html.querySelectorAll('.guide details:not(.no-print) summary').map((one) => one.text)).toEqual(
        Object.values(readers[language]).filter((one) => one !== label),
      );
      expect(html.querySelector('.readers [aria-current]')!.text).toBe(label);
    },
  );

  it('come as PDF, tagged and with the text in it', async () => {
    const { id, contents } = shippedGuides[2]!;
    const { status, headers, body } = await fileAt(`/guides/${id}/${id}-${language}.pdf`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename=${id}-${language}.pdf`,
      'content-language': language,
      'cache-control': 'private, no-cache',
    });
    expect(body.subarray(0, 8).toString()).toBe('%PDF-1.7');
    const { said, dictionaries } = readPdf(body);
    expect(plain(said.find(({ tag }) => tag === 'H1')!.text)).toBe(contents[language].title);
    expect(said.find(({ tag }) => tag === 'Link')!.text).toBe(
      `http://localhost:3000/guides/${id}?language=${language}`,
    );
    expect(dictionaries.some((one) => one.includes('/StructTreeRoot'))).toBe(true);
  });

  it('come as Word with the text in it', async () => {
    const { id, contents } = shippedGuides[3]!;
    const { status, headers, body } = await fileAt(`/guides/${id}/${id}-${language}.docx`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    const paragraphs = (await paragraphsOf(body)).map(plain);
    expect(paragraphs).toContain(contents[language].title);
    for (const source of contents[language].sources) expect(paragraphs).toContain(source);
  });
});

describe('a guide', () => {
  const [first, second] = shippedGuides.map(({ id }) => id) as [string, string];

  it('leaves no cookie, and is asked for anew each time', async () => {
    const response = await site.visitor().raw.get(`/guides/${first}`);
    expect(response.headers['set-cookie']).toBeUndefined();
    expect(response.headers['cache-control']).toBe('private, no-cache');
    expect(response.headers.vary).toContain('Accept-Language');
  });

  it('changes its language by the switch and keeps its reader', async () => {
    const visitor = site.visitor('kk');
    const { html } = await visitor.open(`/guides/${first}?for=teacher`);
    const other = html.querySelector('a.language-choice')!.getAttribute('href')!;
    expect(other).toBe(`/guides/${first}?for=teacher&language=ru`);
    await visitor.open(other);
    expect(visitor.page.title).toBe(shippedGuides[0]!.contents.ru.title);
    expect(visitor.page.html.querySelector('.guide h2')!.text).toBe('Учителю');
    await visitor.open(`/guides/${second}`);
    expect(visitor.page.title).toBe(shippedGuides[1]!.contents.ru.title);
  });

  it.each([
    ['/guides', 200],
    ['/guides/development', 200],
    ['/guides/development/development-ru.pdf', 200],
    ['/guides/unknown', 404],
  ])('answers HEAD %s with %i', async (path, status) => {
    expect((await site.visitor().raw.head(path)).status).toBe(status);
  });

  it.each([
    '/guides/unknown',
    '/guides/A-low',
    '/guides/__proto__',
    '/guides/development/development.pdf',
    '/guides/development/development-en.pdf',
    '/guides/development/development-kk.odt',
    '/guides/development/gamblingRisk-kk.pdf',
    '/guides/unknown/unknown-kk.pdf',
    '/guides/development/..%2Fdevelopment-kk.pdf',
  ])('is not found at %s', async (path) => {
    for (const language of languages) {
      const page = await site.visitor(language).open(path);
      expect(page.status).toBe(404);
      expect(page.title).not.toBe('');
    }
  });

  it.each(['for=', 'for=teachers', 'for=pupil&for=parent', 'for[$ne]=pupil&for=x'])(
    'refuses ?%s',
    async (query) => {
      expect((await site.visitor().open(`/guides/${first}?${query}`)).status).toBe(400);
    },
  );

  it('has a strong tag for each file, which saves the second download', async () => {
    const path = `/guides/${first}/${first}-kk.pdf`;
    const [once, again] = await Promise.all([fileAt(path), fileAt(path)]);
    expect(once.headers.etag).toMatch(/^"[\w-]{43}"$/);
    expect(again.headers.etag).toBe(once.headers.etag);
    expect(Buffer.compare(once.body, again.body)).toBe(0);
    const known = await fileAt(path, { 'If-None-Match': once.headers.etag! });
    expect([known.status, known.body.length]).toEqual([304, 0]);
    expect((await fileAt(path.replace('-kk', '-ru'))).headers.etag).not.toBe(once.headers.etag);
  });

  it('is shown in the newest agreed version, also in its files', async () => {
    const lead = await signedIn(site, 'lead');
    const actor = { accountId: lead.account.id, role: 'lead' } as never;
    const { contents } = shippedGuides[1]!;
    const changed = {
      kk: { ...contents.kk, title: 'Жаңа тақырып' },
      ru: { ...contents.ru, title: 'Новый заголовок' },
    };
    const { library } = site.services;
    const path = `/guides/${second}/${second}-ru.pdf`;
    const before = await fileAt(path);
    const { version } = await library.propose({
      ...{ address: second, basedOn: 1, shownThen: 1, contents: changed, reason: 'Яснее' },
      ...{ actor, now: site.clock.now },
    });
    const visitor = site.visitor('ru');
    await visitor.open(`/guides/${second}`);
    expect(visitor.page.title).toBe(contents.ru.title);
    await library.agree({ address: second, version, revision: 1, actor, now: site.clock.now });
    await visitor.open(`/guides/${second}`);
    expect(visitor.page.title).toBe('Новый заголовок');
    expect(textOf(visitor)).toContain(`версия ${version}, согласована.`);
    const after = await fileAt(path);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(readPdf(after.body).said.find(({ tag }) => tag === 'H1')!.text).toBe('Новый заголовок');
  });

  it('is reached from the first page and from the library of the staff', async () => {
    for (const language of languages) {
      const { html } = await site.visitor(language).open('/');
      expect(html.querySelector('a[href="/guides"]')).not.toBeNull();
    }
    const psychologist = await signedIn(site, 'psychologist');
    const { html } = await psychologist.open(`/staff/library/${first}`);
    expect(html.querySelector(`a[href="/guides/${first}"]`)).not.toBeNull();
    const other = await psychologist.open('/staff/library/A-low');
    expect(other.html.querySelector('a[href^="/guides"]')).toBeNull();
  });
});
