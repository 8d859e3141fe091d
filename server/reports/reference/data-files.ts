/** The numbers of a reference as JSON and as CSV in long form, both written from the sheets of its tables. */
import { defined } from '../../core/defined';
import type { Language } from '../../core/definition/types';
import type { Snapshot } from '../reference';
import { inBoth } from './in-both';
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
    tables: inBoth(sheets).map(tableInBoth),
    conclusions,
    numbers: snapshot.numbers,
  };
  return Buffer.from(`${JSON.stringify(content, null, 1)}\n`);
}

function tableInBoth({ kk, ru }: Record<Language, Sheet>) {
  return {
    id: kk.id,
    caption: { kk: kk.caption, ru: ru.caption },
    columns: inBoth({ kk: kk.columns, ru: ru.columns }).map((column) => ({
      key: column.kk.key,
      form: column.kk.form,
      label: { kk: column.kk.label, ru: column.ru.label },
    })),
    rows: inBoth({ kk: kk.rows, ru: ru.rows }).map((row) => ({
      key: row.kk.key,
      label: { kk: fullLabel(row.kk), ru: fullLabel(row.ru) },
      cells: inBoth({ kk: row.kk.cells, ru: row.ru.cells }).map(cellInBoth),
    })),
    notes: { kk: kk.notes, ru: ru.notes },
  };
}

function cellInBoth({ kk, ru }: Record<Language, SheetCell>) {
  const { value, because } = kk;
  if (value === null) return { value, because };
  return {
    value: value === ru.value || typeof value !== 'string' ? value : { kk: value, ru: ru.value },
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
  const lines = inBoth(sheets).flatMap(linesOf);
  const text = [head, ...lines].map((line) => line.map(csvField).join(',')).join('\r\n');
  return Buffer.from(`\uFEFF${text}\r\n`);
}

function linesOf({ kk, ru }: Record<Language, Sheet>): string[][] {
  const columns = inBoth({ kk: kk.columns, ru: ru.columns });
  return inBoth({ kk: kk.rows, ru: ru.rows }).flatMap((row) =>
    inBoth({ kk: row.kk.cells, ru: row.ru.cells }).flatMap((cell, index): string[][] => {
      const { value, because = '' } = cell.kk;
      if (because === 'none') return [];
      const column = defined(columns[index], 'the column of a cell');
      const place = (suffix = '') => [
        ...[kk.id, kk.caption, ru.caption],
        ...[row.kk.key, fullLabel(row.kk), fullLabel(row.ru)],
        ...[`${column.kk.key}${suffix}`, column.kk.label, column.ru.label],
      ];
      if (value === null) return [[...place(), '', '', '', because]];
      if (typeof value === 'number') return [[...place(), String(value), '', '', '']];
      if (typeof value === 'string') return [[...place(), '', value, String(cell.ru.value), '']];
      return [
        [...place('.lower'), String(value[0]), '', '', ''],
        [...place('.upper'), String(value[1]), '', '', ''],
      ];
    }),
  );
}

/** A number as it is; a text that a spreadsheet would take for a formula is led by an apostrophe. */
export function csvField(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?(e-?\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
