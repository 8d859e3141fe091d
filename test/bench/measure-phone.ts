/**
 * `npm run measure-phone`: what the test costs a student with a slow phone in a village, in time and bytes. A real browser,
 * four times slower, walks the whole way behind a slow network; taps take no time, so what is measured is the machine's.
 * Prints the medians of three rounds in each language as a table and as JSON.
 */
import { cpus } from 'node:os';
import type { BrowserContext, Page } from 'playwright-core';
import { type Language, languages } from '../../server/core/definition/types';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { walkTo } from '../support/browser/fast-way';
import { given, goBy, waitForPhone } from '../support/browser/journey';
import { keptOn } from '../support/browser/kept';
import { type Exchange, type Network, networkTo } from '../support/browser/network';
import { isPrefetchFor } from '../support/browser/prefetched-files';
import { until } from '../support/browser/until';
import { anAttempt, calm } from '../support/builders/attempts';
import { answer, asked } from '../support/builders/cases';
import { signedIn } from '../support/site/staff';

/** 400 kbit/s. */
const slowness = { bytesPerSecond: 50_000, roundTripMs: 400 };
const slowerPhone = 4;
const rounds = 3;

/** Milliseconds, or bytes of answers and of requests, headers included. */
interface Measured {
  firstPageSeenMs: number;
  firstQuestionMs: number;
  firstQuestionDown: number;
  firstQuestionUp: number;
  furtherPageMs: number;
  slowestPageMs: number;
  resultMs: number;
  wholeDown: number;
  wholeUp: number;
  pageSaveUp: number;
  pageSaveDown: number;
  lastUploadUp: number;
  lastUploadDown: number;
  prefetchedDown: number;
  prefetchedUp: number;
  returnPageSeenMs: number;
  returnDown: number;
  returnUp: number;
  letterMs: number;
  letterDown: number;
  letterUp: number;
}

const down = (exchanges: Exchange[]) => exchanges.reduce((sum, { downBytes }) => sum + downBytes, 0);
const up = (exchanges: Exchange[]) => exchanges.reduce((sum, { upBytes }) => sum + upBytes, 0);

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Of all processors, in the second before anything begins here: 0 is idle, 1 is fully busy with something else. */
async function busyShare(): Promise<number> {
  const times = () =>
    cpus().map(({ times: { idle, ...used } }) => [idle, Object.values(used).reduce((a, b) => a + b)]);
  const sum = (all: number[][], index: number) => all.reduce((total, one) => total + (one[index] ?? 0), 0);
  const before = times();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const after = times();
  const idle = sum(after, 0) - sum(before, 0);
  const used = sum(after, 1) - sum(before, 1);
  return used / (idle + used);
}

/**
 * Runs inside the page before its own scripts: begins as soon as the phone listens, does each step as soon as it is drawn,
 * and tells when the first question could be tapped.
 */
function tapToFirstQuestion(): void {
  const find = (selector: string) => document.querySelector<HTMLInputElement>(`main ${selector}`);
  const steps: Record<string, () => void> = {
    about: () => find('[value=agree]')?.click(),
    phone() {
      find('[name=phone][value=own]')?.click();
      find('#way button')?.click();
    },
    profile() {
      for (const choice of ['[name=sex]', '[name=settlement]']) find(choice)?.click();
      for (const [id, value] of [
        ['age', '15'],
        ['region', '750000000'],
        ['status', 'school-lower'],
      ])
        Object.assign(find(`#${id}`) ?? {}, { value });
      find('#way button')?.click();
    },
    code() {
      find('#is-saved')?.click();
      find('[name=go][value=next]')?.click();
    },
  };
  // Nobody listens to a made-up event before the phone does, and it submits nothing.
  const begin = setInterval(() => {
    const sent = new SubmitEvent('submit', { bubbles: true, cancelable: true });
    if (document.querySelector('.hero form')?.dispatchEvent(sent) === false) clearInterval(begin);
  }, 10);
  document.addEventListener('drawn', () => {
    requestAnimationFrame(() =>
      setTimeout(() => {
        const step = find('[name=step]')?.value ?? '';
        const report = (window as unknown as { reportFirstQuestion(ms: number): void }).reportFirstQuestion;
        if (step === 'page') report(performance.now());
        else steps[step]?.();
      }),
    );
  });
}

