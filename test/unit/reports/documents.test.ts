import JSZip from 'jszip';
import { parse } from 'node-html-parser';
import { referenceContent } from '../../../server/reports/reference/content';
import { csvField } from '../../../server/reports/reference/data-files';
import { referenceFiles } from '../../../server/reports/reference/files';
import { hashOf, type ReferenceNumbers } from '../../../server/reports/reference/numbers';
import { cellText } from '../../../server/reports/reference/sheet';
import { shippedGuides } from '../../support/builders/guides';
import {
  contentIn,
  hideSmall,
  plan,
  simulatedNumbers,
  voices,
} from '../../support/builders/simulated-reference';
import { textOf as plainText } from '../../support/documents/read-docx';
import { plain } from '../../support/site/visitor';

const frozenAt = new Date('2026-10-05T06:00:00Z');
let numbers: ReferenceNumbers;
let files: Record<string, Buffer>;

beforeAll(async () => {
  ({ numbers } = await simulatedNumbers(1200, {}, hideSmall));
  const evil = { name: { kk: '=1+1', ru: '@SUM(A1)' }, plan: 1, fact: 1 };
  const texts = { source: { kk: '+7', ru: '-3; "да"' }, justification: { kk: '', ru: '' } };
  const made = await referenceFiles(
    {
      reference: {
        id: '65f0c0ffee65f0c0ffee65f0',
        plan: { ...plan, typed: [...plan.typed, { ...evil, ...texts }] },
        wordings: {},
        createdBy: 'a',
        createdAt: frozenAt,
        version: 1,
        frozenAt,
        snapshot: { frozenAt, hash: hashOf(numbers), numbers },
      },
      guides: shippedGuides,
    },
    voices,
  );
  files = Object.fromEntries(made.map(({ name, content }) => [name, content]));
});

interface JsonTable {
  id: string;
  columns: { key: string; form: never }[];
  rows: { key: string; cells: { value: number | [number, number] | string | null; because?: string }[] }[];
}

const json = (): { tables: JsonTable[]; sha256: string } => JSON.parse(files['reference.json']!.toString());

/** RFC 4180, back to fields. */
function csvRows(): string[][] {
  const text = files['reference.csv']!.toString().replace(/^\uFEFF/, '');
  const lines = text.split('\r\n').slice(1, -1);
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
      quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
    ),
  );
}

async function word(language: 'kk' | 'ru') {
  const zip = await JSZip.loadAsync(files[`reference-${language}.docx`]!);
  const part = async (name: string) => (await zip.file(name)?.async('string')) ?? '';
  return { zip, document: await part('word/document.xml'), styles: await part('word/styles.xml') };
}

const inner = (xml: string, tag: string) => xml.match(new RegExp(`<w:${tag}[ >].*?</w:${tag}>`, 'gs')) ?? [];

