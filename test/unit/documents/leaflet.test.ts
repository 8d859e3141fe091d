import JSZip from 'jszip';
import type { Leaflet, TextBlock } from '../../../server/documents/document-model';
import { renderDocx } from '../../../server/documents/docx';
import { renderPdf } from '../../../server/documents/pdf';
import { readPdf } from '../../support/documents/read-pdf';

const leaflet = (blocks: TextBlock[], more: Partial<Leaflet> = {}): Leaflet => ({
  language: 'kk',
  title: 'Тақырып',
  subject: 'Жадынама',
  lead: 'Не туралы.',
  imprint: ['Психолог'],
  contents: null,
  pageOf: '/',
  address: 'https://syr.example.kz/guides/x',
  writtenAt: new Date('2026-11-24T00:00:00Z'),
  sections: [{ title: 'Бөлім', startsOnNewPage: false, isAnnex: false, blocks }],
  ...more,
});

const paragraph = (text: string): TextBlock => ({ kind: 'paragraph', text });
const pages = (count: number) =>
  Array.from({ length: count * 20 }, () => paragraph('сөз '.repeat(40).trim()));

describe('a PDF', () => {
  it('is the same file whenever it is drawn', async () => {
    const [one, other] = [await renderPdf(leaflet(pages(1))), await renderPdf(leaflet(pages(1)))];
    expect(Buffer.compare(one, other)).toBe(0);
  });

  it('numbers its pages, outside the text that is read aloud', async () => {
    const { said, pages: count } = readPdf(await renderPdf(leaflet(pages(3))));
    expect(count).toBeGreaterThan(2);
    const footers = said.filter(({ tag }) => tag === 'Artifact').map(({ text }) => text);
    expect(footers).toEqual(
      Array.from({ length: count }, (_, index) => `Жадынама. Тақырып${index + 1} / ${count}`),
    );
  });

  it('shortens a long title beside the page number', async () => {
    const title = 'сөз '.repeat(60).trim();
    const { said } = readPdf(await renderPdf(leaflet([], { title })));
    const footer = said.find(({ tag, text }) => tag === 'Artifact' && text.startsWith('Жадынама'))!;
    expect(footer.text).toMatch(/^Жадынама\. (сөз )+…1 \/ 1$/);
    expect(footer.text.length).toBeLessThan(140);
  });

  it('embeds its two fonts and nothing else', async () => {
    const text = [
      { text: 'Жай ', isBold: false },
      { text: 'қалың', isBold: true },
    ];
    const { dictionaries } = readPdf(await renderPdf(leaflet([{ kind: 'paragraph', text }])));
    expect(dictionaries.filter((one) => one.includes('/FontFile2'))).toHaveLength(2);
    expect(dictionaries.filter((one) => one.includes('/Type1'))).toEqual([]);
  });

  it('marks sections among the bookmarks, and boxes below them', async () => {
    const box: TextBlock = { kind: 'box', title: 'Кімге', blocks: [{ kind: 'paragraph', text: 'Сөз.' }] };
    const { dictionaries } = readPdf(await renderPdf(leaflet([box])));
    const outlines = dictionaries.filter((one) => one.includes('/Dest [') && one.includes('/Title'));
    expect(outlines).toHaveLength(2);
    expect(outlines.filter((one) => one.includes('/First'))).toHaveLength(1);
  });

  it('keeps its XML whole, whatever the title', async () => {
    const file = await renderPdf(leaflet([], { title: 'A & B <c>' }));
    const xml = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(file.toString('utf8'))![0];
    expect(xml).not.toMatch(/&(?!amp;|lt;)/);
    expect(xml).not.toContain('<c>');
  });
});

describe('a Word leaflet', () => {
  const xmlOf = async (blocks: TextBlock[]) => {
    const zip = await JSZip.loadAsync(await renderDocx(leaflet(blocks)));
    const xml = await zip.file('word/document.xml')!.async('string');
    return xml.match(/<w:p[ >].*?<\/w:p>/gs)!;
  };

  it('begins every numbered list with 1', async () => {
    const list: TextBlock = { kind: 'list', isNumbered: true, items: ['бір', 'екі'] };
    const numbers = (await xmlOf([list, paragraph('арасында'), list])).flatMap(
      (one) => /<w:numId w:val="(\d+)"/.exec(one)?.[1] ?? [],
    );
    expect(numbers).toHaveLength(4);
    expect(numbers[0]).toBe(numbers[1]);
    expect(numbers[2]).not.toBe(numbers[0]);
  });

  it('keeps a box on one page', async () => {
    const texts = ['Бірінші.', 'Екінші.', 'Үшінші.'];
    const blocks = texts.map((text) => ({ kind: 'paragraph', text }) as const);
    const box = (await xmlOf([{ kind: 'box', title: 'Кімге', blocks }])).filter((one) =>
      one.includes('w:val="Box"'),
    );
    const stays = (one: string) => one.includes('<w:keepNext/>');
    expect(box.map(stays)).toEqual([true, true, false]);
  });

  it('prints bold what is bold and nothing else', async () => {
    const text = [
      { text: 'Жай ', isBold: false },
      { text: 'қалың', isBold: true },
    ];
    const [own] = (await xmlOf([{ kind: 'paragraph', text }])).filter((one) => one.includes('қалың'));
    const runs = own!.match(/<w:r>.*?<\/w:r>/gs)!;
    expect(runs.map((run) => run.includes('<w:b/>'))).toEqual([false, true]);
  });
});
