/** Levels per scale: together, by label and by group. */
import { smallestBase } from '../../suppression/primary';
import { levelId } from '../../tables/level.tables';
import type { Cell, Table } from '../../tables/model';
import { everybody, levelDimensions } from '../../tallies/groups';
import { type Band, bands, type Scale, scales } from '../../tallies/slots';
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
import {
  absentMark,
  countCell,
  intervalCell,
  markNotes,
  nothing,
  percentCell,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  type SheetRow,
} from '../sheet';
import type { Voice } from '../voice';
import { campaignsSheet, effectsSheet, testsSheet } from './comparisons.sheets';

export function levelsSection(content: Content): Section {
  const { voice } = content;
  const { translate } = voice;
  return {
    title: translate('levels.title'),
    startsOnNewPage: true,
    blocks: [
      { kind: 'paragraph', text: translate('levels.lead') },
      ...sharesFigure(content),
      ...overall(content, 'levels', ['structural', ...bands, 'highOrAbove', 'scored']),
      ...overall(content, 'levels.open', [...bands, 'highOrAbove', 'open']),
      ...labels(content),
      { kind: 'heading', text: translate('levels.byGroup') },
      { kind: 'paragraph', text: translate('levels.byGroupLead') },
      ...scales.map((scale): SectionBlock => ({ kind: 'sheet', sheet: groupSheet(content, scale) })),
      { kind: 'heading', text: translate('levels.tests') },
      { kind: 'paragraph', text: translate('levels.testsLead') },
      ...[testsSheet(content), effectsSheet(content), campaignsSheet(content)].map(
        (sheet): SectionBlock => ({ kind: 'sheet', sheet }),
      ),
    ],
  };
}

function sharesFigure({ numbers, voice }: Content): SectionBlock[] {
  const table = tableOf(numbers, 'levels');
  if (!table) return [];
  const shares = scales.map((scale) =>
    bands.map((band) => {
      const percent = bandPercent(table, scale, band);
      return percent === null ? null : percent / 100;
    }),
  );
  const listed = scales
    .map((scale) => [scale, cellIn(table, scale, 'highOrAbove')?.percent ?? null] as const)
    .filter((pair): pair is readonly [Scale, number] => pair[1] !== null)
    .map(([scale, percent]) => `${voice.translate(`scales.${scale}`)} ${voice.percentWithSign(percent)}`);
  return [
    {
      kind: 'figure',
      id: 'levels',
      caption: voice.translate('figures.levels'),
      alternativeText: voice.translate('figures.levelsAlt', { list: listed.join(', ') || absentMark }),
      chart: {
        kind: 'bandShares',
        rows: scales.map((scale) => voice.translate(`scales.${scale}`)),
        bands: bands.map((band) => voice.translate(`bands.${band}`)) as [string, string, string, string],
        shares,
      },
    },
  ];
}

/** In the picture those who never game or gamble stand with the low level, so that each bar is whole. */
function bandPercent(table: Table, scale: Scale, band: Band): number | null {
  const percent = cellIn(table, scale, band)?.percent ?? null;
  const structural = cellIn(table, scale, 'structural');
  if (band !== 'low' || !structural || percent === null) return percent;
  return structural.percent === null ? null : percent + structural.percent;
}

/** All scales below each other: number, percentage and interval of each level. */
function overall(
  { numbers, voice }: Content,
  id: keyof typeof captions,
  levels: readonly string[],
): SectionBlock[] {
  const table = tableOf(numbers, id);
  if (!table) return [];
  const rows: SheetRow[] = table.rows.flatMap(({ key, cells }) =>
    levels.flatMap((level): SheetRow[] => {
      const cell = cells.find((candidate) => candidate.key === level);
      if (!cell) return [];
      const isBase = level === 'scored' || level === 'open';
      return [
        {
          key: `${key}.${level}`,
          label: voice.translate(`bands.${level}`),
          group: voice.translate(`scales.${key}`),
          cells: [
            countCell(cell),
            isBase ? wholePercent(cell) : percentCell(cell),
            isBase ? nothing : intervalCell(cell),
          ],
          isTotal: isBase,
        },
      ];
    }),
  );
  return [{ kind: 'sheet', sheet: { ...shell(id, voice), rows, notes: markNotes(rows, voice) } }];
}

