/** The numbers of a reference as JSON and as CSV in long form, both written from the sheets of its tables. */
import type { Language } from '../../core/definition/types';
import type { Snapshot } from '../reference';
import type { Sheet, SheetCell } from './sheet';

/** The same sheets in both languages, row by row and column by column. */
export type SheetsInBoth = Record<Language, Sheet[]>;

interface Identity {
  id: string;
  snapshot: Snapshot;
  conclusions: Record<Language, string[]>;
}

export function referenceJson({ id, snapshot, conclusions }: Identity, sheets: SheetsInBoth): Buffer {
  const content = {
    id,
    frozenAt: snapshot.frozenAt.toISOString(),
    sha256: snapshot.hash,
    tables: sheets.kk.map((kk, index) => tableInBoth(kk, sheets.ru[index]!)),
    conclusions,
    numbers: snapshot.numbers,
  };
  return Buffer.from(`${JSON.stringify(content, null, 1)}\n`);
}

function tableInBoth(kk: Sheet, ru: Sheet) {
  return {
    id: kk.id,
    caption: { kk: kk.caption, ru: ru.caption },
    columns: kk.columns.map(({ key, label, form }, at) => ({
      key,
      form,
      label: { kk: label, ru: ru.columns[at]!.label },
    })),
    rows: kk.rows.map((row, at) => {
      const other = ru.rows[at]!;
      return {
        key: row.key,
        label: { kk: fullLabel(row), ru: fullLabel(other) },
        cells: row.cells.map((cell, column) => cellInBoth(cell, other.cells[column]!)),
      };
    }),
    notes: { kk: kk.notes, ru: ru.notes },
  };
}

function cellInBoth({ value, because }: SheetCell, other: SheetCell) {
  if (value === null) return { value, because };
  return {
    value: value === other.value || typeof value !== 'string' ? value : { kk: value, ru: other.value },
  };
}

function fullLabel({ group, label }: Sheet['rows'][number]): string {
  return group === undefined ? label : `${group}: ${label}`;
}

const head = [
  'table',
  'table_kk',
  'table_ru',
  'row',
  'row_kk',
  'row_ru',
  'column',
  'column_kk',
  'column_ru',
  'value',
  'text_kk',
  'text_ru',
  'missing',
];

/** One line per number, with a byte order mark, so that Excel reads the letters rightly; lines end in CRLF (RFC 4180). */
export function referenceCsv(sheets: SheetsInBoth): Buffer {
  const lines = sheets.kk.flatMap((kk, index) => linesOf(kk, sheets.ru[index]!));
  const text = [head, ...lines].map((line) => line.map(csvField).join(',')).join('\r\n');
  return Buffer.from(`\uFEFF${text}\r\n`);
}

function linesOf(kk: Sheet, ru: Sheet): string[][] {
  return kk.rows.flatMap((row, rowAt) => {
    const otherRow = ru.rows[rowAt]!;
    return row.cells.flatMap((cell, columnAt): string[][] => {
      if (cell.because === 'none') return [];
      const column = kk.columns[columnAt]!;
      const place = (suffix = '') => [
        ...[kk.id, kk.caption, ru.caption],
        ...[row.key, fullLabel(row), fullLabel(otherRow)],
        ...[`${column.key}${suffix}`, column.label, ru.columns[columnAt]!.label],
      ];
      const { value } = cell;
      if (value === null) return [[...place(), '', '', '', cell.because ?? '']];
      if (typeof value === 'number') return [[...place(), String(value), '', '', '']];
      if (typeof value === 'string')
        return [[...place(), '', value, String(otherRow.cells[columnAt]!.value), '']];
      return [
        [...place('.lower'), String(value[0]), '', '', ''],
        [...place('.upper'), String(value[1]), '', '', ''],
      ];
    });
  });
}

/** A number as it is; a text that a spreadsheet would take for a formula is led by an apostrophe. */
export function csvField(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?(e-?\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
