/** From a chart's content to Chart.js's configuration: the one place that decides how charts look. Pure. */
import type { ChartConfiguration, ChartOptions, Plugin, Scale } from 'chart.js';
import type {
  BandSharesSpec,
  ChartSpec,
  CoverageSpec,
  DailySpec,
  IntervalsSpec,
  TileMapSpec,
} from './chart-spec';
import type { Palette } from './palette';

export interface ChartStyle {
  palette: Palette;
  fontFamily: string;
  fontSizePx: number;
  /** For numbers and percentages: see LanguageRules. */
  numberTags: readonly string[];
  /** Of a row's name on one line; without it a name stands on one line. */
  rowLetters?: number;
}

export function chartConfig(spec: ChartSpec, style: ChartStyle): ChartConfiguration {
  switch (spec.kind) {
    case 'bandShares':
      return bandShares(spec, style);
    case 'daily':
      return daily(spec, style);
    case 'intervals':
      return intervals(spec, style);
    case 'coverage':
      return coverage(spec, style);
    case 'tileMap':
      return tileMap(spec, style);
  }
}

/** Rows decide the height, so that labels never crowd; width : height. */
export function chartAspectRatio(spec: ChartSpec): number {
  const heights: Record<ChartSpec['kind'], number> = {
    bandShares: 0.14 + ('shares' in spec ? spec.shares.length * 0.075 : 0),
    daily: 0.42,
    intervals: 0.12 + (spec.kind === 'intervals' ? spec.rows.length * 0.0225 : 0),
    coverage: 0.14 + (spec.kind === 'coverage' ? spec.rows.length * 0.07 : 0),
    tileMap: 0.44,
  };
  return 1 / heights[spec.kind];
}

function rowNames(spec: ChartSpec): string[] {
  if (spec.kind === 'bandShares') return spec.rows;
  return spec.kind === 'coverage' || spec.kind === 'intervals' ? spec.rows.map(({ label }) => label) : [];
}

/** Where names stand on several lines these decide the height, with room for the axis and a legend below. */
export function heightOfRowsPx(spec: ChartSpec, rowLetters: number, fontSizePx: number): number {
  const lines = rowNames(spec).map((name) => Math.max(2, linesOf(name, rowLetters).length));
  return lines.reduce((sum, count) => sum + (1.2 * count + 1) * fontSizePx, 8 * fontSizePx);
}

/** Broken between words; a word that is longer stays whole. */
export const linesOf = (name: string, letters: number): string[] =>
  name.match(new RegExp(`[^ ]{${letters},}|[^ ].{0,${letters - 1}}(?= |$)`, 'gu')) ?? [name];

/** Chromium knows no Kazakh numbers and would write English ones. */
const numbersAs = (tags: readonly string[], options: Intl.NumberFormatOptions = {}) =>
  new Intl.NumberFormat([...tags], options);

function commonOptions({ palette, fontSizePx, numberTags }: ChartStyle): ChartOptions {
  return {
    animation: false,
    maintainAspectRatio: false,
    locale: numbersAs(numberTags).resolvedOptions().locale,
    color: palette.ink,
    plugins: {
      legend: {
        position: 'bottom',
        labels: { color: palette.ink, boxWidth: fontSizePx, boxHeight: fontSizePx },
      },
    },
  };
}

function percentTicks(numberTags: readonly string[]) {
  const format = numbersAs(numberTags, { style: 'percent', maximumFractionDigits: 0 });
  return (value: number | string) => format.format(Number(value));
}

function axis({ palette }: ChartStyle, more: object = {}) {
  return {
    grid: { color: palette.line },
    border: { color: palette.line },
    ticks: { color: palette.inkSoft },
    ...more,
  };
}

function shareAxis(style: ChartStyle, max?: number) {
  const ticks = { color: style.palette.inkSoft, callback: percentTicks(style.numberTags), maxTicksLimit: 6 };
  return axis(style, { min: 0, max, ticks });
}

function rowAxis({ rowLetters, ...style }: ChartStyle) {
  const inLines = rowLetters && {
    callback(this: Scale, value: number): string[] {
      return linesOf(this.getLabelForValue(value), rowLetters);
    },
  };
  const ticks = { color: style.palette.ink, autoSkip: false, ...inLines };
  return axis(style, { grid: { display: false }, ticks });
}

function bandShares(spec: BandSharesSpec, style: ChartStyle): ChartConfiguration {
  const datasets = spec.bands.map((label, band) => ({
    label,
    data: spec.shares.map((row) => row[band] ?? null),
    backgroundColor: style.palette.bands[band],
    borderColor: style.palette.surface,
    borderWidth: 1,
    barPercentage: 0.8,
  }));
  return {
    type: 'bar',
    data: { labels: spec.rows, datasets },
    options: {
      ...commonOptions(style),
      indexAxis: 'y',
      scales: { x: { ...shareAxis(style, 1), stacked: true }, y: { ...rowAxis(style), stacked: true } },
    } as ChartOptions,
  };
}

