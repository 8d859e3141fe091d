/** A document model as a Word file: A4, styles, filled contents list, real header rows, alternative texts, page numbers. */
import {
  Bookmark,
  BorderStyle,
  Document,
  ExternalHyperlink,
  type FileChild,
  Footer,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import { drawChart } from './charts/draw-chart';
import type { Block, DocumentModel, DocumentSection, Leaflet, LongDocument } from './document-model';
import { listNumbering, page, styles, textWidth, textWidthPx } from './docx-styles';
import { tableChildren } from './docx-table';
import { boxChildren, introduction, type Numbering, textChildren } from './docx-text';
import { colours } from './paper';

export async function renderDocx(model: DocumentModel): Promise<Buffer> {
  const numbering: Numbering = { lists: 0 };
  const isLeaflet = model.contents === null;
  const children: FileChild[] = isLeaflet ? heading(model) : [...titlePage(model), ...contents(model)];
  for (const [index, section] of model.sections.entries()) {
    children.push(...(await sectionChildren(section, index, model, numbering)));
  }
  if (isLeaflet) children.push(...ending(model));
  const document = new Document({
    title: `${model.title}. ${model.subject}`,
    creator: isLeaflet ? '' : (model.subtitle[0] ?? ''),
    description: model.imprint.join(' · '),
    styles: styles(model),
    numbering: listNumbering(),
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
          titlePage: !isLeaflet,
        },
        footers: { default: footer(model), first: new Footer({ children: [new Paragraph('')] }) },
        children,
      },
    ],
  });
  return Packer.toBuffer(document);
}

function footer(model: DocumentModel): Footer {
  const parts = [
    `${model.title}. ${model.subject}`,
    new Tab(),
    PageNumber.CURRENT,
    ` ${model.pageOf} `,
    PageNumber.TOTAL_PAGES,
  ];
  const tabStops = [{ type: TabStopType.RIGHT, position: textWidth }];
  // A run for each part: LibreOffice gives a page number inside a longer run the paragraph's size.
  const children = parts.map((part) => new TextRun({ children: [part], size: 16, color: colours.soft }));
  return new Footer({ children: [new Paragraph({ tabStops, style: 'Note', children })] });
}

function titlePage({ title, subject, subtitle, imprint }: LongDocument): Paragraph[] {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
    new Paragraph({
      style: 'Subject',
      text: subject,
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: colours.accent, space: 14 } },
    }),
    ...subtitle.map((text) => new Paragraph({ style: 'Subtitle', text })),
    ...imprint.map(
      (text, index) => new Paragraph({ style: 'Note', text, spacing: index === 0 ? { before: 4200 } : {} }),
    ),
  ];
}

function heading({ title, subject, lead }: Leaflet): Paragraph[] {
  return [
    new Paragraph({ style: 'Series', text: subject }),
    new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
    new Paragraph({ style: 'Subtitle', text: lead }),
  ];
}

function ending({ imprint, address }: Leaflet): Paragraph[] {
  const link = new ExternalHyperlink({
    link: address,
    children: [new TextRun({ text: address, color: colours.primary, underline: {} })],
  });
  const above = { border: { top: { style: BorderStyle.SINGLE, size: 8, color: colours.accent, space: 8 } } };
  return [
    ...imprint.map((text, index) => {
      const first = index === 0 && { ...above, spacing: { before: 360 } };
      return new Paragraph({ style: 'Note', text, keepNext: true, ...first });
    }),
    new Paragraph({ style: 'Note', children: [link] }),
  ];
}

/** Of a section, or of the part of it with that number. */
const anchor = (section: number, part?: number) =>
  part === undefined ? `section-${section + 1}` : `section-${section + 1}-${part + 1}`;

/** Links to the sections and their parts, filled from the start: no field that a reader would have to update first. */
function contents({ sections, contents: title }: LongDocument): Paragraph[] {
  const heading = new Paragraph({
    style: 'Caption',
    pageBreakBefore: true,
    children: [new TextRun({ text: title, size: 32, color: colours.primary })],
  });
  const lines = sections.flatMap((section, index) => [
    contentsLine(section.title, anchor(index), 'Contents'),
    ...headingsOf(section).map((text, part) => contentsLine(text, anchor(index, part), 'ContentsPart')),
  ]);
  return [heading, ...lines];
}

function headingsOf({ blocks, isAnnex }: DocumentSection<Block>): string[] {
  if (isAnnex) return [];
  return blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
}

function contentsLine(text: string, target: string, style: string): Paragraph {
  const link = new TextRun({ text, color: colours.primary, bold: style === 'Contents' });
  return new Paragraph({ style, children: [new InternalHyperlink({ anchor: target, children: [link] })] });
}

async function sectionChildren(
  section: DocumentSection<Block>,
  index: number,
  model: DocumentModel,
  numbering: Numbering,
): Promise<FileChild[]> {
  const heading = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    pageBreakBefore: section.startsOnNewPage,
    children: [new Bookmark({ id: anchor(index), children: [new TextRun(section.title)] })],
  });
  const children: FileChild[] = [heading];
  let parts = 0;
  for (const [at, block] of section.blocks.entries()) {
    const leadsToList = section.blocks[at + 1]?.kind === 'list';
    if (block.kind === 'heading') {
      children.push(heading2(block.text, anchor(index, parts)));
      parts += 1;
    } else if (block.kind === 'paragraph' && leadsToList) children.push(introduction(block));
    else children.push(...(await blockChildren(block, model, numbering)));
  }
  return children;
}

function heading2(text: string, id: string): Paragraph {
  const bookmark = new Bookmark({ id, children: [new TextRun(text)] });
  return new Paragraph({ heading: HeadingLevel.HEADING_2, children: [bookmark] });
}

async function blockChildren(
  block: Exclude<Block, { kind: 'heading' }>,
  model: DocumentModel,
  numbering: Numbering,
): Promise<FileChild[]> {
  switch (block.kind) {
    case 'paragraph':
    case 'list':
      return textChildren(block, numbering);
    case 'box':
      return boxChildren(block, numbering);
    case 'table':
      return tableChildren(block.table);
    case 'figure': {
      const { caption } = block;
      const picture = await drawChart(block.chart, model.language);
      const height = Math.round((textWidthPx * picture.heightPx) / picture.widthPx);
      const image = new ImageRun({
        type: 'png',
        data: picture.png,
        transformation: { width: textWidthPx, height },
        altText: { name: caption, title: caption, description: block.alternativeText },
      });
      return [
        new Paragraph({ style: 'Caption', text: caption }),
        new Paragraph({ children: [image], spacing: { after: 200, line: 240, lineRule: LineRuleType.AUTO } }),
      ];
    }
  }
}
