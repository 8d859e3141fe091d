/** Regions: who is high or above, with intervals, on the tile map and ranked. */

import { isComputed } from '../../statistics/not-computed';
import type { Interval } from '../../statistics/proportion';
import { levelId } from '../../tables/level.tables';
import type { Table } from '../../tables/model';
import { everybody } from '../../tallies/groups';
import { type Scale, scales } from '../../tallies/slots';
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
  hiddenMark,
  intervalCell,
  markNotes,
  nothing,
  percentCell,
  type SheetCell,
  type SheetRow,
} from '../sheet';
import type { Voice } from '../voice';
import { tiles } from './respondents.section';

const verdicts = { higher: 'higher', lower: 'lower', same: 'notDifferent' } as const;

export function regionsSection(content: Content): Section {
  const { translate } = content.voice;
  return {
    title: translate('regions.title'),
    startsOnNewPage: true,
    blocks: [
      { kind: 'paragraph', text: translate('regions.lead') },
      ...scales.flatMap((scale) => scaleBlocks(content, scale)),
    ],
  };
}

interface RankedRegion {
  region: string;
  percent: number;
  interval: Interval;
}

/** Those with a percentage, the highest first. */
function rankedRegions(table: Table): RankedRegion[] {
  return table.rows
    .filter(({ key }) => key !== everybody)
    .flatMap(({ key }) => {
      const { percent = null, interval = null } = cellIn(table, key, 'highOrAbove') ?? {};
      return percent === null || interval === null ? [] : [{ region: key, percent, interval }];
    })
    .sort((a, b) => b.percent - a.percent);
}

function extremes(ranked: RankedRegion[], voice: Voice): string {
  const [highest] = ranked;
  const lowest = ranked.at(-1);
  if (!highest || !lowest) return voice.translate('figures.regionsNone');
  return voice.translate('figures.regionsAlt', {
    count: ranked.length,
    highest: groupLabel('region', highest.region, voice),
    highestPercent: voice.percentWithSign(highest.percent),
    lowest: groupLabel('region', lowest.region, voice),
    lowestPercent: voice.percentWithSign(lowest.percent),
  });
}

function scaleBlocks({ numbers, voice }: Content, scale: Scale): SectionBlock[] {
  const table = tableOf(numbers, `regions.${scale}`);
  if (!table) return [];
  const name = voice.translate(`scales.${scale}`);
  const ranked = rankedRegions(table);
  const whole = cellOf(numbers, levelId(scale, everybody, 'highOrAbove'));
  const alternative = extremes(ranked, voice);

  function judged(region: string): SheetCell[] {
    const found = numbers.regionComparisons.find((one) => one.scale === scale && one.region === region);
    if (!found) return [nothing, nothing];
    const { test } = found;
    if (isComputed(test)) return [{ value: test.adjusted }, { value: verdicts[test.verdict] }];
    const isFew = test.because === 'tooFewPeople';
    const missing: SheetCell = { value: null, because: isFew ? 'fewAnswers' : test.because };
    return [missing, isFew ? { value: 'fewAnswers' } : missing];
  }

  const rows: SheetRow[] = table.rows.map(({ key, cells }) => {
    const cell = (column: string) => cells.find((candidate) => candidate.key === column);
    return {
      key,
      label: groupLabel('region', key, voice),
      isTotal: key === everybody,
      cells: [
        countCell(cell('scored')),
        countCell(cell('highOrAbove')),
        percentCell(cell('highOrAbove')),
        intervalCell(cell('highOrAbove')),
        ...(key === everybody ? [nothing, nothing] : judged(key)),
      ],
    };
  });
  const figures: SectionBlock[] =
    ranked.length === 0
      ? []
      : [
          {
            kind: 'figure',
            id: `regions.map.${scale}`,
            caption: voice.translate('figures.regionMap', { scale: name }),
            alternativeText: alternative,
            chart: {
              kind: 'tileMap',
              tiles: tiles(table, 'highOrAbove', voice, (cell) => ({
                value: cell.percent,
                text:
                  cell.percent === null
                    ? cell.hidden
                      ? hiddenMark
                      : absentMark
                    : voice.percentWithSign(cell.percent),
              })),
            },
          },
          {
            kind: 'figure',
            id: `regions.ranked.${scale}`,
            caption: voice.translate('figures.regionsRanked', { scale: name }),
            alternativeText: alternative,
            chart: {
              kind: 'intervals',
              rows: ranked.map(({ region, percent, interval: [lower, upper] }) => ({
                label: groupLabel('region', region, voice),
                share: percent / 100,
                lower: lower / 100,
                upper: upper / 100,
              })),
              whole: whole?.percent == null ? null : whole.percent / 100,
              texts: {
                share: voice.translate('charts.share'),
                interval: voice.translate('columns.interval'),
                whole: voice.translate('charts.whole'),
              },
            },
          },
        ];
  return [
    { kind: 'heading', text: name },
    ...figures,
    {
      kind: 'sheet',
      sheet: {
        id: `regions.${scale}`,
        caption: voice.translate('tables.regions', { scale: name }),
        stub: { label: dimensionWord('region', 'stub', voice), width: 4.5 },
        columns: [
          { key: 'scored', label: voice.translate('columns.scored'), form: 'count', width: 1.8 },
          { key: 'highOrAbove', label: voice.translate('columns.highOrAbove'), form: 'count', width: 2 },
          { key: 'percent', label: '%', form: 'percent', width: 1.5 },
          { key: 'interval', label: voice.translate('columns.interval'), form: 'interval', width: 2.2 },
          { key: 'pHolm', label: voice.translate('columns.pHolm'), form: 'p', width: 1.7 },
          { key: 'verdict', label: voice.translate('columns.verdict'), form: 'word', width: 3.2 },
        ],
        rows,
        notes: markNotes(rows, voice),
      },
    },
  ];
}
