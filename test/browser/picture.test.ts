/** The pictures that a student keeps, drawn by a real browser. */
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../server/shared/project-root';
import { launchBrowser, phone } from '../support/browser/browser';

type Pictures = typeof import('../../views/client/student/picture');

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: phone });
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, 'views/client/student/picture.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'pictures',
  });
  await page.setContent('<h1>x</h1>');
  await page.addScriptTag({ content: outputFiles[0]!.text });
});
afterAll(() => browser?.close());

const purpose = 'Осы кодпен кез келген құрылғыдан қайта кіресің.';
const rows = [{ name: 'Интернет', level: 'Высокий', step: 3, steps: 4 }];

it('the code card is a picture that shows every module of its QR', async () => {
  const wrong = await page.evaluate(async (purpose) => {
    const { drawCodeCard, qrPlace } = (window as unknown as { pictures: Pictures }).pictures;
    const qr = Array.from({ length: 29 }, (_, row) =>
      Array.from({ length: 29 }, (_, column) => (row * column) % 3 === 0),
    );
    const groups = ['7K3M', 'X9QW', 'T2B4', 'RZ6H'];
    const blob = await drawCodeCard({ groups, qr, title: 'Сенің кодың', purpose });
    const image = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const isDark = (x: number, y: number) => context.getImageData(x, y, 1, 1).data[0]! < 128;
    const { side, left } = qrPlace(29);
    // The first row is all dark: it is found by going down the QR's left column.
    let top = 0;
    while (!Array.from({ length: 29 }, (_, column) => isDark(left + column * side + 6, top)).every(Boolean))
      top += 1;
    const middle = (index: number) => Math.round((index + 0.5) * side);
    return qr.flatMap((modules, row) =>
      modules.flatMap((dark, column) =>
        isDark(left + middle(column), top + middle(row)) === dark ? [] : [`${row}/${column}`],
      ),
    );
  }, purpose);
  expect(wrong).toEqual([]);
});

it('a picture without a QR, and one with a longer text, are as high as they need to be', async () => {
  const heights = await page.evaluate(
    async ({ purpose, rows }) => {
      const { drawCodeCard, drawResult } = (window as unknown as { pictures: Pictures }).pictures;
      const heightOf = async (blob: Promise<Blob>) => (await createImageBitmap(await blob)).height;
      const code = { groups: ['7K3M'], qr: null, title: 'Код', purpose };
      const result = { title: 'Нәтиже', rows, todayTitle: 'Бүгін', today: purpose, note: 'Диагноз емес.' };
      return [
        await heightOf(drawCodeCard(code)),
        await heightOf(drawCodeCard({ ...code, purpose: `${purpose} ${purpose} ${purpose}` })),
        await heightOf(drawResult(result)),
        await heightOf(drawResult({ ...result, rows: [...rows, ...rows] })),
      ];
    },
    { purpose, rows },
  );
  expect(heights[1]).toBeGreaterThan(heights[0]!);
  expect(heights[3]).toBeGreaterThan(heights[2]!);
});

it('what is drawn is read from the page, and the summary holds no code', async () => {
  const read = await page.evaluate(() => {
    document.body.innerHTML = `<h1>Твой результат</h1>
      <ul class="levels"><li data-step="3" data-steps="4"><span class="level-name">Интернет</span><strong>Высокий</strong></li></ul>
      <section class="today"><h2>Начни сегодня с этого</h2><p>За час до сна выключай экран.</p></section>
      <section class="code-card"><h2 class="code-card-title">Твой код</h2><p class="code"><span>7K3M</span> <span>X9QW</span></p>
      <p class="code-card-purpose">Вернуться</p><div data-qr="10 01"></div></section>`;
    const { codeOnPage, resultOnPage } = (window as unknown as { pictures: Pictures }).pictures;
    return { code: codeOnPage(document), result: resultOnPage(document, 'Не диагноз.') };
  });
  expect(read.code).toEqual({
    groups: ['7K3M', 'X9QW'],
    qr: [
      [true, false],
      [false, true],
    ],
    title: 'Твой код',
    purpose: 'Вернуться',
  });
  expect(read.result).toEqual({
    title: 'Твой результат',
    rows,
    todayTitle: 'Начни сегодня с этого',
    today: 'За час до сна выключай экран.',
    note: 'Не диагноз.',
  });
  expect(JSON.stringify(read.result)).not.toContain('7K3M');
});

it('a picture is saved under a neutral name', async () => {
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<button data-picture="result" data-file="page.png" data-note="x">x</button>',
    );
  });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate(() => {
      const { savePicture } = (window as unknown as { pictures: Pictures }).pictures;
      return savePicture(document.querySelector('[data-picture]')!);
    }),
  ]);
  expect(download.suggestedFilename()).toBe('page.png');
});
