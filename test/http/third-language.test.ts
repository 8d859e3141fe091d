/**
 * A language is its texts and one line: a copy of the product gets one whose every text stands in ⟦brackets⟧ (see
 * test/support/third-language/copy.mjs), and every page is read for words outside of them.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { HTMLElement } from 'node-html-parser';
import type * as attempts from '../support/builders/attempts';
import type * as campaigns from '../support/builders/campaigns';
import type * as cases from '../support/builders/cases';
import type * as references from '../support/builders/references';
import { quickFolder } from '../support/quick-folder';
import type * as sites from '../support/site/site';
import type * as staff from '../support/site/staff';
import type { Page, Visitor } from '../support/site/visitor';

/** The types know the product's own languages only. */
const added = 'qq' as 'kk';

const folder = quickFolder();
const ofCopy = <T>(path: string): T => require(join(folder, 'test', 'support', path));

let site: sites.Site;
let asked: cases.Asked;
let visitor: Visitor;
/** Of the campaign. */
let slug = '';

beforeAll(async () => {
  const script = join(__dirname, '..', 'support', 'third-language', 'copy.mjs');
  execFileSync(process.execPath, [script, folder], { stdio: 'inherit' });
  site = await ofCopy<typeof sites>('site/site').startSite();
  const { anAttempt, alarming } = ofCopy<typeof attempts>('builders/attempts');
  asked = await ofCopy<typeof cases>('builders/cases').asked(site, anAttempt().in(added).answering(alarming));
});
afterAll(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  visitor = site.visitor(added);
});

/** Names that people gave or sign in with, and those of questionnaires and of the other languages. */
const names = [
  /Айгүл \d+|Экран және мен|Экран и я|«Жастар үні» қоры|Фонд «Голос молодёжи»/,
  /(?:lead|psychologist|coordinator|administrator)\d+|[a-z-]+\/v\d+/,
  /\b[0-9a-f]{16,64}\b/,
  /Қазақша|Қаз\b|Русский|Рус\b/,
];
const anyName = new RegExp(names.map(({ source }) => source).join('|'), 'g');

const attributes = ['aria-label', 'alt', 'title', 'placeholder'];

/** What a reader sees and hears, but for what is marked as another language. */
function wordsOf(html: HTMLElement): string {
  for (const other of html.querySelectorAll('script, style, svg, kbd, [lang=kk], [lang=ru]')) other.remove();
  const aloud = html
    .querySelectorAll('*')
    .flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ''));
  return [html.querySelector('title')?.text, html.querySelector('body')?.text, ...aloud].join('\n');
}

/** Words outside of brackets: with letters, and no code, abbreviation or address. */
function foreignWords(page: Page): string[] {
  let text = wordsOf(page.html).replace(/https?:\/\/\S+/g, ' ');
  for (let shorter = ''; shorter !== text; ) {
    shorter = text;
    text = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  }
  const words = text.replace(anyName, ' ').match(/[\p{L}\p{N}@./:_-]*\p{L}[\p{L}\p{N}@./:_-]*/gu) ?? [];
  return words.filter((word) => word !== slug && !/^[A-Z0-9./:_-]+$/.test(word));
}

function expectOwnWords(page: Page): void {
  expect([page.path, page.status < 500, foreignWords(page)]).toEqual([page.path, true, []]);
  expect(page.html.querySelector('html')!.getAttribute('lang')).toBe(added);
  expect(page.text).toContain('⟦');
}

it('is offered in the switch, by its own name, and is kept once it was chosen', async () => {
  const other = site.visitor('ru');
  const start = await other.open('/');
  const choices = start.html
    .querySelectorAll('.language-switch [lang]')
    .map((one) => one.getAttribute('lang'));
  expect(choices).toEqual(['kk', 'ru', added]);
  const choice = start.html.querySelector(`.language-switch a[lang=${added}]`)!;
  expect(choice.text).toContain('⟦Third⟧');
  expectOwnWords(await other.open(choice.getAttribute('href')!));
  expectOwnWords(await other.open('/about'));
});

it('is spoken on every step of a student', async () => {
  const { aboutYou } = ofCopy<typeof attempts>('builders/attempts');
  expectOwnWords(await visitor.open('/'));
  for (const fields of [{ path: '/test' }, { choice: 'agree' }, { phone: 'own' }, aboutYou]) {
    const { path, ...values } = fields as Record<string, string>;
    await visitor.submit(values, path);
    expectOwnWords(visitor.page);
  }
  await visitor.submit({ isSaved: 'yes', go: 'next' });
  while (visitor.page.html.querySelector('[data-questions]')) {
    expectOwnWords(visitor.page);
    await visitor.submit({ go: 'next' });
  }
  expectOwnWords(visitor.page);
  expectOwnWords(await visitor.submit({ choice: 'submit' }));
  expectOwnWords(await visitor.open('/test/feedback'));
});

