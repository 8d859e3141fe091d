/** Draws the charts of staff pages: each canvas carries its content as JSON; a table with the same numbers stands beside it. */
import { Chart, Tooltip } from 'chart.js';
import { chartAspectRatio, chartConfig, heightOfRowsPx } from '../../server/core/charts/chart-config';
import { chartParts } from '../../server/core/charts/chart-parts';
import type { ChartSpec } from '../../server/core/charts/chart-spec';
import { darkPalette, lightPalette } from '../../server/core/charts/palette';

Chart.register(...chartParts, Tooltip);

const fontSizePx = 14;
/** On a phone the names of rows are broken into lines of so many letters. */
const phoneLetters = 13;
const phoneWidthPx = 544;
const { fontFamily } = getComputedStyle(document.body);
Object.assign(Chart.defaults.font, { family: fontFamily, size: fontSizePx });

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const canvases = [...document.querySelectorAll<HTMLCanvasElement>('canvas[data-chart]')];
let charts: Chart[] = [];

function drawAll(): void {
  for (const chart of charts) chart.destroy();
  charts = canvases.map((canvas) => {
    const spec: ChartSpec = JSON.parse(canvas.dataset.chart ?? '');
    const numberTags = (canvas.dataset.numberTags ?? '').split(' ');
    const palette = dark.matches ? darkPalette : lightPalette;
    const frame = canvas.parentElement as HTMLElement;
    // The map's tiles would be too small for their names: it is scrolled.
    frame.style.minWidth = spec.kind === 'tileMap' ? `${phoneWidthPx}px` : '';
    const style = { palette, fontFamily, fontSizePx, numberTags };
    if (frame.clientWidth < phoneWidthPx) {
      frame.style.height = `${Math.max(220, heightOfRowsPx(spec, phoneLetters, fontSizePx))}px`;
      return new Chart(canvas, chartConfig(spec, { ...style, rowLetters: phoneLetters }));
    }
    frame.style.height = `${Math.max(220, Math.min(frame.clientWidth, 960) / chartAspectRatio(spec))}px`;
    return new Chart(canvas, chartConfig(spec, style));
  });
}

drawAll();
dark.addEventListener('change', drawAll);
window.addEventListener('beforeprint', () => {
  for (const chart of charts) chart.resize();
});
