/** The network fails in every single request of a student's way in turn: nothing is lost and nothing happens twice. */
import type { Page } from 'playwright-core';
import type { Attempt } from '../../../server/screening/attempt.types';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { type Place, type Student, walkTo } from '../../support/browser/fast-way';
import { waitForPhone } from '../../support/browser/journey';
import { waitForTakeover } from '../../support/browser/kept';
import { type Loss, type Network, networkTo } from '../../support/browser/network';
import { until } from '../../support/browser/until';

const student: Student = {
  given: { A1: 2, A2: 1, A3: 0, A4: 3, A5: 1, A6: 2, A7: 0, A8: 4, B1: 0, D1: 0, D2: 0, D3: 0, E1: 1 },
  satisfaction: 4,
};

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterAll(() => browsed?.stop());

/** A request that is lost once, and how. */
interface Lost {
  /** Method and path, the attempt's id left out. */
  request: string;
  /** Which of its kind; 'submission' is the first after the last tap. */
  nth: number | 'submission';
  loss: Loss;
}

interface Case {
  losses: Lost[];
  /** How far the student goes. */
  goal: Place;
  /** How far the first page comes before the student begins: to the loss, or to a phone that goes on by itself. */
  begins: 'whenLost' | 'whenTakenOver';
  /** Whether the student has to load the page again. */
  reloads?: number;
}

const kindOf = (method: string, path: string) =>
  `${method} ${path.replace(/[0-9a-f-]{36}/, ':id').replace(/\?.*/, '')}`;

/** A new student behind a network of their own. */
async function arrive(serviceWorkers: 'allow' | 'block' = 'allow') {
  const network = await networkTo(browsed.url);
  const page = await browsed.open({ language: 'kk', viewport: phone, serviceWorkers });
  const leave = async () => {
    await page.context().close();
    await network.stop();
  };
  return { page, network, leave };
}

/** Loads the first page. @returns how often it had to be asked for again */
async function openStart(page: Page, network: Network): Promise<number> {
  const comes = () =>
    page.goto(network.url).then(
      () => true,
      () => false,
    );
  const isMissed = !(await comes());
  if (isMissed) await until(comes);
  return isMissed ? 1 : 0;
}

const arrived = (code: string): Promise<Attempt[]> =>
  until(async () => {
    const attempts = await browsed.site.services.screening.attemptsOf(code);
    return attempts.some(({ feedback }) => feedback !== null) ? attempts : null;
  });

/** The requests of a whole way, in the order in which they were made first, by what they are for. */
async function requestsOfAWay() {
  const { page, network, leave } = await arrive();
  await openStart(page, network);
  await waitForPhone(page);
  const { code } = await walkTo(page, 'finish', student);
  await arrived(code);
  await until(() => network.exchanges.some(({ path }) => path.startsWith('/guides/')));
  await leave();
  const all = [...new Set(network.exchanges.map(({ method, path }) => kindOf(method, path)))];
  const gets = all.filter((one) => one.startsWith('GET'));
  const [begin, worker] = ['/assets/lazy-chunk', '/service-worker.js'].map((part) =>
    gets.findIndex((one) => one.includes(part)),
  );
  const isStyle = (one: string) => one.endsWith('.css');
  return {
    first: gets.slice(0, begin).filter((one) => one === 'GET /' || isStyle(one)),
    script: gets.slice(1, begin).filter((one) => !isStyle(one)),
    later: gets.slice(begin, worker),
    kept: gets.slice(worker),
  };
}

