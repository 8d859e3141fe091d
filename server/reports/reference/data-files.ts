/** The numbers of a reference as JSON and as CSV in long form, both written from the sheets of its tables. */
import { defined } from '../../core/defined';
import { defaultLanguage, inEachLanguage, type Language, languages } from '../../core/text/languages';
import type { Snapshot } from '../reference';
import { placeByPlace } from './place-by-place';
import type { Sheet, SheetCell } from './sheet';

/** The same sheets in every language, row by row and column by column. */
export type SheetsByLanguage = Record<Language, Sheet[]>;

interface Identity {
  id: string;
  snapshot: Snapshot;
  conclusions: Record<Language, string[]>;
}

export function referenceJson({ id, snapshot, conclusions }: Identity, sheets: SheetsByLanguage): Buffer {
  const content = {
    id,
    frozenAt: snapshot.frozenAt.toISOString(),
    sha256: snapshot.hash,
    tables: placeByPlace(sheets).map(tableOf),
    conclusions,
    numbers: snapshot.numbers,
  };
  return Buffer.from(`${JSON.stringify(content, null, 1)}\n`);
}

type Row = Sheet['rows'][number];
type Column = Sheet['columns'][number];

/** A part of each language's own. */
const partsOf = <T, Part>(whole: Record<Language, T>, pick: (one: T) => Part): Record<Language, Part> =>
  inEachLanguage((language) => pick(whole[language]));

const columnsOf = (sheets: Record<Language, Sheet>) =>
  placeByPlace(partsOf(sheets, ({ columns }) => columns));
const rowsOf = (sheets: Record<Language, Sheet>) => placeByPlace(partsOf(sheets, ({ rows }) => rows));
const cellsOf = (rows: Record<Language, Row>) => placeByPlace(partsOf(rows, ({ cells }) => cells));
const labelsOf = (columns: Record<Language, Column>) => partsOf(columns, ({ label }) => label);

function tableOf(sheets: Record<Language, Sheet>) {
  return {
    id: sheets[defaultLanguage].id,
    caption: partsOf(sheets, ({ caption }) => caption),
    columns: columnsOf(sheets).map((column) => ({
      key: column[defaultLanguage].key,
      form: column[defaultLanguage].form,
      label: labelsOf(column),
    })),
    rows: rowsOf(sheets).map((row) => ({
      key: row[defaultLanguage].key,
      label: partsOf(row, fullLabel),
      cells: cellsOf(row).map(cellOf),
    })),
    notes: partsOf(sheets, ({ notes }) => notes),
  };
}

/** A value that every language writes alike stands once. */
function cellOf(cells: Record<Language, SheetCell>) {
  const { value, because } = cells[defaultLanguage];
  if (value === null) return { value, because };
  const isAlike = languages.every((language) => cells[language].value === value);
  return { value: isAlike || typeof value !== 'string' ? value : partsOf(cells, (cell) => cell.value) };
}

function fullLabel({ group, label }: Row): string {
  return group === undefined ? label : `${group}: ${label}`;
}

const inColumns = (name: string): string[] => languages.map((language) => `${name}_${language}`);

const head = [
  ...['table', ...inColumns('table')],
  ...['row', ...inColumns('row')],
  ...['column', ...inColumns('column')],
  ...['value', ...inColumns('text'), 'missing'],
];

/** One line per number, with a byte order mark, so that Excel reads the letters rightly; lines end in CRLF (RFC 4180). */
export function referenceCsv(sheets: SheetsByLanguage): Buffer {
  const lines = placeByPlace(sheets).flatMap(linesOf);
  const text = [head, ...lines].map((line) => line.map(csvField).join(',')).join('\r\n');
  return Buffer.from(`\uFEFF${text}\r\n`);
}

function linesOf(sheets: Record<Language, Sheet>): string[][] {
  const columns = columnsOf(sheets);
  const noText = languages.map(() => '');
  return rowsOf(sheets).flatMap((row) =>
    cellsOf(row).flatMap((cell, index): string[][] => {
      const { value, because = '' } = cell[defaultLanguage];
      if (because === 'none') return [];
      const column = defined(columns[index], 'the column of a cell');
      const place = (suffix = '') => [
        ...[sheets[defaultLanguage].id, ...Object.values(partsOf(sheets, ({ caption }) => caption))],
        ...[row[defaultLanguage].key, ...Object.values(partsOf(row, fullLabel))],
        ...[`${column[defaultLanguage].key}${suffix}`, ...Object.values(labelsOf(column))],
      ];
      if (value === null) return [[...place(), '', ...noText, because]];
      if (typeof value === 'number') return [[...place(), String(value), ...noText, '']];
      if (typeof value === 'string')
        return [[...place(), '', ...languages.map((language) => String(cell[language].value)), '']];
      return [
        [...place('.lower'), String(value[0]), ...noText, ''],
        [...place('.upper'), String(value[1]), ...noText, ''],
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
