/** A document model as a Word file: A4, styles, filled contents list, real header rows, alternative texts, page numbers. */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { drawChart } from '../charts/draw-chart';
import type { Block, DocumentModel, DocumentSection, DocumentTable } from './document-model';

/** Twentieths of a point. A4 less margins of 2 cm. */
const page = { width: 11906, height: 16838, margin: 1134 };
const textWidth = page.width - 2 * page.margin;
const textWidthPx = 642;
const colours = { ink: '1A2B2D', soft: '4A5B5A', primary: '0B5F63', line: 'B9C4BC', head: 'E7EFEA' };
const languageTags = { kk: 'kk-KZ', ru: 'ru-RU' } as const;

/** Numbers tables and figures in the order in which they appear. */
interface Numbering {
  tables: number;
  figures: number;
  lists: number;
}

export async function renderDocx(model: DocumentModel): Promise<Buffer> {
  const numbering: Numbering = { tables: 0, figures: 0, lists: 0 };
  const children: FileChild[] = [...titlePage(model), ...contents(model)];
  for (const [index, section] of model.sections.entries()) {
    children.push(...(await sectionChildren(section, index, model, numbering)));
  }
  const document = new Document({
    title: model.title,
    creator: model.subtitle[0] ?? '',
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
          titlePage: true,
        },
        footers: { default: footer(model), first: new Footer({ children: [new Paragraph('')] }) },
        children,
      },
    ],
  });
  return Packer.toBuffer(document);
}

function styles({ language }: DocumentModel) {
  const font = 'Arial';
  const heading = (size: number, before: number) => ({
    run: { font, size, bold: true, color: colours.primary },
    paragraph: { spacing: { before, after: 120 }, keepNext: true, keepLines: true },
  });
  return {
    default: {
      document: {
        run: { font, size: 21, color: colours.ink, language: { value: languageTags[language] } },
        paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font, size: 48, bold: true, color: colours.primary },
        paragraph: { spacing: { before: 3200, after: 240 } },
      },
      heading1: heading(32, 360),
      heading2: heading(25, 280),
    },
    paragraphStyles: [
      {
        id: 'Subtitle',
        name: 'Subtitle',
        basedOn: 'Normal',
        run: { size: 26 },
        paragraph: { spacing: { after: 80 } },
      },
      {
        id: 'Caption',
        name: 'caption',
        basedOn: 'Normal',
        run: { size: 20, bold: true },
        paragraph: { spacing: { before: 240, after: 100 }, keepNext: true, keepLines: true },
      },
      {
        id: 'Note',
        name: 'Note',
        basedOn: 'Normal',
        run: { size: 17, color: colours.soft },
        paragraph: { spacing: { before: 40, after: 40, line: 240, lineRule: LineRuleType.AUTO } },
      },
      {
        id: 'Contents',
        name: 'Contents',
        basedOn: 'Normal',
        paragraph: { spacing: { after: 80 } },
      },
      {
        id: 'Cell',
        name: 'Cell',
        basedOn: 'Normal',
        run: { size: 18 },
        paragraph: { spacing: { before: 30, after: 30, line: 240, lineRule: LineRuleType.AUTO } },
      },
    ],
  };
}

function listNumbering() {
  const style = { paragraph: { indent: { left: 480, hanging: 300 } } };
  const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => [
    { level: 0, format, text, alignment: AlignmentType.START, style },
  ];
  return {
    config: [
      { reference: 'bullets', levels: level(LevelFormat.BULLET, '•') },
      { reference: 'numbers', levels: level(LevelFormat.DECIMAL, '%1.') },
    ],
  };
}

function footer(model: DocumentModel): Footer {
  const children = [model.title, '\t', PageNumber.CURRENT, ` ${model.texts.pageOf} `, PageNumber.TOTAL_PAGES];
  const tabStops = [{ type: TabStopType.RIGHT, position: textWidth }];
  const run = new TextRun({ children, size: 16, color: colours.soft });
  return new Footer({ children: [new Paragraph({ tabStops, children: [run] })] });
}

function titlePage({ title, subtitle, imprint }: DocumentModel): Paragraph[] {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
    ...subtitle.map((text) => new Paragraph({ style: 'Subtitle', text })),
    ...imprint.map(
      (text, index) => new Paragraph({ style: 'Note', text, spacing: index === 0 ? { before: 1200 } : {} }),
    ),
  ];
}

const anchor = (index: number) => `section-${index + 1}`;

/** Links to the sections, filled from the start: no field that a reader would have to update first. */
function contents({ sections, texts }: DocumentModel): Paragraph[] {
  const heading = new Paragraph({
    style: 'Caption',
    pageBreakBefore: true,
    children: [new TextRun({ text: texts.contents, size: 32, color: colours.primary })],
  });
  const lines = sections.map((section, index) => {
    const link = new TextRun({ text: section.title, color: colours.primary });
    return new Paragraph({
      style: 'Contents',
      children: [new InternalHyperlink({ anchor: anchor(index), children: [link] })],
    });
  });
  return [heading, ...lines];
}

async function sectionChildren(
  section: DocumentSection,
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
  for (const block of section.blocks) children.push(...(await blockChildren(block, model, numbering)));
  return children;
}

async function blockChildren(block: Block, model: DocumentModel, numbering: Numbering): Promise<FileChild[]> {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, text: block.text })];
    case 'paragraph':
      return [new Paragraph({ text: block.text })];
    case 'list': {
      numbering.lists += 1;
      const instance = numbering.lists;
      const reference = block.isNumbered ? 'numbers' : 'bullets';
      return block.items.map((text) => new Paragraph({ text, numbering: { reference, level: 0, instance } }));
    }
    case 'table':
      numbering.tables += 1;
      return tableChildren(block.table, `${model.texts.table} ${numbering.tables}. ${block.table.caption}`);
    case 'figure': {
      numbering.figures += 1;
      const caption = `${model.texts.figure} ${numbering.figures}. ${block.caption}`;
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

function tableChildren({ columns, rows, notes }: DocumentTable, caption: string): FileChild[] {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => Math.floor((textWidth * column.width) / whole));
  const line = { style: BorderStyle.SINGLE, size: 4, color: colours.line };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const cell = (text: string, index: number, { isBold, isHead }: { isBold: boolean; isHead: boolean }) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      margins: { left: 80, right: 80 },
      verticalAlign: VerticalAlignTable.CENTER,
      shading: isHead ? { type: ShadingType.CLEAR, fill: colours.head } : undefined,
      children: [
        new Paragraph({
          style: 'Cell',
          alignment: columns[index]?.isNumeric ? AlignmentType.END : AlignmentType.START,
          keepNext: isHead,
          children: [new TextRun({ text, bold: isBold })],
        }),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) => cell(column.label, index, { isBold: true, isHead: true })),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.cells.map((text, index) =>
          cell(text, index, { isBold: row.isTotal === true, isHead: false }),
        ),
      }),
  );
  return [
    new Paragraph({ style: 'Caption', text: caption }),
    new Table({
      rows: [head, ...body],
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: {
        top: line,
        bottom: line,
        left: none,
        right: none,
        insideHorizontal: line,
        insideVertical: none,
      },
    }),
    ...notes.map((text) => new Paragraph({ style: 'Note', text })),
  ];
}
