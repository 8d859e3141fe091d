/** From a leaflet to the tree of its tags, whose leaves are what is set as paragraphs. */
import type { Box, Leaflet, List, Paragraph, TextBlock } from './document-model';
import { runsIn, staysWithNext } from './document-model';
import type { BoxGround, Piece } from './pdf-layout';
import { box, hanging, page, type Type, textWidth, types } from './pdf-styles';

/** Of the standard structure types of PDF. `LBody` stands beside the label of its item. */
export interface Leaf extends Piece {
  tag: 'H1' | 'H2' | 'H3' | 'P' | 'LBody';
  /** Where the whole paragraph leads. */
  href?: string;
  /** Its place among the bookmarks; 1 is the outermost. */
  bookmark?: 1 | 2;
}

export interface Branch {
  tag: 'Document' | 'Sect' | 'L' | 'LI';
  parts: (Branch | Leaf)[];
}

export const isLeaf = (part: Branch | Leaf): part is Leaf => 'runs' in part;

export const leavesOf = (part: Branch | Leaf): Leaf[] =>
  isLeaf(part) ? [part] : part.parts.flatMap(leavesOf);

interface Column {
  left: number;
  width: number;
  box?: BoxGround;
}

const wholeColumn: Column = { left: page.side, width: textWidth };

export function leafletTree({ subject, title, lead, sections, imprint, address }: Leaflet): Branch {
  const plain = (text: string, type: Type, before: number, after: number) =>
    ({ ...wholeColumn, runs: runsIn(text), type, before, after }) as const;
  const ending = imprint.map((text, index): Leaf => {
    const first = index === 0;
    return { tag: 'P', ...plain(text, types.small, first ? 22 : 2, 2), hasRule: first, keepsNext: true };
  });
  return {
    tag: 'Document',
    parts: [
      { tag: 'P', ...plain(subject, types.series, 0, 4), keepsNext: true },
      { tag: 'H1', ...plain(title, types.title, 0, 8), keepsNext: true },
      { tag: 'P', ...plain(lead, types.lead, 0, 10) },
      ...sections.map(({ title: name, blocks }): Branch => {
        const heading = plain(name, types.section, 15, 4);
        return {
          tag: 'Sect',
          parts: [{ tag: 'H2', ...heading, keepsNext: true, bookmark: 1 }, ...blocks.flatMap(partsOf)],
        };
      }),
      { tag: 'Sect', parts: [...ending, { tag: 'P', ...plain(address, types.link, 2, 0), href: address }] },
    ],
  };
}

function partsOf(block: TextBlock, index: number, all: TextBlock[]): (Branch | Leaf)[] {
  switch (block.kind) {
    case 'heading': {
      const heading = { runs: runsIn(block.text), type: types.heading, before: 12, after: 4 };
      return [{ tag: 'H3', ...wholeColumn, ...heading, keepsNext: true, bookmark: 2 }];
    }
    case 'box':
      return [boxBranch(block)];
    default:
      return [textPart(block, wholeColumn, all[index + 1]?.kind === 'list')];
  }
}

function boxBranch({ title, blocks }: Box): Branch {
  const ground = { left: page.side, width: textWidth, padding: box.padding };
  const column = { left: page.side + box.side, width: textWidth - 2 * box.side, box: ground };
  const heading = {
    runs: runsIn(title),
    type: types.heading,
    before: box.between,
    after: 3,
    keepsNext: true,
  };
  const parts = blocks.map((block) => textPart(block, column, false));
  const last = parts.flatMap(leavesOf).at(-1);
  if (last) last.after = box.between;
  return { tag: 'Sect', parts: [{ tag: 'H3', ...column, ...heading, bookmark: 2 }, ...parts] };
}

/** @param leadsToList a paragraph stays with the list that it introduces. */
function textPart(block: Paragraph | List, column: Column, leadsToList: boolean): Branch | Leaf {
  const type = block.isSmall ? types.small : types.body;
  if (block.kind === 'paragraph')
    return {
      tag: 'P',
      ...column,
      runs: runsIn(block.text),
      type,
      before: 0,
      after: 7,
      keepsNext: leadsToList,
    };
  const { left, width, ...place } = column;
  const last = block.items.length - 1;
  const items = block.items.map((text, index): Branch => {
    const body: Leaf = {
      tag: 'LBody',
      runs: runsIn(text),
      type,
      left: left + hanging,
      width: width - hanging,
      mark: { text: block.isNumbered ? `${index + 1}.` : '•', left },
      before: 0,
      after: index === last ? 6 : 2.5,
      keepsNext: staysWithNext(index, last),
      ...place,
    };
    return { tag: 'LI', parts: [body] };
  });
  return { tag: 'L', parts: items };
}
