/** A table of the Word file: real head rows that repeat, group rows, and breaks only where a reader expects them. */
import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { DocumentTable } from './document-model';
import { textWidth } from './docx-styles';
import { colours } from './paper';

/** A short table stays on one page with its caption; a longer one breaks between rows and repeats its head. */
const rowsKeptTogether = 14;
/** From so many columns on the letters are smaller, so that no heading breaks within a word. */
const denseFrom = 8;

export function tableChildren({ caption, columns, rows, notes }: DocumentTable): FileChild[] {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => Math.floor((textWidth * column.width) / whole));
  const style = columns.length >= denseFrom ? 'CellDense' : 'Cell';
  const line = { style: BorderStyle.SINGLE, size: 4, color: colours.line };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const isShort = rows.length <= rowsKeptTogether;
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) =>
      tableCell(column.label, {
        ...cellShape(columns, widths, index),
        style,
        isBold: true,
        fill: colours.head,
        keepNext: true,
      }),
    ),
  });
  const body = rows.map((row, number) => {
    const isLast = number === rows.length - 1;
    const followsGroup = row.isGroup === true;
    // The last two rows stay together and with the notes, so that no page begins with a lone row or note.
    const keepNext =
      followsGroup ||
      (isShort ? !isLast || notes.length > 0 : number >= rows.length - 2 && (!isLast || notes.length > 0));
    if (row.isGroup) {
      const shape = { width: textWidth, span: columns.length, alignment: AlignmentType.START };
      return new TableRow({
        cantSplit: true,
        children: [
          tableCell(row.cells[0] ?? '', { ...shape, style, isBold: true, fill: colours.group, keepNext }),
        ],
      });
    }
    return new TableRow({
      cantSplit: true,
      children: row.cells.map((text, index) =>
        tableCell(text, {
          ...cellShape(columns, widths, index),
          style,
          isBold: row.isTotal === true,
          keepNext,
        }),
      ),
    });
  });
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
    ...notes.map((text, index) => new Paragraph({ style: 'Note', text, keepNext: index < notes.length - 1 })),
    new Paragraph({ style: 'Gap', text: '' }),
  ];
}

interface CellShape {
  width: number;
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType];
  span?: number;
}

function cellShape(columns: DocumentTable['columns'], widths: number[], index: number): CellShape {
  return {
    width: widths[index] ?? 0,
    alignment: columns[index]?.isNumeric ? AlignmentType.END : AlignmentType.START,
  };
}

function tableCell(
  text: string,
  {
    width,
    alignment,
    span,
    style,
    isBold,
    fill,
    keepNext,
  }: CellShape & { style: string; isBold: boolean; fill?: string; keepNext: boolean },
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(span && { columnSpan: span }),
    margins: { left: 60, right: 60 },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(fill && { shading: { type: ShadingType.CLEAR, fill } }),
    children: [
      new Paragraph({ style, alignment, keepNext, children: [new TextRun({ text, bold: isBold })] }),
    ],
  });
}
