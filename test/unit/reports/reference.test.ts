import { guideParts } from '../../../server/library/guides/guides.document';
import { conclusionsOf } from '../../../server/reports/reference/conclusions';
import { type ReferenceContent, referenceContent } from '../../../server/reports/reference/content';
import { indicatorRows, unexplained } from '../../../server/reports/reference/indicators';
import { hashOf, type ReferenceNumbers } from '../../../server/reports/reference/numbers';
import { recommendationsFor } from '../../../server/reports/reference/recommendations';
import { absentMark, hiddenMark } from '../../../server/reports/reference/sheet';
import { shippedGuides } from '../../support/builders/guides';
import {
  contentIn,
  hideSmall,
  plan,
  simulatedNumbers,
  voices,
} from '../../support/builders/simulated-reference';
import { textsOfDocument } from '../../support/documents/document-texts';
import { plain } from '../../support/site/visitor';

const languages = ['kk', 'ru'] as const;

const textsOf = ({ document }: ReferenceContent): string[] => textsOfDocument(document);

describe('the content of a reference', () => {
  let numbers: ReferenceNumbers;
  beforeAll(async () => {
    ({ numbers } = await simulatedNumbers(1500, {}, hideSmall));
  });

  it.each(languages)('has every section in its order, numbered, in %s', (language) => {
    const { document } = referenceContent(contentIn(language, numbers));
    const annex = (number: number) => (language === 'kk' ? `${number}-қосымша` : `Приложение ${number}`);
    expect(document.sections.map(({ title }) => plain(title).split('.')[0])).toEqual([
      ...['1', '2', '3', '4', '5', '6', '7'],
      ...[1, 2, 3, 4, 5].map(annex),
    ]);
    expect(document.language).toBe(language);
    expect(document.imprint.join(' ')).toContain(hashOf(numbers));
  });

  it.each(languages)('prints nothing that is not a text of the reader, in %s', (language) => {
    const texts = textsOf(referenceContent(contentIn(language, numbers)));
    for (const text of texts)
      expect(text).not.toMatch(/NaN|undefined|null|Infinity|\{\{|reference:|conclusions:|-0,0+(?!\d)/);
  });

  it('has the same tables, rows and values in both languages', () => {
    const [kk, ru] = languages.map((language) => referenceContent(contentIn(language, numbers)).sheets);
    const values = (sheets: typeof kk) =>
      sheets!.map(({ id, columns, rows }) => ({
        id,
        columns: columns.map(({ key }) => key),
        rows: rows.map(({ key, cells }) => [
          key,
          cells.map(({ value, because }) => (typeof value === 'string' ? 'text' : (value ?? because))),
        ]),
      }));
    expect(values(kk)).toEqual(values(ru));
  });

  it('names the reason of every mark in the notes of its table', () => {
    for (const language of languages) {
      for (const section of referenceContent(contentIn(language, numbers)).document.sections) {
        for (const block of section.blocks) {
          if (block.kind !== 'table') continue;
          const cells = block.table.rows.flatMap((row) => row.cells);
          for (const mark of [hiddenMark, absentMark]) {
            if (!cells.includes(mark)) continue;
            expect([block.table.id, block.table.notes.some((note) => note.startsWith(`«${mark}»`))]).toEqual([
              block.table.id,
              true,
            ]);
          }
        }
      }
    }
  });

  it('keeps every hidden number out of every table, picture and sentence', () => {
    const hidden = new Set(
      numbers.tables.flatMap((table) =>
        table.rows.flatMap((row) => row.cells.filter((cell) => cell.hidden).map((cell) => cell.id)),
      ),
    );
    expect(hidden.size).toBeGreaterThan(0);
    const { sheets, document } = referenceContent(contentIn('ru', numbers));
    for (const { rows } of sheets) {
      for (const { cells } of rows) {
        for (const { value, because } of cells) if (because === 'hidden') expect(value).toBeNull();
      }
    }
    for (const table of numbers.tables) {
      for (const row of table.rows) {
        for (const cell of row.cells) {
          if (cell.hidden) expect([cell.n, cell.percent, cell.interval]).toEqual([null, null, null]);
          else if (cell.n !== null && cell.n > 0) expect(cell.n).toBeGreaterThanOrEqual(10);
        }
      }
    }
    const days = document.sections[1]!.blocks.find(
      (block) => block.kind === 'figure' && block.id === 'coverage.day',
    );
    const table = numbers.tables.find(({ id }) => id === 'coverage.day')!;
    if (days?.kind !== 'figure' || days.chart.kind !== 'daily') throw new Error('no chart by day');
    const counts = table.rows.slice(0, -1).map((row) => row.cells[0]!.n);
    expect(days.chart.counts).toEqual(counts);
    const firstHidden = counts.indexOf(null);
    if (firstHidden >= 0)
      expect(days.chart.together.slice(firstHidden).every((sum) => sum === null)).toBe(true);
  });

  it('writes numbers and dates as each language does', () => {
    const kk = textsOf(referenceContent(contentIn('kk', numbers))).join('\n');
    const ru = textsOf(referenceContent(contentIn('ru', numbers))).join('\n');
    expect(kk).toContain(new Intl.NumberFormat('kk').format(1500));
    expect(ru).toContain('1\u00A0сентября 2026');
    expect(kk).toContain('2026\u00A0ж. 1\u00A0қыркүйек');
  });

  it('calls a region higher only where the test says so', () => {
    const { sheets } = referenceContent(contentIn('kk', numbers));
    for (const { scale, region, test } of numbers.regionComparisons) {
      const row = sheets.find(({ id }) => id === `regions.${scale}`)!.rows.find(({ key }) => key === region)!;
      const verdict = row.cells.at(-1)!.value;
      const isHigher = !('because' in test) && test.verdict === 'higher';
      expect(verdict === 'higher').toBe(isHigher);
      if (isHigher) expect(test.adjusted).toBeLessThan(0.05);
    }
  });

  it.each(languages)('has every guide whole in its annex, in %s', (language) => {
    const { document } = referenceContent(contentIn(language, numbers));
    const annexes = document.sections.filter(({ isAnnex }) => isAnnex);
    expect(annexes).toHaveLength(shippedGuides.length);
    annexes.forEach((annex, index) => {
      const guide = shippedGuides[index]!;
      const { title, sources } = guide.contents[language];
      expect(annex.startsOnNewPage).toBe(true);
      expect(plain(annex.title)).toContain(title);
      const texts = textsOfDocument({ ...document, sections: [annex] }).map(plain);
      for (const part of guideParts(guide, language, voices[language].t)) {
        expect(texts).toContain(plain(part.title));
        for (const block of part.blocks)
          if (block.kind === 'box') expect(texts).toContain(plain(block.title));
      }
      expect(texts.slice(-sources.length)).toEqual(sources);
      expect(texts[1]).toMatch(language === 'kk' ? /1-нұсқа, ұсынылған\.$/ : /версия 1, предложена\.$/);
    });
  });

  it('recommends at least three things', () => {
    for (const language of languages)
      expect(recommendationsFor(contentIn(language, numbers)).length).toBeGreaterThanOrEqual(3);
  });

  it('puts today’s numbers into a wording, and drops one that no longer fits', () => {
    const [made] = conclusionsOf(contentIn('ru', numbers));
    const wordings = { coverage: { ru: 'План {1}, прошли {0}; это {2} плана, то есть {2}.' } };
    const [own] = conclusionsOf(contentIn('ru', numbers, { wordings }));
    expect(made!.isWorded).toBe(false);
    expect(own!.text.replace(/\s/g, ' ')).toContain('План 500, прошли 1 500');
    const outdated = conclusionsOf(
      contentIn('ru', numbers, { wordings: { coverage: { ru: 'Прошли {0}.' } } }),
    );
    expect(outdated[0]).toMatchObject({ isOutdated: true, isWorded: false, text: made!.made });
  });
});

describe('the numbers', () => {
  it('have one hash for one content, whatever the order of its keys', async () => {
    const { numbers } = await simulatedNumbers(300, {}, hideSmall);
    const turned = Object.fromEntries(Object.entries(numbers).reverse()) as unknown as ReferenceNumbers;
    expect(hashOf(turned)).toBe(hashOf(numbers));
    const [first, ...others] = numbers.guides;
    expect(hashOf({ ...numbers, guides: [{ ...first!, version: 2 }, ...others] })).not.toBe(hashOf(numbers));
    expect(hashOf(JSON.parse(JSON.stringify(numbers)))).toBe(hashOf(numbers));
  });

  it('say that nobody asked or rated, instead of dividing by nobody', async () => {
    const nobody = { asked: 0, answered: 0, read: 0, replied: 0, overdue: 0, waits: [] };
    const { numbers } = await simulatedNumbers(
      40,
      {
        consultations: { ...nobody, helped: { yes: 0, partly: 0, no: 0 } },
        marks: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
      },
      hideSmall,
    );
    for (const language of languages) {
      const texts = textsOf(referenceContent(contentIn(language, numbers)));
      for (const text of texts) expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
    }
    const texts = textsOf(referenceContent(contentIn('ru', numbers)));
    expect(plain(texts.join('\n'))).toContain('никто не обращался');
  });
});

describe('plan and fact', () => {
  it('counts the guides of the annex as recommendations on the psychology of senior pupils', async () => {
    const { numbers } = await simulatedNumbers(40, {}, hideSmall);
    const factOf = (guides: ReferenceNumbers['guides']) =>
      indicatorRows(plan, { ...numbers, guides }).find(({ key }) => key === 'recommendations')!.fact.value;
    expect(factOf(numbers.guides)).toBe(5);
    expect(factOf(numbers.guides.slice(0, 2))).toBe(2);
  });

  it('asks to explain what stays below its plan and nothing else', async () => {
    const { numbers } = await simulatedNumbers(300, {}, hideSmall);
    const rows = indicatorRows(plan, numbers);
    expect(rows.map(({ key, outcome }) => [key, outcome])).toEqual([
      ['coverage', 'missed'],
      ['satisfaction', expect.stringMatching(/exceeded|missed/)],
      ['reference', 'met'],
      ['recommendations', 'exceeded'],
      ['consultations', 'missed'],
      ['typed.1', 'met'],
    ]);
    expect(unexplained(rows).map(({ key }) => key)).toContain('coverage');
    expect(unexplained(rows).map(({ key }) => key)).not.toContain('consultations');
  });
});
