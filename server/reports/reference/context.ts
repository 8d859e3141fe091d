import { profileFields } from '../../core/attempt/profile-fields';
import { regionName } from '../../core/attempt/regions';
import type { ChartSpec } from '../../core/charts/chart-spec';
import { languageName } from '../../core/text/language-name';
import type { Language } from '../../core/text/languages';
import type { Guide } from '../../library/guides/guide';
import type { Reference, ReferencePlan, Wordings } from '../reference';
import { type Cell, findCell, type Table } from '../tables/model';
import { everybody } from '../tallies/groups';
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

/** Where a dimension's words stand: those of a profile field beside its others. */
function wordsOf(dimension: string): string {
  const isField = profileFields.some(({ id }) => id === dimension);
  return isField ? `profile:reference.${dimension}` : `reference:dimensions.${dimension}`;
}

/** `stub` heads the column of the groups, `caption` the table, `by` stands in a sentence. */
export function dimensionWord(dimension: string, word: 'stub' | 'caption' | 'by', { t }: Voice): string {
  return t(`${wordsOf(dimension)}.${word}`);
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A group's name in tables: regions by the classifier, days as dates, everything else from the texts. */
export function groupLabel(dimension: string, group: string, voice: Voice): string {
  if (group === everybody) return voice.translate('everybody');
  if (dimension === 'region') return regionName(group, voice.t);
  if (dimension === 'day') return voice.day(group);
  if (dimension === 'language') return capitalised(languageName(group as Language, voice.language));
  // Age groups are written alike in every language.
  if (dimension === 'age') return group.replace('-', '–');
  return voice.t(`${wordsOf(dimension)}.groups.${group}`);
}

export function cellIn(table: Table, rowKey: string, columnKey: string): Cell | undefined {
  return table.rows.find((row) => row.key === rowKey)?.cells.find((cell) => cell.key === columnKey);
}
