/** Paragraphs, lists and boxes of the Word file. */
import { type IParagraphOptions, Paragraph, TextRun } from 'docx';
import {
  type Box,
  type List,
  type Paragraph as ParagraphBlock,
  runsIn,
  staysWithNext,
  type Text,
} from './document-model';

/** Each numbered list begins with 1 again. */
export interface Numbering {
  lists: number;
}

export function textChildren(block: ParagraphBlock | List, numbering: Numbering): Paragraph[] {
  const names = { bullets: 'bullets', numbers: 'numbers' };
  return shapes(block, names, numbering).map(
    (shape) => new Paragraph({ ...(block.isSmall && { style: 'Note' }), ...shape }),
  );
}

/** Of a list: they stay together. */
export const introduction = ({ text }: ParagraphBlock): Paragraph =>
  new Paragraph({ children: textRuns(text), keepNext: true });

/** It stays on one page; the empty line behind it parts it from the next. */
export function boxChildren({ title, blocks }: Box, numbering: Numbering): Paragraph[] {
  const names = { bullets: 'boxBullets', numbers: 'boxNumbers' };
  const all = blocks.flatMap((block) => shapes(block, names, numbering));
  return [
    new Paragraph({ style: 'BoxTitle', text: title }),
    ...all.map((shape, index) => new Paragraph({ ...shape, style: 'Box', keepNext: index < all.length - 1 })),
    new Paragraph({ style: 'Gap', text: '' }),
  ];
}

function shapes(
  block: ParagraphBlock | List,
  names: { bullets: string; numbers: string },
  numbering: Numbering,
): IParagraphOptions[] {
  if (block.kind === 'paragraph') return [{ children: textRuns(block.text) }];
  numbering.lists += 1;
  const list = {
    reference: block.isNumbered ? names.numbers : names.bullets,
    level: 0,
    instance: numbering.lists,
  };
  const last = block.items.length - 1;
  return block.items.map((text, index) => ({
    children: textRuns(text),
    numbering: list,
    keepNext: staysWithNext(index, last),
  }));
}

function textRuns(text: Text): TextRun[] {
  return runsIn(text).map(
    ({ text: part, isBold }) => new TextRun({ text: part, ...(isBold && { bold: true }) }),
  );
}
