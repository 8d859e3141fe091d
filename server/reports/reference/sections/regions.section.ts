/** Regions: who is high or above, with intervals, on the tile map and ranked. */

import { isComputed } from '../../statistics/not-computed';
import { levelId } from '../../tables/level.tables';
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
  countCell,
  intervalCell,
  markNotes,
  nothing,
  percentCell,
  type SheetCell,
  type SheetRow,
} from '../sheet';
import { tiles } from './respondents.section';

const verdicts = { higher: 'higher', lower: 'lower', same: 'notDifferent' } as const;

export function regionsSection(content: Content): Section {
  const { say } = content.voice;
  return {
    title: say('regions.title'),
    startsOnNewPage: true,
    blocks: [
      { kind: 'paragraph', text: say('regions.lead') },
      ...scales.flatMap((scale) => scaleBlocks(content, scale)),
    ],
  };
}

function scaleBlocks({ numbers, voice }: Content, scale: Scale): SectionBlock[] {
  const table = tableOf(numbers, `regions.${scale}`);
  if (!table) return [];
  const name = voice.say(`scales.${scale}`);
  const share = (kato: string) => cellIn(table, kato, 'highOrAbove');
  const regions = table.rows.map(({ key }) => key).filter((key) => key !== everybody);
  const ranked = regions
    .filter((kato) => share(kato)?.percent != null)
    .sort((a, b) => share(b)!.percent! - share(a)!.percent!);
  const whole = cellOf(numbers, levelId(scale, everybody, 'highOrAbove'));
  const alternative = ranked.length === 0 ? voice.say('figures.regionsNone') : extremes(ranked);

  function extremes(order: string[]): string {
    const [first, last] = [order[0]!, order.at(-1)!];
    return voice.say('figures.regionsAlt', {
      count: order.length,
      highest: groupLabel('region', first, voice),
      highestPercent: voice.percentWithSign(share(first)!.percent!),
      lowest: groupLabel('region', last, voice),
      lowestPercent: voice.percentWithSign(share(last)!.percent!),
    });
  }

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
            caption: voice.say('figures.regionMap', { scale: name }),
            alternativeText: alternative,
            chart: {
              kind: 'tileMap',
              tiles: tiles(table, 'highOrAbove', voice, (cell) => ({
                value: cell.percent,
                text: cell.percent === null ? (cell.hidden ? '*' : '—') : voice.percentWithSign(cell.percent),
              })),
            },
          },
          {
            kind: 'figure',
            id: `regions.ranked.${scale}`,
            caption: voice.say('figures.regionsRanked', { scale: name }),
            alternativeText: alternative,
            chart: {
              kind: 'intervals',
              rows: ranked.map((kato) => {
                const cell = share(kato)!;
                return {
                  label: groupLabel('region', kato, voice),
                  share: cell.percent! / 100,
                  lower: cell.interval![0] / 100,
                  upper: cell.interval![1] / 100,
                };
              }),
              whole: whole?.percent == null ? null : whole.percent / 100,
              texts: {
                share: voice.say('charts.share'),
                interval: voice.say('columns.interval'),
                whole: voice.say('charts.whole'),
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
        caption: voice.say('tables.regions', { scale: name }),
        stub: { label: dimensionWord('region', 'stub', voice), width: 4.5 },
        columns: [
          { key: 'scored', label: voice.say('columns.scored'), form: 'count', width: 1.8 },
          { key: 'highOrAbove', label: voice.say('columns.highOrAbove'), form: 'count', width: 2 },
          { key: 'percent', label: '%', form: 'percent', width: 1.5 },
          { key: 'interval', label: voice.say('columns.interval'), form: 'interval', width: 2.2 },
          { key: 'pHolm', label: voice.say('columns.pHolm'), form: 'p', width: 1.7 },
          { key: 'verdict', label: voice.say('columns.verdict'), form: 'word', width: 3.2 },
        ],
        rows,
        notes: markNotes(rows, voice),
      },
    },
  ];
}