it('is spoken on the pages that need no test', async () => {
  const guides = ofCopy<{ shipped: { definition: { guides: string[] } } }>('questionnaires').shipped
    .definition.guides;
  for (const path of [
    '/about',
    '/privacy',
    '/guides',
    ...guides.map((id) => `/guides/${id}`),
    '/my',
    '/nothing',
  ])
    expectOwnWords(await visitor.open(path));
});

it('is spoken by the phone, in each of its parts', () => {
  const { ofLanguage } = JSON.parse(readFileSync(join(folder, 'dist/public/phone.json'), 'utf8'));
  expect(Object.keys(ofLanguage)).toEqual(['kk', 'ru', added]);
  expect(ofLanguage[added]).toHaveLength(ofLanguage.kk.length);
  for (const name of ofLanguage[added]) {
    const script = readFileSync(join(folder, 'dist/public/assets', name), 'utf8');
    const own = script.replace(/⟦[^⟧]*⟧/g, '');
    expect([name, own.match(/\p{Script=Cyrillic}+/gu)]).toEqual([name, null]);
    expect(script).toContain('⟦');
  }
});

describe('among staff', () => {
  const role = async (name: 'lead' | 'psychologist' | 'coordinator' | 'administrator') =>
    ofCopy<typeof staff>('site/staff').signedIn(site, name, { language: added });

  /** The pages that the navigation leads to, and those that these link to, once each. */
  async function walk(reader: Visitor): Promise<string[]> {
    const seen: string[] = [];
    const waiting = ['/staff', '/staff/password'];
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      if (seen.includes(path)) continue;
      seen.push(path);
      const page = await reader.open(path);
      if (!page.html.querySelector('html')) continue;
      expectOwnWords(page);
      for (const link of page.html.querySelectorAll('nav a, main a'))
        waiting.push(...(/^\/staff\/[^?#]*$/.exec(link.getAttribute('href') ?? '') ?? []));
    }
    return seen;
  }

  it('is spoken on every page that each role can reach', async () => {
    const { aCampaign } = ofCopy<typeof campaigns>('builders/campaigns');
    slug = (await aCampaign(site, { name: 'Экран и я', language: added })).slug;
    const seen = [];
    for (const name of ['lead', 'psychologist', 'coordinator', 'administrator'] as const)
      seen.push(...(await walk(await role(name))));
    for (const one of [asked.path, '/staff/library', '/staff/campaigns/new', '/staff/references/new'])
      expect(seen).toContain(one);
  });

  it('is that of a letter, and of a campaign', async () => {
    const lead = await role('lead');
    await ofCopy<typeof cases>('builders/cases').answer(lead, asked, '⟦Сәлем! 111⟧');
    expectOwnWords(lead.page);
    const coordinator = await role('coordinator');
    const form = await coordinator.open('/staff/campaigns/new');
    const options = form.html.querySelectorAll('[name=language] option');
    expect(options.map((one) => one.getAttribute('value'))).toEqual(['', 'kk', 'ru', added]);
  });

  it('is that of a reference, which is frozen in it too', async () => {
    const { anAttempt, alarming } = ofCopy<typeof attempts>('builders/attempts');
    for (let number = 0; number < 80; number += 1)
      await anAttempt()
        .in(number % 2 ? added : 'kk')
        .by({ sex: number % 4 < 2 ? 'f' : 'm', region: '750000000' })
        .answering(number % 5 ? {} : alarming)
        .submitted(site);
    site.clock.now = new Date(site.clock.now.getTime() + 24 * 60 * 60 * 1000);
    const { referenceFields } = ofCopy<typeof references>('builders/references');
    const inAdded = Object.entries(referenceFields).flatMap(([name, value]) =>
      name.endsWith('Kk') ? [[name.replace(/Kk$/, 'Qq'), `⟦${value}⟧`]] : [],
    );
    const coordinator = await role('coordinator');
    expectOwnWords(await coordinator.open('/staff/references/new'));
    expectOwnWords(await coordinator.submit({ ...referenceFields, ...Object.fromEntries(inAdded) }));
    const { path } = coordinator.page;
    expectOwnWords(await coordinator.open(`${path}/wording`));
    await coordinator.open(path);
    expectOwnWords(await coordinator.submit({}, `${path}/freeze`));
    expect(coordinator.page.html.querySelector(`form[action="${path}/freeze"]`)).toBeNull();
    const file = await coordinator.download(`${path}/files/reference-${added}.docx`);
    expect(file.status).toBe(200);
    const { conclusions } = JSON.parse(
      (await coordinator.download(`${path}/files/reference.json`)).body.toString(),
    );
    expect(conclusions[added].join(' ').replace(/⟦[^⟦⟧]*⟧/g, '')).not.toMatch(/\p{Script=Cyrillic}/u);
  });

  it('is in the enums of the API', async () => {
    const { body } = await site.visitor().raw.get('/api/openapi.json');
    expect(JSON.stringify(body)).toContain('"enum":["kk","ru","qq"]');
    expect(readdirSync(join(folder, 'locales'))).toContain(added);
  });
});
