/**
 * A printed table before it has a format: Word, the page, JSON and CSV are all written from the same sheets, so that they
 * cannot disagree. Values are numbers; how they are written is decided by the column's form and the language.
 */
import type { NotComputed, NotComputedReason } from '../statistics/not-computed';
import type { Interval } from '../statistics/proportion';
import type { Cell } from '../tables/model';
import type { Voice } from './voice';

/** `word` is a code with a text below `reference:words`; `text` is written by people. Percentages are 0-100. */
export type Form = 'count' | 'percent' | 'interval' | 'decimal' | 'fine' | 'p' | 'word' | 'text';

/** Why a cell has no value. `none`: there is nothing to say here, the cell stays empty. */
type Missing = NotComputedReason | 'fewAnswers' | 'none';

export interface SheetCell {
  value: number | Interval | string | null;
  because?: Missing;
  /** Where one row differs from its column, such as a percentage among counts. */
  form?: Form;
}

export interface SheetColumn {
  key: string;
  label: string;
  form: Form;
  /** Relative width. */
  width: number;
}

export interface SheetRow {
  key: string;
  label: string;
  cells: SheetCell[];
  isTotal?: boolean;
  /** Rows of one group stand below a line with this text. */
  group?: string;
}

export interface Sheet {
  id: string;
  caption: string;
  /** Heading and relative width of the column of row labels. */
  stub: { label: string; width: number };
  columns: SheetColumn[];
  rows: SheetRow[];
  notes: string[];
}

/** Printed instead of a hidden number; every table that has one explains it in a note. */
export const hiddenMark = '*';
/** Printed where nothing is computed, as the national statistics do: their dash says that there was nothing to count. */
export const absentMark = '…';

export function cellText(cell: SheetCell, columnForm: Form, voice: Voice): string {
  const { value } = cell;
  if (value === null) {
    if (cell.because === 'hidden') return hiddenMark;
    return cell.because === 'none' ? '' : absentMark;
  }
  switch (cell.form ?? columnForm) {
    case 'count':
      return voice.count(value as number);
    case 'percent':
      return voice.percent(value as number);
    case 'interval':
      return voice.interval(value as Interval);
    case 'decimal':
      return voice.decimal(value as number);
    case 'fine':
      return voice.fine(value as number);
    case 'p':
      return voice.pValue(value as number);
    case 'word':
      return voice.translate(`words.${value}`);
    case 'text':
      return value as string;
  }
}

export const nothing: SheetCell = { value: null, because: 'none' };

export function countCell(cell: Cell | undefined): SheetCell {
  if (!cell) return nothing;
  return cell.hidden ? { value: null, because: 'hidden' } : { value: cell.n };
}

export function percentCell(cell: Cell | undefined): SheetCell {
  if (!cell) return nothing;
  return cell.percent === null ? { value: null, because: whyNoPercent(cell) } : { value: cell.percent };
}

export function intervalCell(cell: Cell | undefined): SheetCell {
  if (!cell) return nothing;
  return cell.interval === null ? { value: null, because: whyNoPercent(cell) } : { value: cell.interval };
}

/** A statistic's value, or why there is none. */
export function computedCell<T extends object>(
  statistic: T | NotComputed,
  value: (computed: T) => number,
): SheetCell {
  return 'because' in statistic
    ? { value: null, because: statistic.because }
    : { value: value(statistic as T) };
}

function whyNoPercent(cell: Cell): Missing {
  if (cell.hidden) return 'hidden';
  return cell.of === null ? 'hidden' : 'fewAnswers';
}

/** Notes that explain the marks which stand in the rows. */
export function markNotes(rows: readonly SheetRow[], voice: Voice): string[] {
  const reasons = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.because)));
  const hidden = reasons.has('hidden') ? [voice.translate('notes.hidden')] : [];
  const few = reasons.has('fewAnswers') ? [voice.translate('notes.fewAnswers')] : [];
  const computed = [...reasons].filter(
    (reason): reason is NotComputedReason =>
      reason !== undefined && !['hidden', 'fewAnswers', 'none'].includes(reason),
  );
  return [...hidden, ...few, ...computed.sort().map((reason) => voice.translate(`notComputed.${reason}`))];
}
