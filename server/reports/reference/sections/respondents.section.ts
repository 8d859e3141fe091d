/** Who answered, in the grant form's own tables, and from day to day. */
import { regionTiles } from '../../region-tiles';
import { coverageId } from '../../tables/coverage.tables';
import type { Table } from '../../tables/model';
import { type Dimension, dimensions, everybody } from '../../tallies/groups';
import {
  type Content,
  cellIn,
  cellOf,
  dimensionWord,
  groupLabel,
  type Section,
  type SectionBlock,
  tableOf,
} from '../context';
import { countCell, markNotes, percentCell, type Sheet, type SheetRow } from '../sheet';
import type { Voice } from '../voice';

/** Longer periods are printed as a picture only; the numbers by day stay in the files with data. */
const mostDaysPrinted = 62;

const underOtherHeadings: readonly Dimension[] = ['settlement', 'language', 'region', 'day'];

export function respondentsSection(content: Content): Section {
  const { numbers, voice } = content;
  const { translate } = voice;
  const covered = cellOf(numbers, coverageId(everybody))?.n ?? 0;
  const listed = (dimension: string): SectionBlock[] => {
    const table = tableOf(numbers, `coverage.${dimension}`);
    if (!table) return [];
    const sheet: SectionBlock = { kind: 'sheet', sheet: peopleSheet(table, dimension, voice) };
    return dimension === 'status'
      ? [sheet, { kind: 'paragraph', text: translate('respondents.statusRule') }]
      : [sheet];
  };
  const people = dimensions.filter((dimension) => !underOtherHeadings.includes(dimension));
  const quality = tableOf(numbers, 'quality');
  return {
    title: translate('respondents.title'),
    startsOnNewPage: true,
    blocks: [
      { kind: 'paragraph', text: translate('respondents.lead', { count: covered }) },
      ...(quality ? [{ kind: 'sheet' as const, sheet: peopleSheet(quality, 'quality', voice) }] : []),
      { kind: 'heading', text: translate('respondents.people') },
      ...people.flatMap(listed),
      { kind: 'heading', text: translate('respondents.places') },
      ...listed('settlement'),
      ...listed('language'),
      ...regionFigure(content),
      ...listed('region'),
      { kind: 'heading', text: translate('respondents.days') },
      ...dayBlocks(content),
    ],
  };
}

/** Number and percentage of people, one row per group. */
function peopleSheet(table: Table, dimension: string, voice: Voice): Sheet {
  const rows: SheetRow[] = table.rows.map((row) => {
    const cell = row.cells[0];
    const isTotal = row.key === everybody;
    const percent = isTotal && cell?.n ? { value: 100 } : percentCell(cell);
    return {
      key: row.key,
      label: groupLabel(dimension, row.key, voice),
      cells: [countCell(cell), percent],
      isTotal,
    };
  });
  return {
    id: table.id,
    caption: dimensionWord(dimension, 'caption', voice),
    stub: { label: dimensionWord(dimension, 'stub', voice), width: 5 },
    columns: [
      { key: 'n', label: voice.translate('columns.people'), form: 'count', width: 2 },
      { key: 'percent', label: '%', form: 'percent', width: 2 },
    ],
    rows,
    notes: markNotes(rows, voice),
  };
}

function regionFigure({ numbers, voice }: Content): SectionBlock[] {
  const table = tableOf(numbers, 'coverage.region');
  if (!table) return [];
  const people = table.rows.filter((row) => row.key !== everybody).flatMap((row) => row.cells.slice(0, 1));
  const shown = people.filter((cell) => !cell.hidden && cell.n !== null && cell.n > 0).length;
  return [
    {
      kind: 'figure',
      id: 'coverage.region',
      caption: voice.translate('figures.coverageByRegion'),
      alternativeText: voice.translate('figures.coverageByRegionAlt', { count: shown }),
      chart: {
        kind: 'tileMap',
        tiles: tiles(table, 'n', voice, (cell) => ({
          value: cell.n,
          text: cell.hidden ? '*' : voice.count(cell.n ?? 0),
        })),
      },
    },
  ];
}

/** One tile per region of the table, from its cell in the column. */
export function tiles(
  table: Table,
  column: string,
  voice: Voice,
  show: (cell: Table['rows'][number]['cells'][number]) => { value: number | null; text: string },
) {
  return table.rows.flatMap(({ key }) => {
    const place = regionTiles[key];
    const cell = cellIn(table, key, column);
    if (!place || !cell) return [];
    return [
      { label: voice.translate(`shortRegions.${key}`), column: place[0], row: place[1], ...show(cell) },
    ];
  });
}

function dayBlocks({ numbers, voice }: Content): SectionBlock[] {
  const table = tableOf(numbers, 'coverage.day');
  if (!table) return [];
  const days = table.rows.filter((row) => row.key !== everybody);
  const counts = days.map((row) => row.cells[0]?.n ?? null);
  const sheet = peopleSheet(table, 'day', voice);
  const figure: SectionBlock = {
    kind: 'figure',
    id: 'coverage.day',
    caption: voice.translate('figures.days'),
    alternativeText: voice.translate('figures.daysAlt', { count: days.length }),
    chart: {
      kind: 'daily',
      days: days.map((row) => voice.shortDay(row.key)),
      counts,
      together: together(counts),
      texts: { day: voice.translate('charts.perDay'), together: voice.translate('charts.together') },
    },
  };
  if (days.length > mostDaysPrinted) {
    const lead: SectionBlock = { kind: 'paragraph', text: voice.translate('respondents.daysInFiles') };
    return [figure, lead, { kind: 'sheet', sheet, isInFilesOnly: true }];
  }
  return [figure, { kind: 'sheet', sheet }];
}

/** Running totals; from the first hidden day on there are none, so that none tells the hidden one. */
function together(counts: readonly (number | null)[]): (number | null)[] {
  let sum: number | null = 0;
  return counts.map((count) => {
    sum = sum === null || count === null ? null : sum + count;
    return sum;
  });
}
