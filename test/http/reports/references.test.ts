import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { alarming, anAttempt } from '../../support/builders/attempts';
import { shippedGuides } from '../../support/builders/guides';
import { referenceFields } from '../../support/builders/references';
import { paragraphsOf } from '../../support/documents/read-docx';
import { type Site, startSite } from '../../support/site/site';
import { signedIn, signInAgain } from '../../support/site/staff';
import { plain, type Visitor } from '../../support/site/visitor';

const dayMs = 24 * 60 * 60 * 1000;

let site: Site;
let login: string;
let aigul: Visitor;

beforeAll(async () => {
  site = await startSite();
  const signed = await signedIn(site, 'coordinator');
  login = signed.account.login;
  aigul = signed;
  await answer(34, 'f');
  await answer(33, 'm');
  // Enough of them that no count is small: which are hidden has tests of its own, and takes long to find out.
  for (let number = 0; number < 12; number += 1)
    await anAttempt().by({ sex: 'm' }).answering(alarming).submitted(site);
  await nextDay();
});

afterAll(() => site.stop());

async function answer(people: number, sex: 'f' | 'm', region = '750000000'): Promise<void> {
  for (let number = 0; number < people; number += 1) await anAttempt().by({ sex, region }).submitted(site);
}

/** What was answered today is shown from tomorrow on. */
async function nextDay(): Promise<void> {
  site.clock.now = new Date(site.clock.now.getTime() + dayMs);
  // The session has ended overnight.
  aigul = await signInAgain(site, login);
}

/** The path of a new draft. */
async function drafted(visitor: Visitor, fields = {}): Promise<string> {
  await visitor.open('/staff/references/new');
  const page = await visitor.submit({ ...referenceFields, ...fields });
  expect(page.status).toBe(200);
  expect(page.path).toMatch(/^\/staff\/references\/[0-9a-f]{24}$/);
  return page.path;
}

