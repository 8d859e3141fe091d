/** Draws a chart on the server, with a font from a package, so that a document looks the same on every machine. */

import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { Chart } from 'chart.js';
import { chartAspectRatio, chartConfig } from '../../core/charts/chart-config';
import { chartParts } from '../../core/charts/chart-parts';
import type { ChartSpec } from '../../core/charts/chart-spec';
import { lightPalette } from '../../core/charts/palette';
import { type Language, languageTable } from '../../core/text/languages';
import { fontFamily, fontFile } from '../paper';

Chart.register(...chartParts);

for (const face of ['400Regular', '600SemiBold'] as const)
  GlobalFonts.registerFromPath(fontFile(face), fontFamily);

const fontSizePx = 15;
Object.assign(Chart.defaults.font, { family: fontFamily, size: fontSizePx });

const widthPx = 960;
/** Twice the size on paper, for print. */
const scale = 2;

export interface ChartPicture {
  png: Buffer;
  widthPx: number;
  heightPx: number;
}

export async function drawChart(spec: ChartSpec, language: Language): Promise<ChartPicture> {
  const heightPx = Math.round(widthPx / chartAspectRatio(spec));
  const canvas = createCanvas(widthPx * scale, heightPx * scale);
  const style = {
    palette: lightPalette,
    fontFamily,
    fontSizePx,
    numberTags: languageTable[language].tags,
  };
  const config = chartConfig(spec, style);
  const options = { ...config.options, responsive: false, devicePixelRatio: scale };
  const context = canvas.getContext('2d');
  const background = { id: 'background', beforeDraw: () => fillWhite(context, canvas) };
  canvas.width = widthPx;
  canvas.height = heightPx;
  const chart = new Chart(canvas as never, {
    ...config,
    options,
    plugins: [...(config.plugins ?? []), background],
  });
  const png = await canvas.encode('png');
  chart.destroy();
  return { png, widthPx, heightPx };
}

function fillWhite(
  context: ReturnType<ReturnType<typeof createCanvas>['getContext']>,
  { width, height }: { width: number; height: number },
): void {
  context.save();
  context.resetTransform();
  context.fillStyle = lightPalette.surface;
  context.fillRect(0, 0, width, height);
  context.restore();
}