describe('the files of a reference', () => {
  it('hold the same numbers in JSON and in CSV', () => {
    const fromCsv = new Map(csvRows().map((row) => [`${row[0]}|${row[3]}|${row[6]}`, row]));
    let compared = 0;
    for (const { id, columns, rows } of json().tables) {
      for (const row of rows) {
        row.cells.forEach(({ value, because }, at) => {
          const column = columns[at]!.key;
          const line = (suffix = '') => fromCsv.get(`${id}|${row.key}|${column}${suffix}`);
          if (because === 'none') expect(line()).toBeUndefined();
          else if (value === null) expect(line()!.slice(9)).toEqual(['', '', '', because]);
          else if (typeof value === 'number') expect(Number(line()![9])).toBe(value);
          else if (Array.isArray(value))
            expect([Number(line('.lower')![9]), Number(line('.upper')![9])]).toEqual(value);
          compared += 1;
        });
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it.each(['kk', 'ru'] as const)('print in Word exactly the values of JSON, in %s', async (language) => {
    const { document } = await word(language);
    const printed = inner(document, 'tbl').map((table) =>
      inner(table, 'tr').map((row) => inner(row, 'tc').map(plainText)),
    );
    const tables = json().tables;
    const shown = referenceContent(contentIn(language, numbers)).document.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [block.table.id] : [])),
    );
    expect(printed).toHaveLength(shown.length);
    printed.forEach((rows, index) => {
      const table = tables.find(({ id }) => id === shown[index])!;
      const own = rows.slice(1).filter((cells) => cells.length > 1);
      expect(own).toHaveLength(table.rows.length);
      own.forEach((cells, at) => {
        const expected = table.rows[at]!.cells.map(({ value, because }, column) => {
          const inLanguage =
            value !== null && typeof value === 'object' && !Array.isArray(value) ? value[language] : value;
          return cellText(
            { value: inLanguage, because } as never,
            table.columns[column]!.form,
            voices[language],
          );
        });
        // A single row may be written in another form than its column: percentages among counts.
        if (table.id !== 'indicators') expect(cells.slice(1)).toEqual(expected);
      });
    });
  });

  it.each([
    ['kk', 'kk-KZ'],
    ['ru', 'ru-RU'],
  ] as const)(
    'are real Word in %s: language, head rows, alternative texts, filled contents',
    async (language, tag) => {
      const { zip, document, styles } = await word(language);
      expect(styles).toContain(`w:val="${tag}"`);
      for (const table of inner(document, 'tbl')) expect(inner(table, 'tr')[0]).toContain('<w:tblHeader');
      const alternatives = [...document.matchAll(/<wp:docPr[^>]*descr="([^"]*)"/g)].map(([, text]) => text!);
      const pictures = Object.keys(zip.files).filter((name) => /media\/.+\.png$/.test(name));
      expect(alternatives.length).toBeGreaterThanOrEqual(pictures.length);
      for (const text of alternatives) expect(text.length).toBeGreaterThan(20);
      const anchors = [...document.matchAll(/<w:hyperlink[^>]*w:anchor="([^"]+)"/g)].map(([, id]) => id!);
      const bookmarks = [...document.matchAll(/<w:bookmarkStart[^>]*w:name="([^"]+)"/g)].map(([, id]) => id!);
      expect(anchors.length).toBeGreaterThan(7);
      expect(anchors.filter((id) => !bookmarks.includes(id))).toEqual([]);
      for (const section of referenceContent(contentIn(language, numbers)).document.sections)
        expect(inner(document, 'hyperlink').map(plainText)).toContain(section.title);
    },
  );

  it.each(['kk', 'ru'] as const)(
    'end with the guides, each on a page of its own, in %s',
    async (language) => {
      const { document } = await word(language);
      const paragraphs: string[] = inner(document, 'p');
      const headings = paragraphs.filter((paragraph) => paragraph.includes('w:val="Heading1"'));
      const annexes = headings.slice(-shippedGuides.length);
      annexes.forEach((heading, index) => {
        const { title, boxes, sources } = shippedGuides[index]!.contents[language];
        expect(heading).toContain('<w:pageBreakBefore/>');
        expect(plain(plainText(heading))).toContain(title);
        const from = paragraphs.indexOf(heading);
        const to = index + 1 < annexes.length ? paragraphs.indexOf(annexes[index + 1]!) : undefined;
        const texts = paragraphs.slice(from, to).map((paragraph) => plain(plainText(paragraph)));
        expect(texts[1]).toMatch(language === 'kk' ? /1-нұсқа, ұсынылған\.$/ : /версия 1, предложена\.$/);
        for (const source of sources) expect(texts).toContain(source);
        for (const box of Object.values(boxes)) expect(texts).toContain(box.split('\n\n').at(-1)!.trim());
      });
    },
  );

  it('are well-formed', async () => {
    for (const language of ['kk', 'ru'] as const) {
      const { document } = await word(language);
      expect(
        parse(document).querySelectorAll('w\\:tbl, tbl').length + inner(document, 'tbl').length,
      ).toBeGreaterThan(10);
      expect(plainText(document)).not.toMatch(/NaN|undefined|\[object/);
    }
  });

  it('carry the hash and begin the CSV with a byte order mark', () => {
    expect(json().sha256).toBe(hashOf(numbers));
    expect(files['reference.csv']!.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('never hand a formula to a spreadsheet', () => {
    const fields = csvRows().flat();
    expect(fields).toContain("'=1+1");
    expect(fields.filter((field) => /^[=+@]/.test(field))).toEqual([]);
    expect(fields.filter((field) => field.startsWith('-') && Number.isNaN(Number(field)))).toEqual([]);
  });
});

describe('a field of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+7', "'+7"],
    ['-3; да', "'-3; да"],
    ['@a', "'@a"],
    ['\tx', "'\tx"],
    ['-0.2', '-0.2'],
    ['1e-7', '1e-7'],
    ['a,"b"', '"a,""b"""'],
    ['a\nb', '"a\nb"'],
  ])('%j is written %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });
});
