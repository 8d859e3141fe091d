/** Paper, colours and styles of the Word file. */
import { AlignmentType, LevelFormat, LineRuleType } from 'docx';
import type { DocumentModel } from './document-model';

/** Twentieths of a point. A4 less margins of 2 cm. */
export const page = { width: 11906, height: 16838, margin: 1134 };
export const textWidth = page.width - 2 * page.margin;
export const textWidthPx = 642;
export const colours = {
  ink: '1A2B2D',
  soft: '4A5B5A',
  primary: '0B5F63',
  line: 'B9C4BC',
  head: 'E7EFEA',
  group: 'F3F6F2',
  accent: 'A63D2A',
};
const languageTags = { kk: 'kk-KZ', ru: 'ru-RU' } as const;

export function styles({ language }: DocumentModel) {
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
        id: 'Subject',
        name: 'Subject',
        basedOn: 'Normal',
        run: { size: 32, bold: true },
        paragraph: { spacing: { before: 120, after: 360 } },
      },
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
        id: 'Gap',
        name: 'Gap',
        basedOn: 'Normal',
        run: { size: 8 },
        paragraph: { spacing: { before: 0, after: 60, line: 240, lineRule: LineRuleType.AUTO } },
      },
      {
        id: 'Contents',
        name: 'Contents',
        basedOn: 'Normal',
        paragraph: { spacing: { before: 160, after: 60 } },
      },
      {
        id: 'ContentsPart',
        name: 'Contents part',
        basedOn: 'Normal',
        run: { size: 19 },
        paragraph: { spacing: { after: 30 }, indent: { left: 340 } },
      },
      {
        id: 'CellDense',
        name: 'Cell dense',
        basedOn: 'Normal',
        run: { size: 16 },
        paragraph: { spacing: { before: 20, after: 20, line: 240, lineRule: LineRuleType.AUTO } },
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

export function listNumbering() {
  const style = { paragraph: { indent: { left: 560, hanging: 440 } } };
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
