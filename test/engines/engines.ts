/**
 * `npm run test:engines`: the journeys of journeys.ts in Chromium, and in Firefox and WebKit where they are installed, by
 * finger and by key. `RUNS=20` says how often the first one is run (3 times where nothing is said), `ENGINES=Firefox,WebKit`
 * which engines, `npm run test:engines -- windows` the journeys whose name says so. Ends with 1 when a journey failed, or when neither Firefox nor WebKit could be tried.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSite } from '../support/site/site';
import { chromium } from './chromium';
import type { Engine } from './engine';
import { firefox } from './firefox';
import { type Ground, type Journey, journeys } from './journeys';
import { webkit } from './webkit';

/** What is kept arrives so soon after the network is back. */
const soonMs = 10_000;
const fewRuns = 3;

/** After the script's own path, which test/support/run.mjs was given. */
const part = process.argv[3] ?? '';
const { RUNS: runs = String(fewRuns), ENGINES: wanted = 'Chromium,Firefox,WebKit' } = process.env;

interface Count {
  failures: number;
  arrivalMs: number[];
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** @returns what is wrong with one run; null where it is as it should be */
async function fault(run: () => Promise<number | null>, arrivalMs: number[]): Promise<string | null> {
  try {
    const tookMs = await run();
    if (tookMs === null) return null;
    arrivalMs.push(tookMs);
    return tookMs > soonMs ? `after ${seconds(tookMs)} only` : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What goes wrong is said at once. */
async function count(journey: Journey, engine: Engine, ground: Ground, times: number): Promise<Count> {
  const counted: Count = { failures: 0, arrivalMs: [] };
  for (let index = 0; index < times; index += 1) {
    const wrong = await fault(() => journey.run(engine, ground, index), counted.arrivalMs);
    if (wrong === null) continue;
    counted.failures += 1;
    console.log(`${engine.name}: ${journey.name}: run ${index + 1}: ${wrong}`);
  }
  return counted;
}

function summary({ failures, arrivalMs }: Count, times: number): string {
  const sorted = [...arrivalMs].sort((one, other) => one - other);
  const [middle, last] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  const took =
    middle === undefined || last === undefined
      ? ''
      : `, after ${seconds(middle)} as a rule and ${seconds(last)} at most`;
  return `${times - failures} of ${times}${took}`;
}

async function unpackChromium(): Promise<void> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const { default: packed } = await import('@sparticuz/chromium');
  await packed.executablePath();
}

/** Says of each engine that is not here what it needs. */
function present(): Engine[] {
  const asked = [chromium, firefox, webkit].filter(({ name }) => wanted.split(',').includes(name));
  return asked.filter(({ name, missing }) => {
    const needed = missing();
    if (needed !== null)
      console.log(`${name} is not here and left out; on Debian: apt-get install ${needed}`);
    return needed === null;
  });
}

async function main(): Promise<void> {
  const engines = present();
  if (!engines.some(({ name }) => name !== chromium.name)) {
    console.log('Neither Firefox nor WebKit could be tried.');
    process.exitCode = 1;
  }
  await unpackChromium();
  const site = await startSite();
  const server = createServer(site.app).listen(0);
  await once(server, 'listening');
  const ground = { site, url: `http://localhost:${(server.address() as AddressInfo).port}` };
  for (const engine of engines)
    for (const journey of journeys.filter(({ name, isFor }) => name.includes(part) && isFor(engine))) {
      const times = journey === journeys[0] ? Number(runs) : fewRuns;
      const counted = await count(journey, engine, ground, times);
      console.log(`${engine.name}: ${journey.name}: ${summary(counted, times)}`);
      if (counted.failures > 0) process.exitCode = 1;
    }
  server.close();
  server.closeAllConnections();
  await site.stop();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