/** Inside the page: answers page after page, then asks for the result. @returns the times from tap to drawn page */
async function tapToResult(
  answers: Record<string, number>,
): Promise<{ pagesMs: number[]; resultMs: number }> {
  const find = (selector: string) => document.querySelector<HTMLElement>(`main ${selector}`);
  const tapAndSee = (selector: string) =>
    new Promise<number>((resolve) => {
      const tappedAt = performance.now();
      const seen = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - tappedAt)));
      document.addEventListener('drawn', seen, { once: true });
      find(selector)?.click();
    });
  const pagesMs: number[] = [];
  while (find('[data-question]')) {
    for (const [item, answer] of Object.entries(answers)) find(`#question-${item}-${answer}`)?.click();
    pagesMs.push(await tapAndSee('[name=go][value=next]'));
  }
  return { pagesMs, resultMs: await tapAndSee('[value=submit]') };
}

const firstSeen = (page: Page) =>
  page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);

async function slowPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowerPhone });
  return page;
}

const isThere = (network: Network, part: string) =>
  until(() => network.exchanges.some(({ path }) => path.includes(part)));

/** Since the last time. */
function drain(network: Network): Exchange[] {
  return network.exchanges.splice(0);
}

async function firstVisit(page: Page, network: Network) {
  let report: (first: { ms: number; exchanges: Exchange[] }) => void;
  const first = new Promise<{ ms: number; exchanges: Exchange[] }>((resolve) => {
    report = resolve;
  });
  await page.exposeFunction('reportFirstQuestion', (ms: number) =>
    report({ ms, exchanges: [...network.exchanges] }),
  );
  await page.addInitScript(tapToFirstQuestion);
  await page.goto(network.url, { waitUntil: 'commit' });
  return first;
}

/** The last page that comes in the background. */
async function lastKept(url: string): Promise<string> {
  const script = await (await fetch(`${url}/service-worker.js`)).text();
  const { further } = JSON.parse(/^const phoneFiles = (.*);$/m.exec(script)?.[1] ?? '{}');
  return further.at(-1);
}

async function measure(browsed: BrowsedSite, language: Language, letterCode: string): Promise<Measured> {
  const network = await networkTo(browsed.url);
  const context = (await browsed.open({ language, viewport: phone })).context();
  try {
    network.slow(slowness);
    const page = await slowPage(context);
    const first = await firstVisit(page, network);
    // Whoever reads 75 questions has the rest by then.
    for (const part of ['/rest-', '/results.json', '/recommendations.json']) await isThere(network, part);
    const walked = await page.evaluate(tapToResult, given);
    await until(async () => (await keptOn(page)).attempts[0]?.known?.submitted);
    await isThere(network, await lastKept(browsed.url));
    const firstPageSeenMs = await firstSeen(page);
    const all = drain(network);
    const isPrefetch = isPrefetchFor(language);
    const needed = all.filter((one) => !isPrefetch(one));
    const prefetched = all.filter(isPrefetch);
    const uploads = all.filter(({ method }) => method === 'PUT');
    const last = uploads.at(-1)!;
    const saves = uploads.slice(0, -1);

    await walkTo(page, 'finish', { given: {} });
    await page.close();
    drain(network);
    const back = await slowPage(context);
    await back.goto(network.url);
    await waitForPhone(back);
    await back.waitForLoadState('networkidle');
    const returnPageSeenMs = await firstSeen(back);
    const returned = drain(network);

    await back.goto(`${network.url}/my`);
    await back.fill('[name=code]', letterCode);
    await goBy(back, 'form[data-code-form] button');
    const tappedAt = Date.now();
    await goBy(back, 'form[action="/my/letter"] button');
    const letterMs = Date.now() - tappedAt;
    const letter = drain(network);
    return {
      ...{ firstPageSeenMs, firstQuestionMs: first.ms },
      ...{ firstQuestionDown: down(first.exchanges), firstQuestionUp: up(first.exchanges) },
      furtherPageMs: median(walked.pagesMs),
      slowestPageMs: Math.max(...walked.pagesMs),
      resultMs: walked.resultMs,
      ...{ wholeDown: down(needed), wholeUp: up(needed) },
      pageSaveUp: median(saves.map(({ upBytes }) => upBytes)),
      pageSaveDown: median(saves.map(({ downBytes }) => downBytes)),
      ...{ lastUploadUp: last.upBytes, lastUploadDown: last.downBytes },
      ...{ prefetchedDown: down(prefetched), prefetchedUp: up(prefetched) },
      ...{ returnPageSeenMs, returnDown: down(returned), returnUp: up(returned) },
      ...{ letterMs, letterDown: down(letter), letterUp: up(letter) },
    };
  } finally {
    network.slow(null);
    await context.close();
    await network.stop();
  }
}

