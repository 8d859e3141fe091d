/**
 * Where every line of a PDF stands, before anything is drawn: lines are broken, and pages end where a reader expects
 * it. A heading stays with what follows, no single line is left alone, and a box stays whole. Pure.
 */
import { defined } from '../core/defined';
import type { Run } from '../core/text/markdown';
import type { Type } from './pdf-styles';
import { page as paper, textBottom } from './pdf-styles';

/** What is set as one paragraph. Lengths in points. */
export interface Piece {
  runs: readonly Run[];
  type: Type;
  /** Left edge and width of the text. */
  left: number;
  width: number;
  /** Bullet or number of a list item, which stands to the left. */
  mark?: { text: string; left: number };
  /** Least distances to its neighbours; the larger one counts. */
  before: number;
  after: number;
  /** Begins on the page on which the next piece begins. */
  keepsNext?: boolean;
  /** Pieces of one box share its ground and its page. */
  box?: BoxGround;
  /** A line across the page, in the space before it. */
  hasRule?: boolean;
}

export interface BoxGround {
  left: number;
  width: number;
  padding: number;
}

interface LinePart extends Run {
  width: number;
}

export interface PlacedLine {
  piece: Piece;
  parts: LinePart[];
  /** Top of the line. */
  y: number;
  isFirst: boolean;
}

export interface LaidPage {
  lines: PlacedLine[];
  grounds: { ground: BoxGround; top: number; bottom: number }[];
  /** Heights of the lines across the page. */
  rules: number[];
}

export type Measure = (text: string, type: Type, isBold: boolean) => number;

/** A paragraph of up to so many lines is not parted; of a longer one two lines at least stand on each page. */
const shortParagraph = 3;
const leastLines = 2;

interface SetPiece {
  piece: Piece;
  lines: LinePart[][];
}

export function layOut(pieces: Piece[], measure: Measure): LaidPage[] {
  const all = pieces.map((piece): SetPiece => ({ piece, lines: breakLines(piece, measure) }));
  const pages: LaidPage[] = [];
  let y = 0;
  let last: Piece | null = null;

  const turn = (): LaidPage => {
    const page = { lines: [], grounds: [], rules: [] };
    pages.push(page);
    y = paper.top;
    last = null;
    return page;
  };

  let page: LaidPage | undefined;
  for (const [index, { piece, lines }] of all.entries()) {
    if (!page || y + gapBetween(last, piece) + neededAt(all, index) > textBottom) page = turn();
    const gap = gapBetween(last, piece);
    if (piece.hasRule) page.rules.push(y + gap / 2);
    y += gap;
    let left = lines;
    while (left.length > 0) {
      const fitting = Math.floor((textBottom - bottomPadding(piece) - y) / piece.type.leading + 1e-6);
      const isWhole = fitting >= left.length;
      const take = isWhole ? left.length : Math.max(1, Math.min(fitting, left.length - leastLines));
      const top = y;
      for (const [at, parts] of left.slice(0, take).entries()) {
        page.lines.push({ piece, parts, y, isFirst: left === lines && at === 0 });
        y += piece.type.leading;
      }
      left = left.slice(take);
      last = piece;
      if (piece.box) extendGround(page, piece.box, top, y);
      if (left.length > 0) {
        page = turn();
        y += piece.box?.padding ?? 0;
      }
    }
  }
  return pages;
}

/** From the last line to the next one, paddings included; a page begins with no more than a box's padding. */
function gapBetween(last: Piece | null, next: Piece): number {
  const padding = next.box && last?.box !== next.box ? next.box.padding : 0;
  if (!last) return padding;
  return (
    (last.box && last.box !== next.box ? last.box.padding : 0) + Math.max(last.after, next.before) + padding
  );
}

const bottomPadding = ({ box }: Piece): number => box?.padding ?? 0;

/** How much room the piece needs to begin here, with what has to begin on the same page. */
function neededAt(all: SetPiece[], from: number): number {
  const first = defined(all[from], 'the piece to place');
  let needed = 0;
  for (let index = from; index < all.length; index += 1) {
    const { piece, lines } = defined(all[index], 'a piece that stays with it');
    const next = all[index + 1]?.piece;
    const isJoined =
      next !== undefined && (piece.keepsNext || (piece.box !== undefined && piece.box === next.box));
    const isWhole = isJoined || piece.box !== undefined || lines.length <= shortParagraph;
    needed += (isWhole ? lines.length : leastLines) * piece.type.leading;
    if (!isJoined) return fitsAPage(needed + bottomPadding(piece), first);
    needed += gapBetween(piece, next);
  }
  return needed;
}

/** What is higher than a page is parted after all. */
function fitsAPage(needed: number, { piece, lines }: SetPiece): number {
  if (needed + (piece.box?.padding ?? 0) <= textBottom - paper.top) return needed;
  return Math.min(lines.length, leastLines) * piece.type.leading + bottomPadding(piece);
}

function extendGround(page: LaidPage, ground: BoxGround, top: number, bottom: number): void {
  const known = page.grounds.find((one) => one.ground === ground);
  if (known) known.bottom = bottom + ground.padding;
  else page.grounds.push({ ground, top: top - ground.padding, bottom: bottom + ground.padding });
}

/** The parts of one word: between two spaces, or the rest of one that is wider than a line. */
type Word = LinePart[];

/** A line keeps its last space, so that words stay apart for a reader who hears the text. */
function breakLines({ runs, type, width }: Piece, measure: Measure): LinePart[][] {
  const lines: LinePart[][] = [];
  let line: LinePart[] = [];
  let used = 0;
  for (const word of wordsIn(runs, type, width, measure)) {
    const visible = widthOf(
      word.map((part) => ({ ...part, width: measure(part.text.trimEnd(), type, part.isBold) })),
    );
    if (line.length > 0 && used + visible > width) {
      lines.push(line);
      line = [];
      used = 0;
    }
    for (const part of word) append(line, part);
    used += widthOf(word);
  }
  return line.length > 0 ? [...lines, line] : lines;
}

const widthOf = (parts: LinePart[]): number => parts.reduce((sum, { width }) => sum + width, 0);

function append(line: LinePart[], part: LinePart): void {
  const last = line.at(-1);
  if (last?.isBold === part.isBold) {
    last.text += part.text;
    last.width += part.width;
  } else line.push({ ...part });
}

function wordsIn(runs: readonly Run[], type: Type, width: number, measure: Measure): Word[] {
  const words: Word[] = [];
  let isOpen = false;
  for (const { text, isBold } of runs)
    for (const piece of text.match(/[^ ]* +|[^ ]+/g) ?? []) {
      for (const [at, part] of cutToWidth(piece, width, (cut) => measure(cut, type, isBold)).entries()) {
        const measured = { text: part, isBold, width: measure(part, type, isBold) };
        const last = words.at(-1);
        if (isOpen && last && at === 0) last.push(measured);
        else words.push([measured]);
      }
      isOpen = !piece.endsWith(' ');
    }
  return words;
}

/** A long address has no space to break at. */
function cutToWidth(text: string, width: number, measure: (text: string) => number): string[] {
  if (measure(text.trimEnd()) <= width) return [text];
  let length = 1;
  while (measure(text.slice(0, length + 1)) <= width) length += 1;
  return [text.slice(0, length), ...cutToWidth(text.slice(length), width, measure)];
}
