import { languages } from '../../../../server/core/definition/types';
import { guideReaders } from '../../../../server/core/feedback/text-content';
import type { Translate } from '../../../../server/core/text/translate';
import { renderDocx } from '../../../../server/documents/docx';
import { renderPdf } from '../../../../server/documents/pdf';

import { type Guide, guideAt } from '../../../../server/library/guides/guide';
import { guideLeaflet, guideParts } from '../../../../server/library/guides/guides.document';
import { guidesView, guideView } from '../../../../server/library/guides/guides.view';
import { shippedGuides } from '../../../support/builders/guides';
import { voices } from '../../../support/builders/simulated-reference';
import { textsOfDocument } from '../../../support/documents/document-texts';
import { paragraphsOf } from '../../../support/documents/read-docx';
import { readPdf } from '../../../support/documents/read-pdf';
import { plain } from '../../../support/site/visitor';

const cases = languages.flatMap((language) =>
  shippedGuides.map((guide) => ({ id: guide.id, guide, language })),
);

const folded = (text: string) => plain(text).replace(/\s+/g, ' ').trim();

/** The words of Markdown in order, without its marks. */
const wordsOf = (markdown: string) =>
  markdown
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:###|[-*]|\d+[.)])\s+/, ''))
    .join(' ')
    .replaceAll('**', '')
    .replace(/\s+/g, ' ')
    .trim();

const address = 'https://syr.example.kz/guides/x';

const leafletOf = (guide: Guide, language: 'kk' | 'ru') =>
  guideLeaflet(guide, { language, t: voices[language].t, address });

describe.each(cases)('the guide $id as a document in $language', ({ guide, language }) => {
  const { t } = voices[language];
  const { title, summary, body, boxes, sources } = guide.contents[language];
  const leaflet = leafletOf(guide, language);
  const everything = [
    leaflet.subject,
    leaflet.title,
    leaflet.lead,
    ...textsOfDocument(leaflet),
    ...leaflet.imprint,
    address,
  ];

  it('says every word of the text once and in order: headings, paragraphs, items, boxes, sources', () => {
    expect(folded(textsOfDocument(leaflet).join(' '))).toBe(
      [
        wordsOf(body),
        t('library:guide.boxes'),
        ...guideReaders.flatMap((reader) => [t(`library:readers.${reader}`), wordsOf(boxes[reader])]),
        t('library:guide.sources'),
        ...sources,
      ]
        .map(folded)
        .join(' '),
    );
    expect(folded(leaflet.title)).toBe(title);
    expect(folded(leaflet.lead)).toBe(summary);
  });

  it('is a PDF that says the same, in tags, with nothing outside them', async () => {
    const { said, dictionaries, pages } = readPdf(await renderPdf(leaflet));
    const text = said.filter(({ tag }) => tag !== 'Artifact' && tag !== 'Lbl').map((one) => one.text);
    expect(folded(text.join(' '))).toBe(folded(everything.join(' ')));
    expect(said.filter(({ tag }) => tag === '')).toEqual([]);
    const items = leaflet.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'list' ? block.items : [])),
    );
    expect(said.filter(({ tag }) => tag === 'Lbl').length).toBeGreaterThanOrEqual(items.length);
    const catalogue = dictionaries.find((one) => one.includes('/Type /Catalog'))!;
    expect(catalogue).toContain(`/Lang (${language}-${language === 'kk' ? 'KZ' : 'RU'})`);
    for (const part of ['/StructTreeRoot', '/MarkInfo', '/Outlines', '/ViewerPreferences', '/Metadata'])
      expect(catalogue).toContain(part);
    expect(dictionaries.filter((one) => /\/S \/H2\b/.test(one))).toHaveLength(leaflet.sections.length);
    expect(dictionaries.filter((one) => /\/S \/Link\b/.test(one))).toHaveLength(1);
    expect(dictionaries.some((one) => one.includes(`(${address})`))).toBe(true);
    expect(pages).toBeLessThanOrEqual(5);
  });

  it('is a Word file that says the same', async () => {
    const paragraphs = await paragraphsOf(await renderDocx(leaflet));
    expect(paragraphs).toEqual(everything);
  });
});