describe('a reference', () => {
  it('is empty at first and says what to do, in both languages', async () => {
    expect((await aigul.open('/staff/references')).text).toContain('Әзірге анықтама жоқ');
    const olga = await signedIn(site, 'coordinator', { language: 'ru' });
    expect((await olga.open('/staff/references')).text).toContain('Справок пока нет');
  });

  it('goes from draft over its own words to frozen files that never change', async () => {
    const path = await drafted(aigul);
    expect(aigul.page.text).toContain('Анықтама әлі бекітілген жоқ');
    expect(aigul.page.text).toContain('Есепті кезеңде сауалнаманы 79 адам толтырды.');

    const wording = await aigul.open(`${path}/wording`);
    const first = wording.html.querySelector('textarea[name="kk.coverage"]')!.text.trim();
    expect(first).toContain('79');
    const own = `Біздің жоба: ${first}`;
    await aigul.submit({ 'kk.coverage': own });
    expect(aigul.page.path).toBe(path);
    expect(aigul.page.text).toContain(own.replace(/\s+/g, ' '));

    const frozen = await aigul.submit({}, `${path}/freeze`);
    expect(frozen.status).toBe(200);
    expect(frozen.text).toContain('Анықтама бекітілді');

    const names = ['reference-kk.docx', 'reference-ru.docx', 'reference.json', 'reference.csv'];
    const before = await Promise.all(names.map((name) => aigul.download(`${path}/files/${name}`)));
    await answer(20, 'f');
    await nextDay();
    const after = await Promise.all(names.map((name) => aigul.download(`${path}/files/${name}`)));
    before.forEach((response, index) => {
      expect(response.status).toBe(200);
      expect(response.headers['content-disposition']).toBe(`attachment; filename=${names[index]}`);
      expect(Buffer.compare(response.body, after[index]!.body)).toBe(0);
    });
    expect(before.map(({ headers }) => headers['content-type'])).toEqual([
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/json; charset=utf-8',
      'text/csv; charset=utf-8',
    ]);

    const zip = await JSZip.loadAsync(before[0]!.body);
    const word = await zip.file('word/document.xml')!.async('string');
    expect(word.replace(/<[^>]+>/g, '')).toContain('Біздің жоба: ');
    const json = JSON.parse(before[2]!.body.toString());
    expect(json.conclusions.kk[0].replace(/\s/g, ' ')).toBe(own.replace(/\s/g, ' '));
    expect(json.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(canonicalHash(json.numbers)).toBe(json.sha256);
    expect(before[3]!.body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('keeps out of its plan what a Word file cannot hold', async () => {
    const path = await drafted(aigul, { projectRu: 'Цифровая\u000Bгигиена' });
    const form = await aigul.open(`${path}/edit`);
    expect(form.html.querySelector('[name=projectRu]')!.getAttribute('value')).toBe('Цифровая гигиена');
    await aigul.open(path);
    await aigul.submit({}, `${path}/delete`);
  });

  it('tells the record who froze it and who took which file', async () => {
    const { entries } = await site.services.audit.list({ page: 1 });
    const acts = entries.map(({ act }) => act);
    expect(acts).toContain('referenceFrozen');
    const taken = entries.filter(({ act }) => act === 'fileDownloaded');
    expect(taken.map(({ details }) => details.file)).toContain('reference-kk.docx');
  });

  it('is refused when its people differ from a frozen one by fewer than ten', async () => {
    await answer(60, 'm', '710000000');
    await nextDay();
    const frozen = await drafted(aigul);
    await aigul.submit({}, `${frozen}/freeze`);
    expect(aigul.page.text).toContain('Анықтама бекітілді');
    await answer(4, 'f');
    await nextDay();
    const near = await drafted(aigul);
    expect(aigul.page.text).toContain('бұрынғысымен бірдей дерлік');
    expect(aigul.page.html.querySelector(`form[action="${near}/freeze"]`)).toBeNull();
    const [csrf, version] = ['_csrf', 'version'].map((name) =>
      aigul.page.html.querySelector(`input[name="${name}"]`)?.getAttribute('value'),
    );
    const refused = await aigul.send(`${near}/freeze`, { _csrf: csrf!, version: version ?? '0' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('10 адамнан');
  });

  it('shows no numbers and cannot be frozen below 30 answers', async () => {
    const path = await drafted(aigul, { regions: ['590000000'] });
    expect(aigul.page.text).toContain('кемінде 30');
    expect(aigul.page.html.querySelector('.reference-document')).toBeNull();
    const csrf = aigul.page.html.querySelector('input[name="_csrf"]')!.getAttribute('value')!;
    const refused = await aigul.send(`${path}/freeze`, { _csrf: csrf, version: '0' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('30');
  });

  it('is frozen once by a double tap', async () => {
    await answer(40, 'm', '790000000');
    await nextDay();
    const path = await drafted(aigul, { regions: ['790000000'] });
    const form = aigul.page.form(`${path}/freeze`);
    const fields = Object.fromEntries(
      form
        .querySelectorAll('input')
        .map((input) => [input.getAttribute('name')!, input.getAttribute('value')!]),
    );
    const tap = () => aigul.raw.post(`${path}/freeze`).type('form').send(fields);
    const answers = await Promise.all([tap(), tap()]);
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, path],
      [303, path],
    ]);
    const { entries } = await site.services.audit.list({ act: 'referenceFrozen', page: 1 });
    expect(entries.filter(({ target }) => path.endsWith(target!))).toHaveLength(1);
  });

  it('cannot be changed, reworded or deleted once frozen', async () => {
    const list = await aigul.open('/staff/references');
    const row = list.html.querySelectorAll('tbody tr').find((one) => one.text.includes('Бекітілген'))!;
    const path = row.querySelector('a')!.getAttribute('href')!;
    expect((await aigul.open(`${path}/edit`)).status).toBe(409);
    expect((await aigul.open(`${path}/wording`)).status).toBe(409);
    await aigul.open('/staff/references/new');
    const csrf = aigul.page.html.querySelector('input[name="_csrf"]')!.getAttribute('value')!;
    expect((await aigul.send(`${path}/delete`, { _csrf: csrf })).status).toBe(409);
    expect((await aigul.send(path, { ...referenceFields, _csrf: csrf, version: '1' })).status).toBe(409);
  });

  it('is deleted while it is a draft', async () => {
    const path = await drafted(aigul, { projectKk: 'Өшірілетін жоба' });
    const list = await aigul.submit({}, `${path}/delete`);
    expect(list.path).toBe('/staff/references');
    expect(list.text).not.toContain('Өшірілетін жоба');
    expect((await aigul.open(path)).status).toBe(404);
  });

  it('refuses the change of someone who opened an older version', async () => {
    const path = await drafted(aigul);
    const edit = await aigul.open(`${path}/edit`);
    const csrf = edit.html.querySelector('input[name="_csrf"]')!.getAttribute('value')!;
    await aigul.submit({ ...referenceFields, coveragePlan: '40' });
    const late = await aigul.send(path, { ...referenceFields, _csrf: csrf, version: '0' });
    expect(late.status).toBe(409);
  });
});

describe('the annex of a reference', () => {
  const guides = shippedGuides.map(({ id }) => id);
  const [first] = shippedGuides;

  /** A newer version of the first guide, agreed by the lead. */
  async function agreeNewer(): Promise<void> {
    const lead = await signedIn(site, 'lead');
    const act = { actor: { accountId: lead.account.id, role: 'lead' } as never, now: site.clock.now };
    const { kk, ru } = first!.contents;
    const contents = { kk: { ...kk, title: 'Жаңа тақырып' }, ru: { ...ru, title: 'Новый заголовок' } };
    const { library } = site.services;
    const proposal = { address: guides[0]!, basedOn: 1, shownThen: 1, contents, reason: 'Яснее' };
    const { version } = await library.propose({ ...proposal, ...act });
    await library.agree({ address: guides[0]!, version, revision: 1, ...act });
  }

  const headings = () =>
    aigul.page.html.querySelectorAll('.reference-document h2').map((one) => plain(one.text));

  it('holds the guides, counts them and keeps the versions with which it was frozen', async () => {
    await answer(45, 'f', '390000000');
    await nextDay();
    const path = await drafted(aigul, { regions: ['390000000'] });
    const titles = shippedGuides.map(({ contents }, at) => `${at + 1}-қосымша. ${contents.kk.title}`);
    expect(headings().slice(-titles.length)).toEqual(titles);
    const row = aigul.page.html
      .querySelectorAll('.reference-table tr')
      .find((one) => one.text.includes('Жоғары сынып оқушыларының психологиясы'))!;
    expect(
      row
        .querySelectorAll('td')
        .map((cell) => cell.text.trim())
        .slice(0, 2),
    ).toEqual(['3', '5']);
    await aigul.submit({}, `${path}/freeze`);
    await agreeNewer();

    await aigul.open(path);
    expect(headings().slice(-titles.length)).toEqual(titles);
    expect(aigul.page.text).toContain('1-нұсқа, ұсынылған.');
    expect(aigul.page.text).not.toContain('Жаңа тақырып');
    for (const language of ['kk', 'ru'] as const) {
      const { body } = await aigul.download(`${path}/files/reference-${language}.docx`);
      const paragraphs = (await paragraphsOf(body)).map(plain);
      const word = language === 'kk' ? (at: number) => `${at}-қосымша` : (at: number) => `Приложение ${at}`;
      shippedGuides.forEach(({ contents }, at) => {
        const { title, sources } = contents[language];
        // Among the contents and above the text.
        expect(paragraphs.filter((text) => text === `${word(at + 1)}. ${title}`)).toHaveLength(2);
        for (const source of sources) expect(paragraphs).toContain(source);
      });
    }
    const json = JSON.parse((await aigul.download(`${path}/files/reference.json`)).body.toString());
    expect(json.numbers.guides).toEqual(guides.map((id) => ({ id, version: 1 })));
    expect(canonicalHash(json.numbers)).toBe(json.sha256);

    await drafted(aigul, { regions: ['390000000'] });
    expect(headings().at(-titles.length)).toBe('1-қосымша. Жаңа тақырып');
    expect(aigul.page.text).toContain('2-нұсқа, келісілген.');
  });

  it('is not asked for a second time among the typed indicators', async () => {
    const { html } = await aigul.open('/staff/references/new');
    const suggested = html.querySelectorAll('input[name^=typed][name$=NameKk]');
    expect(suggested.map((one) => one.getAttribute('value')).filter(Boolean)).toHaveLength(3);
  });
});

describe('mistakes in the form', () => {
  it('come back with what was typed, beside the fields', async () => {
    await aigul.open('/staff/references/new');
    const page = await aigul.submit({
      ...referenceFields,
      projectKk: '',
      from: '2026-12-01',
      coveragePlan: 'көп',
      satisfactionPlan: '120',
      typed1Fact: '5',
    });
    expect(page.status).toBe(400);
    expect(page.text).toContain('Мұны толтыру керек');
    expect(page.text).toContain('Бүтін сан жазыңыз');
    expect(page.html.querySelector('#projectRu')!.getAttribute('value')).toBe('Экран и я');
    expect(page.html.querySelector('#coveragePlan')!.getAttribute('value')).toBe('көп');
  });

  it('asks for the reason where a typed fact is below its plan', async () => {
    await aigul.open('/staff/references/new');
    const page = await aigul.submit({ ...referenceFields, typed1Fact: '5' });
    expect(page.status).toBe(400);
    expect(page.text).toContain('Факт жоспардан төмен');
  });

  it('keeps a reference from being frozen while a computed fact below plan is not explained', async () => {
    const path = await drafted(aigul, { coveragePlan: '900' });
    expect(aigul.page.text).toContain('Түсіндірме жетіспейді');
    await aigul.open(`${path}/edit`);
    await aigul.submit({
      coverageWhyKk: 'Мектептер кеш қосылды.',
      coverageWhyRu: 'Школы подключились поздно.',
    });
    expect(aigul.page.text).not.toContain('Түсіндірме жетіспейді');
    expect(aigul.page.text).toContain('Мектептер кеш қосылды.');
  });

  it('lets no number of a conclusion be changed', async () => {
    const path = await drafted(aigul);
    const wording = await aigul.open(`${path}/wording`);
    const made = wording.html.querySelector('textarea[name="kk.coverage"]')!.text.trim();
    const page = await aigul.submit({ 'kk.coverage': made.replace(/\d+/, '999') });
    expect(page.status).toBe(400);
    expect(page.text).toContain('Сандарды өзгертуге болмайды');
    expect(page.html.querySelector('textarea[name="kk.coverage"]')!.text).toContain('999');
  });

  it.each([
    ['an unknown region', { regions: '999999999' }],
    ['an operator in place of a region', { 'regions[$ne]': 'x', regions: '$ne' }],
    ['a campaign that is no slug', { campaigns: '../x' }],
    ['a day that is none', { from: '2026-02-31' }],
  ])('refuses %s', async (_what, fields) => {
    await aigul.open('/staff/references/new');
    const page = await aigul.submit({ ...referenceFields, ...fields });
    expect(page.status).toBe(400);
  });

  it.each(['/staff/references/x', '/staff/references/000000000000000000000000', '/staff/references/%24ne'])(
    'does not know %s',
    async (path) => {
      expect((await aigul.open(path)).status).toBe(404);
    },
  );

  it('knows no other file', async () => {
    const path = await drafted(aigul);
    for (const name of ['reference-kk.docx', 'members', '..%2Fx']) {
      expect((await aigul.open(`${path}/files/${name}`)).status).toBe(404);
    }
  });

  it('is refused without a form token', async () => {
    expect((await aigul.send('/staff/references', referenceFields)).status).toBe(403);
  });
});

describe('the overview', () => {
  it('shows coverage, charts and their numbers as tables, in both languages', async () => {
    const page = await aigul.open('/staff/overview');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Сауалнаманы толтырғандар');
    expect(page.text).toContain('Алматы қаласы');
    for (const canvas of page.html.querySelectorAll('canvas')) {
      expect(canvas.getAttribute('aria-label')).toBeTruthy();
      expect(() => JSON.parse(canvas.getAttribute('data-chart')!)).not.toThrow();
    }
    const olga = await signedIn(site, 'coordinator', { language: 'ru' });
    expect((await olga.open('/staff/overview')).text).toContain('Прошли опросник');
  });

  it('counts the newest person at once but shows their levels only from the next day on', async () => {
    const levels = () => aigul.page.html.querySelector('section[aria-labelledby="levels"]')!.text;
    await aigul.open('/staff/overview');
    const before = { levels: levels(), today: statOf('Бүгін') };
    await anAttempt().answering(alarming).submitted(site);
    await aigul.open('/staff/overview');
    expect(statOf('Бүгін')).toBe(before.today + 1);
    expect(levels()).toBe(before.levels);
  });

  it('is for coordinators only', async () => {
    for (const role of ['psychologist', 'lead', 'administrator'] as const) {
      const visitor = await signedIn(site, role);
      expect((await visitor.open('/staff/overview')).status).toBe(403);
      expect((await visitor.open('/staff/references')).status).toBe(403);
    }
  });

  function statOf(label: string): number {
    const stat = aigul.page.html.querySelectorAll('.stat').find((one) => one.text.includes(label))!;
    return Number(stat.querySelector('.stat-value')!.text.trim());
  }
});

function canonicalHash(value: unknown): string {
  const canonical = JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(canonical).digest('hex');
}
