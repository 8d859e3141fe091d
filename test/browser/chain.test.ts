/** The whole way of the answers, from a campaign's link to the Word file of the frozen reference. */
import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import type { Page } from 'playwright-core';
import kk from '../../locales/kk/screening.json';
import ru from '../../locales/ru/screening.json';
import type { Campaign } from '../../server/campaigns/campaign.types';
import type { Answers } from '../../server/core/definition/types';
import { bandedOf } from '../../server/core/scoring/levels';
import { score } from '../../server/core/scoring/score';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import {
  age,
  given,
  goBy,
  pointAtAnswers,
  pointToQuestions,
  tapAll,
  typeCode,
  waitForPhone,
} from '../support/browser/journey';
import { waitForWord } from '../support/browser/kept';
import { anAttempt } from '../support/builders/attempts';
import { aCampaign } from '../support/builders/campaigns';
import { referenceFields } from '../support/builders/references';
import type { Site } from '../support/site/site';
import { type Signed, signedIn } from '../support/site/staff';
import { plain } from '../support/site/visitor';
import { type Band, bands } from '../unit/core/support';

const dayMs = 24 * 60 * 60 * 1000;
const questionnaire = 'self-diagnosis/v1';

const screening = { kk, ru };

const words = {
  kk: {
    unread: 'Қатысушы хатты әлі ашқан жоқ',
    read: /Қатысушы хатты ашқан уақыты: \d/,
    scale: 'Интернет',
    coverage: 'Жынысы бойынша қатысушылар',
  },
  ru: {
    unread: 'Участник ещё не открыл письмо',
    read: /Участник открыл письмо \d/,
    scale: 'Интернет',
    coverage: 'Участники по полу',
  },
};

/** The other respondents: how many gave these answers to scale A; everything else is as the students have it. */
const others: [number, Answers][] = [
  [14, scaleA(1, 3)],
  [13, { ...scaleA(1, 3), A1: 2, A2: 2, A4: 2, A5: 2, A6: 2, A7: 2, A8: 2, A10: 2, A11: 2 }],
  [12, scaleA(2, 1)],
  [11, scaleA(3, 0)],
];

function scaleA(answer: number, reversed: number): Answers {
  const items = Array.from({ length: 16 }, (_, index) => [`A${index + 1}`, answer]);
  return { ...Object.fromEntries(items), A3: reversed, A16: reversed };
}