const captions = {
  levels: 'tables.levels.all',
  'levels.open': 'tables.levels.open',
  labels: 'tables.labels',
};

function wholePercent({ n, hidden }: Cell): SheetCell {
  if (hidden) return { value: null, because: 'hidden' };
  return n === null || n < smallestBase ? { value: null, because: 'fewAnswers' } : { value: 100 };
}

function shell(id: keyof typeof captions, voice: Voice): Omit<Sheet, 'rows' | 'notes'> {
  return {
    id,
    caption: voice.translate(captions[id]),
    stub: { label: voice.translate('stubs.level'), width: 5 },
    columns: [
      { key: 'n', label: voice.translate('columns.people'), form: 'count', width: 2 },
      { key: 'percent', label: '%', form: 'percent', width: 2 },
      { key: 'interval', label: voice.translate('columns.interval'), form: 'interval', width: 2 },
    ],
  };
}

function labels({ numbers, voice }: Content): SectionBlock[] {
  const table = tableOf(numbers, 'labels');
  if (!table) return [];
  const rows: SheetRow[] = table.rows.map(({ key, cells }) => {
    const [scale, label] = key.split('.') as [Scale, string];
    const cell = (name: string) => cells.find((candidate) => candidate.key === name);
    return {
      key,
      label: `${voice.translate(`scales.${scale}`)}: ${voice.translate(`labels.${label}`)}`,
      cells: [
        countCell(cell('of')),
        countCell(cell('with')),
        percentCell(cell('with')),
        intervalCell(cell('with')),
      ],
    };
  });
  const [n, percent, interval] = shell('labels', voice).columns as [SheetColumn, SheetColumn, SheetColumn];
  const of: SheetColumn = { key: 'of', label: voice.translate('columns.inBand'), form: 'count', width: 2 };
  const sheet: Sheet = {
    ...shell('labels', voice),
    stub: { label: voice.translate('stubs.label'), width: 6 },
    columns: [of, { ...n, label: voice.translate('columns.withLabel') }, percent, interval],
    rows,
    notes: [voice.translate('notes.labels'), ...markNotes(rows, voice)],
  };
  return [{ kind: 'sheet', sheet }];
}

/** One scale in all groups. */
function groupSheet({ numbers, voice }: Content, scale: Scale): Sheet {
  const isGated = cellOf(numbers, levelId(scale, everybody, 'structural')) !== undefined;
  const counted = ['scored', ...(isGated ? ['structural'] : []), ...bands] as const;
  const rows = levelDimensions.flatMap((dimension) => {
    const table = tableOf(numbers, `levels.${scale}.${dimension}`);
    return (table?.rows ?? [])
      .filter(({ key }) => key !== everybody)
      .map(({ key, cells }) => groupRow(dimension, key, cells));
  });
  const whole = tableOf(numbers, `levels.${scale}.sex`)?.rows.find(({ key }) => key === everybody);
  if (whole) rows.push({ ...groupRow('whole', everybody, whole.cells), isTotal: true });

  function groupRow(dimension: string, key: string, cells: Table['rows'][number]['cells']): SheetRow {
    const cell = (name: string) => cells.find((candidate) => candidate.key === name);
    return {
      key: dimension === 'whole' ? key : `${dimension}.${key}`,
      label: groupLabel(dimension, key, voice),
      ...(dimension !== 'whole' && { group: dimensionWord(dimension, 'stub', voice) }),
      cells: [
        ...counted.map((name) => countCell(cell(name))),
        percentCell(cell('highOrAbove')),
        intervalCell(cell('highOrAbove')),
      ],
    };
  }

  return {
    id: `levels.${scale}`,
    caption: voice.translate('tables.levels.group', { scale: voice.translate(`scales.${scale}`) }),
    stub: { label: voice.translate('stubs.group'), width: 4.2 },
    columns: [
      ...counted.map(
        (key): SheetColumn => ({
          key,
          label: voice.translate(`columns.${key}`),
          form: 'count',
          width: key === 'structural' ? 2.4 : 2,
        }),
      ),
      { key: 'percent', label: voice.translate('columns.highPercent'), form: 'percent', width: 2 },
      { key: 'interval', label: voice.translate('columns.interval'), form: 'interval', width: 2.2 },
    ],
    rows,
    notes: [...(isGated ? [voice.translate(`notes.structural.${scale}`)] : []), ...markNotes(rows, voice)],
  };
}
