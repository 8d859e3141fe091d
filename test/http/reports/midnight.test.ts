import { alarming, anAttempt } from '../../support/builders/attempts';
import { referenceFields } from '../../support/builders/references';
import { type Site, startSite } from '../../support/site/site';
import { signedIn } from '../../support/site/staff';
import { plain, type Visitor } from '../../support/site/visitor';

interface Person {
  id: string;
  code: string;
}

const lastMomentOfYesterday = new Date('2026-10-05T23:59:59.999+05:00');
const midnight = new Date('2026-10-06T00:00:00+05:00');
const noon = new Date('2026-10-06T12:00:00+05:00');
const tomorrow = new Date('2026-10-07T12:00:00+05:00');

let site: Site;
let coordinator: Visitor;
let yesterdays: Person[];

const submit = async (builder = anAttempt()): Promise<Person> => {
  const { attempt, code } = await builder.submitted(site);
  return { id: attempt.id, code };
};
const submitMany = async (people: number): Promise<Person[]> => {
  const all: Person[] = [];
  while (all.length < people) all.push(await submit());
  return all;
};
const rate = (person: Person, satisfaction: 1 | 5) =>
  site.services.screening.giveFeedback({ ...person, satisfaction, now: site.clock.now });
const ask = (person: Person) => site.services.consultations.request({ ...person, now: site.clock.now });

beforeAll(async () => {
  site = await startSite();
  site.clock.now = lastMomentOfYesterday;
  yesterdays = await submitMany(40);
  for (const [index, person] of yesterdays.slice(1).entries()) await rate(person, index < 25 ? 5 : 1);
  for (const person of yesterdays.slice(1, 13)) await ask(person);
  // The same person once more: later attempts of a code are in no reference.
  await submit(anAttempt().on(yesterdays[0]!.code).answering(alarming));

  site.clock.now = noon;
  coordinator = await signedIn(site, 'coordinator');
  await coordinator.open('/staff/references/new');
  await coordinator.submit(referenceFields);
});
afterAll(() => site.stop());

/** What comes in during a day, from its first moment on. */
async function whatArrivesToday(): Promise<void> {
  site.clock.now = midnight;
  await submit(anAttempt().answering(alarming));
  await submitMany(11);
  await rate(yesterdays[0]!, 5);
  await ask(yesterdays[0]!);
  site.clock.now = noon;
}

const linesOf = (visitor: Visitor): string[] =>
  plain(visitor.page.html.querySelector('.reference-document')!.structuredText).split('\n');
const covered = (people: number) =>
  expect.stringContaining(`Есепті кезеңде сауалнаманы ${people} адам толтырды.`);

async function frozenNumbers(path: string) {
  const { body } = await coordinator.raw.get(`${path}/files/reference.json`).responseType('blob');
  return JSON.parse(String(body)) as { numbers: { until: string }; conclusions: { kk: string[] } };
}

it('has nothing of what arrives today, neither in a draft nor in a frozen reference', async () => {
  const { path } = coordinator.page;
  const draft = linesOf(coordinator);
  expect(draft).toContainEqual(covered(40));
  await whatArrivesToday();

  await coordinator.open(path);
  expect(linesOf(coordinator)).toEqual(draft);
  await coordinator.submit({}, `${path}/freeze`);
  expect(coordinator.page.text).toContain('Анықтама бекітілді');
  const { numbers, conclusions } = await frozenNumbers(path);
  expect(numbers.until).toBe(midnight.toISOString());
  expect(plain(conclusions.kk.join(' '))).toContain('40 адам');

  // It was there all the time, and is counted from the next day on.
  site.clock.now = tomorrow;
  const other = await signedIn(site, 'coordinator');
  await other.open('/staff/references/new');
  await other.submit(referenceFields);
  expect(linesOf(other)).toContainEqual(covered(52));
});
