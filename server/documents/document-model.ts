/**
 * A document before it has a format: what Word, PDF and the printable page render alike. Every text is already in the
 * document's language, every number already written in its form.
 */

import type { ChartSpec } from '../core/charts/chart-spec';
import type { Language } from '../core/definition/types';
import type { Run } from '../core/text/markdown';

/** A paragraph's text; in runs where parts of it are bold. */
export type Text = string | readonly Run[];

interface Opened<Part extends Block> {
  language: Language;
  title: string;
  /** What the document is about, beside its title: the project's name, the series of a leaflet. */
  subject: string;
  /** Small lines: at the foot of a title page, at the end of a leaflet. */
  imprint: string[];
  /** Between a page's number and the number of pages. */
  pageOf: string;
  sections: DocumentSection<Part>[];
}

export interface LongDocument extends Opened<Block> {
  /** Heading of the list of contents, which stands behind a title page. */
  contents: string;
  /** Lines below the subject: organisation, period. */
  subtitle: string[];
}

/** A few pages without table and picture, whose text begins below the title; the only kind that has a PDF so far. */
export interface Leaflet extends Opened<TextBlock> {
  contents: null;
  /** What it is about, in a sentence or two. */
  lead: string;
  /** Where it can be read on the site. */
  address: string;
  /** Of this version; a PDF carries it instead of the time at which it was drawn. */
  writtenAt: Date;
}

export type DocumentModel = LongDocument | Leaflet;

export interface DocumentSection<Part extends Block> {
  /** With its number, such as "3. Who answered". */
  title: string;
  startsOnNewPage: boolean;
  /** A document of its own at the end: contents name it without its headings. */
  isAnnex: boolean;
  blocks: Part[];
}

export interface Paragraph {
  kind: 'paragraph';
  text: Text;
  /** Sources and remarks. */
  isSmall?: boolean;
}

export interface List {
  kind: 'list';
  isNumbered: boolean;
  items: readonly Text[];
  isSmall?: boolean;
}

/** On a ground of its own, with a heading. */
export interface Box {
  kind: 'box';
  title: string;
  blocks: (Paragraph | List)[];
}

export type TextBlock = { kind: 'heading'; text: string } | Paragraph | List | Box;

export type Block =
  | TextBlock
  | { kind: 'table'; table: DocumentTable }
  /** `caption` with its number, as tables have theirs. */
  | { kind: 'figure'; id: string; caption: string; alternativeText: string; chart: ChartSpec };

interface DocumentRow {
  /** A group's row has one cell, which spans the table. */
  cells: string[];
  isTotal?: boolean;
  isGroup?: boolean;
}

export interface DocumentTable {
  id: string;
  /** With its number, given in the order of the document. */
  caption: string;
  columns: { label: string; isNumeric: boolean /** relative width */; width: number }[];
  rows: DocumentRow[];
  notes: string[];
}

export const runsIn = (text: Text): readonly Run[] =>
  typeof text === 'string' ? [{ text, isBold: false }] : text;

/** No page begins or ends with a single item of a longer list. */
export const staysWithNext = (index: number, last: number): boolean =>
  index !== last && (index === 0 || index === last - 1);
