/**
 * A document before it has a format: what Word, the printable page and other formats render alike. Every text is
 * already in the document's language, every number already written in its form.
 */
import type { Language } from '../../questionnaire/types';
import type { ChartSpec } from '../charts/chart-spec';

export interface DocumentModel {
  language: Language;
  title: string;
  /** What the document is about: the project's name, below the title. */
  subject: string;
  /** Lines below: organisation, period. */
  subtitle: string[];
  /** Small lines at the foot of the title page: snapshot id, hash, time. */
  imprint: string[];
  texts: { contents: string; pageOf: string };
  sections: DocumentSection[];
}

export interface DocumentSection {
  /** With its number, such as "3. Who answered". */
  title: string;
  startsOnNewPage: boolean;
  blocks: Block[];
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; isNumbered: boolean; items: string[] }
  | { kind: 'table'; table: DocumentTable }
  /** `caption` with its number, as tables have theirs. */
  | { kind: 'figure'; id: string; caption: string; alternativeText: string; chart: ChartSpec };

export interface DocumentRow {
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
