import { defined } from '../../core/defined';
import type { DocumentTable } from '../../documents/document-model';
import { cellText, type Form, type Sheet } from './sheet';
import type { Voice } from './voice';

const numeric: readonly Form[] = ['count', 'percent', 'interval', 'decimal', 'fine', 'p'];

/** A sheet with every value written in the language's form; groups become rows of their own. */
export function documentTable(
  { id, caption, stub, columns, rows, notes }: Sheet,
  voice: Voice,
): DocumentTable {
  return {
    id,
    caption,
    columns: [
      { ...stub, isNumeric: false },
      ...columns.map(({ label, form, width }) => ({ label, width, isNumeric: numeric.includes(form) })),
    ],
    rows: rows.flatMap((row, index) => {
      const cells = [
        row.label,
        ...row.cells.map((cell, column) =>
          cellText(cell, defined(columns[column], 'the column of a cell').form, voice),
        ),
      ];
      const printed = { cells, isTotal: row.isTotal ?? false };
      const { group } = row;
      if (group === undefined || group === rows[index - 1]?.group) return [printed];
      return [{ cells: [group], isGroup: true }, printed];
    }),
    notes,
  };
}
