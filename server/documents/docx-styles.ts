/** Paper and styles of the Word file. */
import { AlignmentType, BorderStyle, LevelFormat, LineRuleType, ShadingType } from 'docx';
import { languageTable } from '../core/text/languages';
import type { DocumentModel } from './document-model';
import { colours } from './paper';

/** Twentieths of a point. A4 less margins of 2 cm. */
export const page = { width: 11906, height: 16838, margin: 1134 };
export const textWidth = page.width - 2 * page.margin;
export const textWidthPx = 642;

const boxIndent = 200;
/** Of the ground's own colour: what holds the text away from where the ground ends. */
const edge = { style: BorderStyle.SINGLE, size: 4, color: colours.head, space: 7 };

export function styles({ language, contents }: DocumentModel) {
  const font = 'Arial';
  const isLeaflet = contents === null;
  const heading = (size: number, before: number) => ({
    run: { font, size, bold: true, color: colours.primary },
    paragraph: { spacing: { before, after: 120 }, keepNext: true, keepLines: true },
  });
  return {
    default: {
      document: {
        run: { font, size: 21, color: colours.ink, language: { value: languageTable[language].tags[0] } },
        paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font, size: 48, bold: true, color: colours.primary },
        paragraph: { spacing: isLeaflet ? { after: 200 } : { before: 3200, after: 240 }, keepNext: true },
      },
      heading1: isLeaflet ? heading(28, 300) : heading(32, 360),
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
        id: 'Series',
        name: 'Series',
        basedOn: 'Normal',
        run: { size: 20, bold: true, color: colours.accent },
        paragraph: { spacing: { after: 60 }, keepNext: true },
      },
      {
        id: 'Box',
        name: 'Box',
        basedOn: 'Normal',
        paragraph: {
          spacing: { before: 0, after: 100 },
          indent: { left: boxIndent, right: boxIndent },
          shading: { type: ShadingType.CLEAR, fill: colours.head },
          border: {
            left: { ...edge, size: 24, color: colours.primary },
            right: edge,
            top: edge,
            bottom: edge,
          },
          keepLines: true,
        },
      },
      {
        id: 'BoxTitle',
        name: 'Box title',
        basedOn: 'Box',
        run: { size: 23, bold: true, color: colours.primary },
        paragraph: { spacing: { before: 0, after: 60 }, keepNext: true, outlineLevel: 1 },
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

/** In a box the marks begin where its paragraphs do, so that its ground has one edge. */
export function listNumbering() {
  const hanging = 440;
  const lists = (names: { bullets: string; numbers: string }, left: number) => {
    const style = { paragraph: { indent: { left: left + hanging, hanging } } };
    const shape = { level: 0, alignment: AlignmentType.START, style };
    return [
      { reference: names.bullets, levels: [{ ...shape, format: LevelFormat.BULLET, text: '•' }] },
      { reference: names.numbers, levels: [{ ...shape, format: LevelFormat.DECIMAL, text: '%1.' }] },
    ];
  };
  return {
    config: [
      ...lists({ bullets: 'bullets', numbers: 'numbers' }, 120),
      ...lists({ bullets: 'boxBullets', numbers: 'boxNumbers' }, boxIndent),
    ],
  };
}