let browsed: BrowsedSite;
let site: Site;
let url: string;
let psychologist: Signed;
let coordinator: Signed;
let campaign: Campaign;
beforeAll(async () => {
  browsed = await browseSite();
  ({ site, url } = browsed);
  psychologist = await signedIn(site, 'psychologist');
  coordinator = await signedIn(site, 'coordinator');
  campaign = await aCampaign(site, { kind: 'event', region: null });
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

/** What was answered by whoever came to a result. */
const everybody: Answers[] = [];

const expected = (answers: Answers) => {
  const { definition } = site.services.screening.questionnaire(questionnaire);
  return score(definition, answers, { age, timings: {} }).result;
};

/** A finger up to the first answers, no time from there on. */
describe.each([
  { language: 'kk', hasScript: true },
  { language: 'ru', hasScript: false },
] as const)('a student in $language, JavaScript: $hasScript', ({ language, hasScript }) => {
  /** Somebody's own browser. */
  const open = () => browsed.open({ language, viewport: phone, hasScript });

  it('gets from the campaign’s link to the result and to the psychologist’s letter', async () => {
    const text = words[language];
    const letter = `Сәлем! Привет!\n\n<b>1 < 2</b> & ${language}`;

    // The student: from the link to the result.
    const student = await open();
    await student.goto(`${url}/c/${campaign.slug}`);
    if (hasScript) await waitForPhone(student);
    const code = await pointToQuestions(student);
    await pointAtAnswers(student);
    const asked = await tapAll(student);
    expect(asked.toSorted()).toEqual(Object.keys(given).toSorted());
    expect(asked).toHaveLength(75);
    await goBy(student, '[value=submit]');
    everybody.push(given);
    const result = expected(given);
    for (const scale of ['A', 'B', 'C']) await expectScale(student, scale, bandedOf(result, scale)!);
    if (hasScript) await waitForWord(student, screening[language].sending.sent);
    const [attempt] = await site.services.screening.attemptsOf(code);
    expect(attempt).toMatchObject({ language, campaign: campaign.slug, answers: given });
    expect(attempt!.result).toMatchObject({ scales: result.scales, overall: result.overall, flags: [] });
    await goBy(student, 'form[action="/test/ask"] button');

    // The psychologist: from the list of cases to the published letter.
    const staff = await browsed.openAs(psychologist, { language, hasScript });
    await staff.goto(`${url}/staff/cases`);
    expect(await staff.locator('.queue-link').count()).toBe(1);
    await goBy(staff, '.queue-link');
    const casePage = staff.url();
    await goBy(staff, 'form[action$="/claim"] button');
    await staff.fill('#text', letter);
    await goBy(staff, '[name=next][value=preview]');
    expect(await staff.textContent('.letter-body')).toBe(letter);
    await goBy(staff, 'form[action$="/publish"] button');
    await staff.getByText(text.unread).waitFor();

    // The student at another browser, with nothing but the code.
    const elsewhere = await open();
    await typeCode(elsewhere, url, code);
    await goBy(elsewhere, 'form[action="/my/letter"] button');
    expect(await elsewhere.textContent('.letter-body')).toBe(letter);

    await staff.goto(casePage);
    await staff.getByText(text.read).first().waitFor();
    expect(await staff.getByText(text.unread).count()).toBe(0);
  });
});

describe('the coordinator', () => {
  it('gets from an empty form to the Word file that counts everybody, in both languages', async () => {
    for (const [people, answers] of others) {
      const all = { ...given, ...answers };
      for (let person = 0; person < people; person += 1) {
        // What few have in common would be hidden.
        const [language, sex] = person % 2 === 0 ? (['kk', 'm'] as const) : (['ru', 'f'] as const);
        await anAttempt().in(language).by({ age, sex }).of(campaign.slug).answering(all).submitted(site);
        everybody.push(all);
      }
    }
    // What is answered on one day is counted from the next day on.
    site.clock.now = new Date(site.clock.now.getTime() + dayMs);

    const office = await browsed.openAs(coordinator);
    await office.goto(`${url}/staff/references/new`);
    for (const [name, value] of Object.entries(referenceFields)) {
      const field = office.locator(`[name="${name}"]`);
      if (await field.isVisible()) await field.fill(String(value));
    }
    await goBy(office, '#reference button[type=submit]');
    await goBy(office, 'form[action$="/freeze"] button');
    for (const language of ['kk', 'ru'] as const) {
      const text = words[language];
      const [download] = await Promise.all([
        office.waitForEvent('download'),
        office.click(`a[download="reference-${language}.docx"]`),
      ]);
      const tables = await tablesOf(await download.path());

      const coverage = tables.find(({ caption }) => plain(caption).endsWith(text.coverage));
      expect(coverage?.rows.at(-1)?.[1]).toBe(String(everybody.length));

      const counts = bandCounts(everybody.map((answers) => expected(answers)));
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(10);
      const levels = tables.find(({ rows }) => rows.some((row) => row.length === 1 && row[0] === text.scale));
      const first = levels!.rows.findIndex((row) => row.length === 1 && row[0] === text.scale) + 1;
      const printed = levels!.rows.slice(first, first + bands.length).map((row) => row[1]);
      expect(printed).toEqual(counts.map(String));
    }
  });
});

/** The number and the level that the student reads. */
async function expectScale(
  page: Page,
  scale: string,
  { score: points, band }: { score: number | null; band: string | null },
): Promise<void> {
  const card = page.locator(`section[aria-labelledby="scale-${scale}"]`);
  expect(await card.locator('.band-bar-score').textContent()).toMatch(new RegExp(`\\b${points}\\b`));
  expect(await card.locator(`rect.is-current.band-${bands.indexOf(band as Band)}`).count()).toBe(1);
}

/** People whose answers count, by band of scale A. */
function bandCounts(results: ReturnType<typeof score>['result'][]): number[] {
  const valid = results.filter(({ quality }) => quality.verdict === 'valid');
  return bands.map((band) => valid.filter(({ scales }) => scales.A?.band === band).length);
}

interface WordTable {
  /** The paragraph above it. */
  caption: string;
  /** The text of each cell; a group's row has one. */
  rows: string[][];
}

async function tablesOf(path: string): Promise<WordTable[]> {
  const zip = await JSZip.loadAsync(await readFile(path));
  const xml = await zip.file('word/document.xml')!.async('string');
  const textOf = (part: string) =>
    [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
  const parts = (part: string, tag: string) =>
    part.match(new RegExp(`<w:${tag}[ >].*?</w:${tag}>`, 'gs')) ?? [];
  return xml
    .split('</w:tbl>')
    .slice(0, -1)
    .map((piece) => {
      const [above = '', table = ''] = piece.split('<w:tbl>');
      return {
        caption: parts(above, 'p').map(textOf).filter(Boolean).at(-1) ?? '',
        rows: parts(table, 'tr').map((row) => parts(row, 'tc').map(textOf)),
      };
    });
}
