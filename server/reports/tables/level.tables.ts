/** Levels per scale, overall and by group, and the share of high or above by region, among the scored of the valid set. */
import { type Dimension, everybody, groupKey, levelDimensions } from '../tallies/groups';
import { type LevelCounts, labelCount, levelCounts } from '../tallies/read';
import { type Scale, scales } from '../tallies/slots';
import type { Tally } from '../tallies/tally';
import { coverageId, listedGroups } from './coverage.tables';
import {
  type Column,
  type CountCell,
  type CountRow,
  type CountTable,
  cellId,
  type Nested,
  type Sum,
} from './model';

/** Scales with a gate: those who never game or gamble stand apart. */
const gated: readonly Scale[] = ['B', 'D'];

type LevelColumn = keyof LevelCounts;

const levelColumns: LevelColumn[] = ['structural', 'low', 'moderate', 'high', 'veryHigh', 'highOrAbove'];
const levelSums: Sum[] = [
  { total: 'highOrAbove', parts: ['high', 'veryHigh'] },
  { total: 'scored', parts: ['structural', 'low', 'moderate', 'highOrAbove'] },
];
const openSums: Sum[] = [
  { total: 'highOrAbove', parts: ['high', 'veryHigh'] },
  { total: 'open', parts: ['low', 'moderate', 'highOrAbove'] },
];
const regionSums: Sum[] = [{ total: 'scored', parts: ['belowHigh', 'highOrAbove'] }];

export function levelId(scale: Scale, group: string, column: LevelColumn): string {
  return cellId(scale, group, column);
}

interface RowOf {
  tally: Tally;
  scale: Scale;
  group: string;
  key: string;
  columns: readonly LevelColumn[];
  base: 'scored' | 'open';
}

function levelRow({ tally, scale, group, key, columns, base }: RowOf): CountRow {
  const counts = levelCounts(tally, scale, group);
  const cells = columns
    .filter((column) => column !== 'structural' || gated.includes(scale))
    .map((column) => levelCell(scale, group, column, counts[column], levelId(scale, group, base)));
  const whole = group === everybody ? undefined : levelId(scale, everybody, base);
  return { key, cells: [...cells, levelCell(scale, group, base, counts[base], whole)] };
}

function levelCell(scale: Scale, group: string, key: LevelColumn, n: number, ofId?: string): CountCell {
  return { id: levelId(scale, group, key), key, n, ...(ofId && { ofId }) };
}

function columnsWith(columns: readonly LevelColumn[], base: LevelColumn): Column[] {
  return [...columns.map((key) => ({ key, kind: 'count' as const })), { key: base, kind: 'base' }];
}

/** Sums restricted to the columns that the rows have. */
function sumsFor(sums: readonly Sum[], scale: Scale): Sum[] {
  if (gated.includes(scale)) return [...sums];
  return sums.map(({ total, parts }) => ({ total, parts: parts.filter((part) => part !== 'structural') }));
}

/** All four scales side by side; then those with a gate among the people whose gate is open. */
export function overallLevelTables(tally: Tally): CountTable[] {
  const row = (scale: Scale, columns: readonly LevelColumn[], base: 'scored' | 'open') =>
    levelRow({ tally, scale, group: everybody, key: scale, columns, base });
  const openColumns = levelColumns.filter((column) => column !== 'structural');
  return [
    {
      id: 'levels',
      dimensions: { rows: 'scale', columns: 'level' },
      columns: columnsWith(levelColumns, 'scored'),
      rows: scales.map((scale) => row(scale, levelColumns, 'scored')),
      marginals: { rows: [], columns: [...levelSums] },
    },
    {
      id: 'levels.open',
      dimensions: { rows: 'scale', columns: 'level' },
      columns: columnsWith(openColumns, 'open'),
      rows: gated.map((scale) => row(scale, openColumns, 'open')),
      marginals: { rows: [], columns: [...openSums] },
    },
  ];
}

