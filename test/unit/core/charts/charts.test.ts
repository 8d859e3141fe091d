import { loadImage } from '@napi-rs/canvas';
import { regions } from '../../../../server/core/attempt/regions';
import {
  chartAspectRatio,
  chartConfig,
  heightOfRowsPx,
  linesOf,
} from '../../../../server/core/charts/chart-config';
import type { ChartSpec } from '../../../../server/core/charts/chart-spec';
import { lightPalette } from '../../../../server/core/charts/palette';
import { drawChart } from '../../../../server/documents/charts/draw-chart';
import { regionTiles } from '../../../../server/reports/region-tiles';

const style = {
  palette: lightPalette,
  fontFamily: 'sans-serif',
  fontSizePx: 14,
  numberTags: ['kk-KZ', 'ru-RU'],
};

const specs: ChartSpec[] = [
  {
    kind: 'bandShares',
    rows: ['A', 'B'],
    bands: ['а', 'ә', 'б', 'в'],
    shares: [
      [0.5, 0.3, 0.2, 0],
      [0.9, 0.1, null, null],
    ],
  },
  {
    kind: 'daily',
    days: ['1', '2'],
    counts: [12, null],
    together: [12, 30],
    texts: { day: 'күн', together: 'барлығы' },
  },
  {
    kind: 'intervals',
    rows: [
      { label: 'Абай', share: 0.2, lower: 0.1, upper: 0.3 },
      { label: 'Ұлытау', share: null, lower: null, upper: null },
    ],
    whole: 0.2,
    texts: { share: 'үлес', interval: 'аралық', whole: 'барлығы' },
  },
  {
    kind: 'coverage',
    rows: [{ label: 'Мектеп', plan: 10, fact: 12 }],
    texts: { plan: 'жоспар', fact: 'факт' },
  },
  {
    kind: 'tileMap',
    tiles: [
      { label: 'Абай', column: 6, row: 2, value: 0.2, text: '20 %' },
      { label: 'Ұлытау', column: 4, row: 2, value: null, text: '–' },
    ],
  },
];

describe('charts', () => {
  it.each(specs)('draws $kind in the shape that was asked for, with something on it', async (spec) => {
    const { png, widthPx, heightPx } = await drawChart(spec, 'kk');
    const picture = await loadImage(png);
    expect([picture.width, picture.height]).toEqual([widthPx * 2, heightPx * 2]);
    expect(widthPx / heightPx).toBeCloseTo(chartAspectRatio(spec), 1);
    const colours = await coloursOf(png);
    expect(colours.has('#ffffff')).toBe(true);
    expect(colours.size).toBeGreaterThan(3);
  });

  it('draws nothing for a hidden value', () => {
    const config = chartConfig(specs[2]!, style);
    expect(config.data.datasets.map((set) => set.data[1])).toEqual([
      { x: null, y: 'Ұлытау' },
      { x: 0.2, y: 'Ұлытау' },
      null,
    ]);
  });

  it.each([
    ['область Абай', ['область Абай']],
    ['Солтүстік Қазақстан облысы', ['Солтүстік', 'Қазақстан', 'облысы']],
    ['Западно-Казахстанская область', ['Западно-Казахстанская', 'область']],
    ['Семей, №\u00a07 мектеп', ['Семей, №\u00a07', 'мектеп']],
    ['', ['']],
  ])('breaks %j between words', (name, lines) => {
    expect(linesOf(name, 13)).toEqual(lines);
  });

  it('is as high on a phone as the lines of its rows', () => {
    const height = (label: string) =>
      heightOfRowsPx({ ...specs[3]!, rows: [{ label, plan: 1, fact: 1 }] } as ChartSpec, 13, 10);
    expect(height('Солтүстік Қазақстан облысы') - height('Абай')).toBe(12);
  });

  it('has one tile for each region', () => {
    expect(Object.keys(regionTiles).sort()).toEqual([...regions].sort());
    expect(new Set(Object.values(regionTiles).map(String)).size).toBe(regions.length);
  });
});

async function coloursOf(png: Buffer): Promise<Set<string>> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const picture = await loadImage(png);
  const canvas = createCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  const colours = new Set<string>();
  for (let at = 0; at < data.length; at += 4 * 97) {
    colours.add(
      `#${[...data.subarray(at, at + 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`,
    );
  }
  return colours;
}