describe('the page of a guide', () => {
  const [guide] = shippedGuides as [Guide];
  const reader = { t: voices.ru.t as unknown as Translate, language: 'ru', wordsPerMinute: 150 } as const;

  it('folds all four boxes at the end when nobody is chosen', () => {
    const view = guideView(guide, undefined, reader);
    expect(view.first).toBeNull();
    expect(view.boxes.map(({ label }) => label)).toEqual(['Ученику', 'Родителям', 'Учителю', 'Психологу']);
    expect(view.readers.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false, false, false]);
  });

  it.each(guideReaders)('puts the box for the %s first and the others at the end', (chosen) => {
    const view = guideView(guide, chosen, reader);
    const label = voices.ru.t(`library:readers.${chosen}`);
    expect(view.first?.label).toBe(label);
    expect(view.boxes).toHaveLength(3);
    expect(view.boxes.map((box) => box.label)).not.toContain(label);
    expect(view.readers.filter(({ isCurrent }) => isCurrent)).toEqual([
      { href: `/guides/${guide.id}?for=${chosen}`, label, isCurrent: true },
    ]);
  });

  it('links its contents to every part, the boxes and the sources', () => {
    const view = guideView(guide, 'parent', reader);
    const ids = [...view.parts.map(({ id }) => id), 'boxes', 'sources'];
    expect(view.contents.map(({ href }) => href)).toEqual(ids.map((id) => `#${id}`));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('counts the minutes of what stands unfolded, at 150 words a minute', () => {
    const words = (count: number) => Array(count).fill('слово').join(' ');
    const { ru, kk } = guide.contents;
    const boxes = { ...ru.boxes, parent: words(300) };
    const long: Guide = { ...guide, contents: { kk, ru: { ...ru, body: words(900), boxes } } };
    expect(plain(guideView(long, undefined, reader).minutes)).toContain('6 мин');
    expect(plain(guideView(long, 'parent', reader).minutes)).toContain('8 мин');
  });

  it('says by whom, when, in which version and whether it is agreed', () => {
    expect(plain(guideView(guide, undefined, reader).written)).toMatch(
      /^Из комплекта программы, \d+ \S+ \d{4} г\., версия 1, предложена\.$/,
    );
    const author = { role: 'lead', accountId: 'a' } as const;
    const agreed: Guide = { ...guide, version: 3, state: 'agreed', isShipped: false, author };
    expect(plain(guideView(agreed, undefined, reader).written)).toMatch(
      /^Ведущий психолог, .*, версия 3, согласована\.$/,
    );
  });

  it('shows marks of a changed text as text, never as HTML', () => {
    const { ru, kk } = guide.contents;
    const evil = { ...ru, body: '<script>x</script> **жирно**', boxes: { ...ru.boxes, pupil: '<img>' } };
    const view = guideView({ ...guide, contents: { kk, ru: evil } }, 'pupil', reader);
    expect(view.parts[0]!.html).toBe('<p>&lt;script&gt;x&lt;/script&gt; <strong>жирно</strong></p>');
    expect(view.first!.html).toBe('<p>&lt;img&gt;</p>');
  });

  it('lists all guides in reading order with what they are about and for whom', () => {
    const { guides } = guidesView(shippedGuides, reader);
    expect(guides.map(({ href }) => href)).toEqual(shippedGuides.map(({ id }) => `/guides/${id}`));
    expect(guides.map((one) => plain(one.summary))).toEqual(
      shippedGuides.map(({ contents }) => contents.ru.summary),
    );
    for (const one of guides) expect(one.readers).toHaveLength(4);
  });
});

describe('a guide whose text was changed by staff', () => {
  const [guide] = shippedGuides as [Guide];
  const { kk, ru } = guide.contents;

  it('has an introduction where it begins without a heading, and bold where a box has one', () => {
    const changed = { ...ru, body: 'Начало.\n\n### Дальше\n\n**Важно:** да.' };
    const boxes = { ...ru.boxes, pupil: '### Сразу\n\nПозови взрослого.' };
    const parts = guideParts({ ...guide, contents: { kk, ru: { ...changed, boxes } } }, 'ru', voices.ru.t);
    expect(parts.map(({ title }) => title).slice(0, 2)).toEqual(['Вступление', 'Дальше']);
    expect(parts[1]!.blocks).toEqual([
      {
        kind: 'paragraph',
        text: [
          { text: 'Важно:', isBold: true },
          { text: ' да.', isBold: false },
        ],
      },
    ]);
    const [box] = parts[2]!.blocks;
    expect(box).toMatchObject({
      kind: 'box',
      blocks: [{ text: [{ text: 'Сразу', isBold: true }] }, { text: [{ isBold: false }] }],
    });
  });
});

describe('a guide in a frozen reference', () => {
  const [guide] = shippedGuides as [Guide];
  const frozenAt = new Date('2026-11-30T06:00:00Z');
  const agreedAt = (at: string): Guide => ({
    ...guide,
    state: 'agreed',
    decision: { role: 'lead', at: new Date(at), note: null },
  });

  it('is proposed where it was agreed later, and agreed where it was agreed before', () => {
    expect(guideAt(agreedAt('2026-12-01T06:00:00Z'), frozenAt)).toEqual(guide);
    expect(guideAt(agreedAt('2026-11-29T06:00:00Z'), frozenAt).state).toBe('agreed');
    expect(guideAt(guide, frozenAt)).toEqual(guide);
  });
});