/** One table per scale and dimension: groups and everybody by level. */
export function groupLevelTables(tally: Tally): CountTable[] {
  return scales.flatMap((scale) =>
    levelDimensions.map((dimension) =>
      byGroup({ tally, scale, dimension, groups: listedGroups(tally, dimension, []) }),
    ),
  );
}

/** One table per scale: regions and everybody, below high and high or above. `regions`: KATO codes always listed. */
export function regionTables(tally: Tally, regions: readonly string[]): CountTable[] {
  const groups = listedGroups(tally, 'region', regions);
  return scales.map((scale) => byGroup({ tally, scale, dimension: 'region', groups }));
}

function byGroup(from: { tally: Tally; scale: Scale; dimension: Dimension; groups: string[] }): CountTable {
  const { tally, scale, dimension, groups } = from;
  const isRegion = dimension === 'region';
  const columns: LevelColumn[] = isRegion ? ['belowHigh', 'highOrAbove'] : levelColumns;
  const row = (group: string, key: string) => levelRow({ tally, scale, group, key, columns, base: 'scored' });
  return {
    id: isRegion ? `regions.${scale}` : `levels.${scale}.${dimension}`,
    dimensions: { rows: dimension, columns: 'level' },
    columns: columnsWith(
      columns.filter((column) => column !== 'structural' || gated.includes(scale)),
      'scored',
    ),
    rows: [...groups.map((group) => row(groupKey(dimension, group), group)), row(everybody, everybody)],
    marginals: {
      rows: [{ total: everybody, parts: groups }],
      columns: isRegion ? [...regionSums] : sumsFor(levelSums, scale),
    },
  };
}

const labelRows: { scale: Scale; label: string; of: LevelColumn }[] = [
  ...(['A', 'B', 'C'] as const).map((scale) => ({
    scale,
    label: 'littleHarm' as const,
    of: 'moderate' as const,
  })),
  ...(['A', 'B', 'C'] as const).map((scale) => ({
    scale,
    label: 'harmUnknown' as const,
    of: 'highOrAbove' as const,
  })),
  { scale: 'D', label: 'underAgePlay', of: 'moderate' },
];

/** Labels inside a band: with the label, without it, and the band (or bands) that it can stand in. */
export function labelTable(tally: Tally): CountTable {
  return {
    id: 'labels',
    dimensions: { rows: 'label', columns: 'people' },
    columns: [
      { key: 'with', kind: 'count' },
      { key: 'without', kind: 'count' },
      { key: 'of', kind: 'base' },
    ],
    rows: labelRows.map(({ scale, label, of }) => {
      const all = levelCounts(tally, scale, everybody)[of];
      const withLabel = labelCount(tally, scale, label, everybody);
      const ofId = levelId(scale, everybody, of);
      return {
        key: `${scale}.${label}`,
        cells: [
          { id: cellId(scale, everybody, label), key: 'with', n: withLabel, ofId },
          { id: cellId(scale, everybody, `${label}.without`), key: 'without', n: all - withLabel, ofId },
          { id: ofId, key: 'of', n: all, ofId: levelId(scale, everybody, 'scored') },
        ],
      };
    }),
    marginals: { rows: [], columns: [{ total: 'of', parts: ['with', 'without'] }] },
  };
}

/** The people of the valid set, where a reference prints how many they are. */
const validId = cellId('quality', everybody, 'valid');

/** Whoever is scored in a group was covered in it and had valid answers. */
export function nestedLevels(tally: Tally, regions: readonly string[]): Nested[] {
  const groups = [...levelDimensions, 'region' as const].flatMap((dimension) =>
    listedGroups(tally, dimension, regions).map((group) => groupKey(dimension, group)),
  );
  return scales.flatMap((scale) => [
    { inner: [levelId(scale, everybody, 'scored')], outer: [validId] },
    ...[everybody, ...groups].map((group) => ({
      inner: [levelId(scale, group, 'scored')],
      outer: [coverageId(group)],
    })),
  ]);
}