function daily(spec: DailySpec, style: ChartStyle): ChartConfiguration {
  const { palette } = style;
  return {
    type: 'bar',
    data: {
      labels: spec.days,
      datasets: [
        {
          type: 'line',
          label: spec.texts.together,
          data: spec.together,
          yAxisID: 'together',
          borderColor: palette.accent,
          backgroundColor: palette.accent,
          borderWidth: 2,
          pointRadius: 0,
        },
        {
          type: 'bar',
          label: spec.texts.day,
          data: spec.counts,
          yAxisID: 'day',
          backgroundColor: palette.bands[2],
        },
      ],
    } as ChartConfiguration['data'],
    options: {
      ...commonOptions(style),
      scales: {
        x: axis(style, {
          grid: { display: false },
          ticks: { color: palette.inkSoft, maxTicksLimit: 10, maxRotation: 0 },
        }),
        day: axis(style, {
          position: 'left',
          beginAtZero: true,
          title: { display: true, text: spec.texts.day, color: palette.inkSoft },
        }),
        together: axis(style, {
          position: 'right',
          beginAtZero: true,
          grid: { display: false },
          title: { display: true, text: spec.texts.together, color: palette.inkSoft },
        }),
      },
    } as ChartOptions,
  };
}

function intervals(spec: IntervalsSpec, style: ChartStyle): ChartConfiguration {
  const { palette } = style;
  const labels = spec.rows.map((row) => row.label);
  const dots = spec.rows.map((row) => ({ x: row.share, y: row.label }));
  const whole = spec.whole === null ? [] : labels.map((label) => ({ x: spec.whole, y: label }));
  return {
    type: 'bar',
    data: {
      labels,
      datasets: [
        {
          type: 'line',
          label: spec.texts.share,
          data: dots,
          showLine: false,
          pointRadius: 4,
          borderColor: palette.primary,
          backgroundColor: palette.primary,
        },
        {
          type: 'line',
          label: spec.texts.whole,
          data: whole,
          pointRadius: 0,
          borderWidth: 1.5,
          borderDash: [5, 4],
          borderColor: palette.accent,
          backgroundColor: palette.accent,
        },
        {
          type: 'bar',
          label: spec.texts.interval,
          data: spec.rows.map((row) =>
            row.lower === null || row.upper === null ? null : [row.lower, row.upper],
          ),
          backgroundColor: palette.bands[1],
          barThickness: 4,
        },
      ],
    } as unknown as ChartConfiguration['data'],
    options: {
      ...commonOptions(style),
      indexAxis: 'y',
      scales: { x: shareAxis(style), y: rowAxis(style) },
    } as ChartOptions,
  };
}

function coverage(spec: CoverageSpec, style: ChartStyle): ChartConfiguration {
  const { palette } = style;
  return {
    type: 'bar',
    data: {
      labels: spec.rows.map((row) => row.label),
      datasets: [
        { label: spec.texts.plan, data: spec.rows.map((row) => row.plan), backgroundColor: palette.bands[0] },
        { label: spec.texts.fact, data: spec.rows.map((row) => row.fact), backgroundColor: palette.primary },
      ],
    },
    options: {
      ...commonOptions(style),
      indexAxis: 'y',
      scales: { x: axis(style, { beginAtZero: true }), y: rowAxis(style) },
    } as ChartOptions,
  };
}

const tilesAcross = 8;
const tilesDown = 6;

function tileMap(spec: TileMapSpec, style: ChartStyle): ChartConfiguration {
  const shade = shadeBetween(spec.tiles.flatMap((tile) => (tile.value === null ? [] : [tile.value])));
  const hidden = { display: false };
  return {
    type: 'scatter',
    data: {
      datasets: [{ data: spec.tiles.map((tile) => ({ x: tile.column, y: tile.row })), pointRadius: 0 }],
    },
    options: {
      ...commonOptions(style),
      events: [],
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: { ...hidden, min: -0.5, max: tilesAcross - 0.5 },
        y: { ...hidden, min: -0.5, max: tilesDown - 0.5, reverse: true },
      },
    } as ChartOptions,
    plugins: [tilePainter(spec, style, shade) as Plugin<'scatter'>] as never,
  };
}

/** Four equal steps from the smallest to the largest value; one and the same value everywhere is the second step. */
function shadeBetween(values: readonly number[]): (value: number) => number {
  const smallest = Math.min(...values);
  const range = Math.max(...values) - smallest;
  return (value) => (range > 0 ? Math.min(3, Math.floor(((value - smallest) / range) * 4)) : 1);
}

/** Chart.js has no tiles: squares with a name and a value are drawn on its own scales. */
function tilePainter(
  spec: TileMapSpec,
  { palette, fontFamily, fontSizePx }: ChartStyle,
  shadeOf: (value: number) => number,
): Plugin {
  return {
    id: 'tiles',
    afterDatasetsDraw({ ctx, scales }) {
      const { x, y } = scales;
      if (!x || !y) return;
      const width = Math.abs(x.getPixelForValue(1) - x.getPixelForValue(0)) - 4;
      const height = Math.abs(y.getPixelForValue(1) - y.getPixelForValue(0)) - 4;
      ctx.save();
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      for (const tile of spec.tiles) {
        const shade = tile.value === null ? null : shadeOf(tile.value);
        const left = x.getPixelForValue(tile.column) - width / 2;
        const top = y.getPixelForValue(tile.row) - height / 2;
        ctx.fillStyle = shade === null ? palette.surface : (palette.bands[shade] ?? palette.bands[0]);
        ctx.strokeStyle = palette.line;
        ctx.fillRect(left, top, width, height);
        ctx.strokeRect(left, top, width, height);
        ctx.fillStyle = shade !== null && shade >= 2 ? palette.surface : palette.ink;
        ctx.font = `${fontSizePx * 0.85}px ${fontFamily}`;
        ctx.fillText(tile.label, left + width / 2, top + height * 0.36, width - 4);
        ctx.font = `600 ${fontSizePx}px ${fontFamily}`;
        ctx.fillText(tile.text, left + width / 2, top + height * 0.68, width - 4);
      }
      ctx.restore();
    },
  };
}
