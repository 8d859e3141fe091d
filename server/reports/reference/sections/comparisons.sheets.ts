/** Tests of differences between groups, their size, and how alike the people of one campaign are. */
import { isComputed, type NotComputed } from '../../statistics/not-computed';
import type { GroupComparison } from '../../tables/group-comparisons';
import { significance } from '../../tables/group-comparisons';
import { scales } from '../../tallies/slots';
import { type Content, dimensionWord } from '../context';
import {
  computedCell,
  markNotes,
  nothing,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  type SheetRow,
} from '../sheet';

function rowOf({ scale, dimension }: GroupComparison, cells: SheetCell[], { voice }: Content): SheetRow {
  return {
    key: `${scale}.${dimension}`,
    label: dimensionWord(dimension, 'stub', voice),
    group: voice.translate(`scales.${scale}`),
    cells,
  };
}

/** One value of a test, or why there is no test. */
function oneOf<T extends object>(test: T | NotComputed, value: (test: T) => SheetCell): SheetCell {
  return isComputed(test) ? value(test) : { value: null, because: test.because };
}

export function testsSheet(content: Content): Sheet {
  const { numbers, voice } = content;
  const column = (key: string, form: SheetColumn['form'], width: number): SheetColumn => ({
    key,
    label: voice.translate(`columns.${key}`),
    form,
    width,
  });
  const rows = numbers.groupComparisons.map((comparison) => {
    const { test } = comparison;
    const cells = [
      oneOf(test, ({ kind }) => ({ value: kind })),
      oneOf(test, ({ statistic }) => (statistic === undefined ? nothing : { value: statistic })),
      oneOf(test, ({ df }) => (df === undefined ? nothing : { value: df })),
      oneOf(test, ({ p }) => ({ value: p })),
      oneOf(test, ({ adjusted }) => ({ value: adjusted })),
      oneOf(test, ({ cramersV }) => ({ value: cramersV })),
      oneOf(test, ({ adjusted }) => ({ value: adjusted < significance ? 'differs' : 'notDifferent' })),
    ];
    return rowOf(comparison, cells, content);
  });
  return {
    id: 'tests',
    caption: voice.translate('tables.tests'),
    stub: { label: voice.translate('stubs.comparison'), width: 3.6 },
    columns: [
      column('test', 'word', 2.6),
      column('statistic', 'decimal', 1.9),
      column('df', 'count', 1.4),
      column('p', 'p', 1.6),
      column('pHolm', 'p', 1.8),
      column('cramersV', 'decimal', 1.9),
      column('verdict', 'word', 3),
    ],
    rows,
    notes: [voice.translate('notes.tests'), ...markNotes(rows, voice)],
  };
}

export function effectsSheet(content: Content): Sheet {
  const { numbers, voice } = content;
  const rows = numbers.groupComparisons.map((comparison) => {
    const { effect } = comparison;
    const named = effect as { name: string; value: number } | NotComputed;
    return rowOf(
      comparison,
      [oneOf(named, ({ name }) => ({ value: name })), oneOf(named, ({ value }) => ({ value }))],
      content,
    );
  });
  return {
    id: 'effects',
    caption: voice.translate('tables.effects'),
    stub: { label: voice.translate('stubs.comparison'), width: 5 },
    columns: [
      { key: 'measure', label: voice.translate('columns.measure'), form: 'word', width: 4 },
      { key: 'effect', label: voice.translate('columns.effect'), form: 'decimal', width: 2.5 },
    ],
    rows,
    notes: [voice.translate('notes.effects'), ...markNotes(rows, voice)],
  };
}

export function campaignsSheet({ numbers, voice }: Content): Sheet {
  const rows: SheetRow[] = scales.map((scale) => {
    const effect = numbers.campaignEffects[scale];
    return {
      key: scale,
      label: voice.translate(`scales.${scale}`),
      cells: [
        computedCell(effect, ({ m0 }) => m0),
        computedCell(effect, ({ icc }) => icc),
        computedCell(effect, ({ designEffect }) => designEffect),
      ],
    };
  });
  return {
    id: 'campaigns',
    caption: voice.translate('tables.campaigns'),
    stub: { label: voice.translate('stubs.scale'), width: 5 },
    columns: (['m0', 'icc', 'deff'] as const).map((key) => ({
      key,
      label: voice.translate(`columns.${key}`),
      form: key === 'icc' ? 'fine' : 'decimal',
      width: 2.2,
    })),
    rows,
    notes: [voice.translate('notes.campaigns'), ...markNotes(rows, voice)],
  };
}