/** @returns what went wrong */
async function walkLosing({ losses, goal, begins, reloads = 0 }: Case): Promise<string[]> {
  const isFile = losses.every(({ request }) => request.startsWith('GET'));
  const { page, network, leave } = await arrive(isFile ? 'allow' : 'block');
  const seen = new Map<string, number>();
  const lost = new Set<Lost>();
  let isSubmitting = false;
  network.lose((method, path) => {
    const kind = kindOf(method, path);
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    const one = losses.find(
      (loss) =>
        loss.request === kind &&
        !lost.has(loss) &&
        (loss.nth === 'submission' ? isSubmitting : loss.nth === count),
    );
    if (!one) return null;
    lost.add(one);
    return one.loss;
  });
  const wrong: string[] = [];
  const missed = await openStart(page, network);
  await (begins === 'whenLost' ? until(() => lost.size > 0) : waitForTakeover(page));
  const walked = await walkTo(page, goal, student, async (place) => {
    isSubmitting = place === 'check';
    // The end would take along what is not sent yet, in another way.
    if (place === 'thanks' && !isFile) await until(() => lost.size === losses.length);
  });
  if (missed + walked.reloads !== reloads) wrong.push(`${missed + walked.reloads} pages loaded again`);
  if (goal === 'finish') {
    if (!walked.places.includes('result')) wrong.push('no result');
    const attempts = await arrived(walked.code);
    const [attempt] = attempts;
    if (attempts.length !== 1) wrong.push(`${attempts.length} attempts`);
    if (JSON.stringify(attempt?.answers) !== JSON.stringify(student.given)) wrong.push('other answers');
    if (attempt?.submittedAt === null) wrong.push('not submitted');
    if (attempt?.feedback?.satisfaction !== student.satisfaction) wrong.push('other feedback');
  }
  // What comes in the background comes again with the next visits, until the phone has all that it needs.
  for (let visits = 0; isFile && (visits === 0 || lost.size < losses.length); visits += 1) {
    await page.goto(network.url);
    await waitForPhone(page);
  }
  if (lost.size < losses.length) wrong.push('not all was asked for');
  await leave();
  return wrong.map((one) => `${JSON.stringify(losses)}: ${one}`);
}

/** Four students at once. */
async function wrongOf(cases: Case[]): Promise<string[]> {
  expect(cases.length).toBeGreaterThan(0);
  const wrong: string[] = [];
  const rest = [...cases];
  const walkRest = async () => {
    for (let one = rest.shift(); one; one = rest.shift()) wrong.push(...(await walkLosing(one)));
  };
  await Promise.all([walkRest(), walkRest(), walkRest(), walkRest()]);
  return wrong;
}

/** The phone cannot tell whether the server saw a request for a page or a file. */
const losingFiles = (requests: string[], goal: Place): Case => ({
  losses: requests.map((request) => ({ request, nth: 1, loss: 'answer' })),
  ...{ begins: 'whenLost', goal },
});
const alone = (requests: string[], goal: Place): Case[] => requests.map((one) => losingFiles([one], goal));

describe('a student whose network fails once reaches the result, and the server has each answer once', () => {
  let asked: Awaited<ReturnType<typeof requestsOfAWay>>;
  beforeAll(async () => {
    asked = await requestsOfAWay();
  });

  it('when the first page or its looks are lost', async () => {
    const [first, ...looks] = asked.first;
    const begins = 'whenTakenOver';
    const page: Case = { ...losingFiles([first!], 'finish'), begins, reloads: 1 };
    expect(await wrongOf([page, { ...losingFiles(looks, 'finish'), begins }])).toEqual([]);
  });

  it('when any part of the script that begins the test is lost: the server’s forms do instead', async () => {
    const [script, ...parts] = asked.script;
    const cases = [...alone([script!], 'finish'), ...alone(parts, 'page')];
    expect(await wrongOf(cases)).toEqual([]);
  });

  it('when any part of the script that comes later is lost: the page gets it anew', async () => {
    expect(await wrongOf(alone(asked.later, 'finish'))).toEqual([]);
  });

  it('when what is kept for later is lost: it is kept at the next visit', async () => {
    const [worker, shell, key, ...others] = asked.kept;
    const half = (odd: number) =>
      losingFiles(
        others.filter((_one, index) => index % 2 === odd),
        'finish',
      );
    expect(others.length).toBeGreaterThan(10);
    expect(await wrongOf([...alone([worker!, shell!, key!], 'finish'), half(0), half(1)])).toEqual([]);
  });

  it('when an upload, the submission or the feedback is lost, or its answer', async () => {
    const upload = (nth: Lost['nth'], loss: Loss): Lost => ({ request: 'PUT /api/attempts/:id', nth, loss });
    const feedback = (loss: Loss): Lost => ({ request: 'POST /api/attempts/:id/feedback', nth: 1, loss });
    const losses = [
      [upload(1, 'request'), upload('submission', 'answer'), feedback('request')],
      [upload(1, 'answer'), upload('submission', 'request'), feedback('answer')],
      [upload(2, 'request')],
      [upload(2, 'answer')],
    ];
    const cases = losses.map((some): Case => ({ losses: some, goal: 'finish', begins: 'whenTakenOver' }));
    expect(await wrongOf(cases)).toEqual([]);
  });
});