const letters = {
  kk: 'Сәлем! Хатыңды оқыдым, жазғаның дұрыс болды. ',
  ru: 'Привет! Письмо прочитано, хорошо, что ты его написал. ',
};

/** Of an attempt that a psychologist has answered. @returns the code */
async function answered(browsed: BrowsedSite, language: Language): Promise<string> {
  const one = await asked(browsed.site, anAttempt().in(language).answering(calm));
  const psychologist = await signedIn(browsed.site, 'psychologist');
  await answer(psychologist, one, letters[language].repeat(40));
  return one.code;
}

const mediansOf = (all: Measured[]): Measured =>
  Object.fromEntries(
    Object.keys(all[0]!).map((name) => [
      name,
      Math.round(median(all.map((one) => one[name as keyof Measured]))),
    ]),
  ) as unknown as Measured;

const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

/** What is shown in each row, and how. */
const rows: [string, (of: Measured) => (string | null)[]][] = [
  ['first visit: first page seen', (of) => [seconds(of.firstPageSeenMs), null, null]],
  [
    'first visit: first question can be tapped',
    (of) => [seconds(of.firstQuestionMs), kilobytes(of.firstQuestionDown), kilobytes(of.firstQuestionUp)],
  ],
  [
    'every further page',
    (of) => [seconds(of.furtherPageMs), kilobytes(of.pageSaveDown), kilobytes(of.pageSaveUp)],
  ],
  ['the slowest of them', (of) => [seconds(of.slowestPageMs), null, null]],
  [
    '"show result": result drawn',
    (of) => [seconds(of.resultMs), kilobytes(of.lastUploadDown), kilobytes(of.lastUploadUp)],
  ],
  ['whole test with result and uploads', (of) => [null, kilobytes(of.wholeDown), kilobytes(of.wholeUp)]],
  [
    'in the background: other language, guides, pages',
    (of) => [null, kilobytes(of.prefetchedDown), kilobytes(of.prefetchedUp)],
  ],
  [
    'a return visit',
    (of) => [seconds(of.returnPageSeenMs), kilobytes(of.returnDown), kilobytes(of.returnUp)],
  ],
  [
    'a letter at /my, from code to letter',
    (of) => [seconds(of.letterMs), kilobytes(of.letterDown), kilobytes(of.letterUp)],
  ],
];

function table(medians: Record<Language, Measured>): string {
  const cells = rows.map(([what, read]) =>
    [what, ...languages.flatMap((language) => read(medians[language]).map((cell) => cell ?? '–'))].join(
      ' | ',
    ),
  );
  const head = languages.flatMap((language) => [`${language}: time`, `${language}: down`, `${language}: up`]);
  return [
    `| | ${head.join(' | ')} |`,
    `|${'---|'.repeat(head.length + 1)}`,
    ...cells.map((row) => `| ${row} |`),
  ].join('\n');
}

/** The package unpacks its shared libraries only where it believes itself on a machine without any. */
async function unpackBrowser(): Promise<void> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
}

async function main(): Promise<void> {
  const busy = await busyShare();
  await unpackBrowser();
  const browsed = await browseSite();
  // A browser asks again about what it got from a site of another day.
  browsed.site.clock.now = new Date();
  try {
    const measured = { kk: [] as Measured[], ru: [] as Measured[] };
    for (let round = 0; round < rounds; round += 1)
      for (const language of languages)
        measured[language].push(await measure(browsed, language, await answered(browsed, language)));
    const medians = { kk: mediansOf(measured.kk), ru: mediansOf(measured.ru) };
    if (busy > 0.1)
      console.log(
        `The machine was busy with other work (${Math.round(busy * 100)} %): times are too long.\n`,
      );
    console.log(
      `${table(medians)}\n\n${JSON.stringify({ slowness, slowerPhone, rounds, busy, medians, measured })}`,
    );
  } finally {
    await browsed.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
