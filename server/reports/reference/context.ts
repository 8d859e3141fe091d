import { findRegion } from '../../core/attempt/regions';
import type { ChartSpec } from '../../core/charts/chart-spec';
import type { Guide } from '../../library/guide';
import type { Reference, ReferencePlan, Wordings } from '../reference';
import { type Cell, findCell, type Table } from '../tables/model';
import type { ReferenceNumbers } from './numbers';
import type { Sheet } from './sheet';
import type { Voice } from './voice';

/** What every section is made from. */
export interface Content {
  plan: ReferencePlan;
  numbers: ReferenceNumbers;
  wordings: Wordings;
  /** Id, time (ISO) and hash of the frozen numbers; null for a draft. */
  snapshot: { id: string; frozenAt: Date; hash: string } | null;
  /** Those of the annex. */
  guides: Guide[];
  voice: Voice;
}

export function contentOf(
  { id, plan, wordings, snapshot }: Reference,
  numbers: ReferenceNumbers,
  guides: Guide[],
  voice: Voice,
): Content {
  return { plan, numbers, wordings, snapshot: snapshot && { id, ...snapshot }, guides, voice };
}

export type SectionBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; isNumbered: boolean; items: string[] }
  /** `isInFilesOnly`: too long for a document, complete in JSON and CSV. */
  | { kind: 'sheet'; sheet: Sheet; isInFilesOnly?: boolean }
  | { kind: 'figure'; id: string; caption: string; alternativeText: string; chart: ChartSpec };

/** `title` is without its number, which follows from the order. */
export interface Section {
  title: string;
  startsOnNewPage: boolean;
  blocks: SectionBlock[];
}

export function tableOf(numbers: ReferenceNumbers, id: string): Table | undefined {
  return numbers.tables.find((table) => table.id === id);
}

export function cellOf(numbers: ReferenceNumbers, id: string): Cell | undefined {
  return findCell(numbers.tables, id);
}

/** A group's name in tables: regions by the classifier, days as dates, everything else from the texts. */
export function groupLabel(dimension: string, group: string, voice: Voice): string {
  if (group === 'all') return voice.say('groups.all');
  if (dimension === 'region') return findRegion(group)?.[voice.language] ?? group;
  if (dimension === 'day') return voice.day(group);
  // Age groups are written alike in both languages.
  if (dimension === 'age') return group.replace('-', '–');
  return voice.say(`groups.${dimension}.${group}`);
}

export function cellIn(table: Table, rowKey: string, columnKey: string): Cell | undefined {
  return table.rows.find((row) => row.key === rowKey)?.cells.find((cell) => cell.key === columnKey);
}
