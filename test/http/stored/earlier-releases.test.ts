// What earlier releases left behind still works: the requests of their phones, and the store as they wrote it.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { foretellMigrations } from '../../../server/store/migrations/migrate';
import { storedShapes } from '../../../server/stored-shapes';
import { anAttempt } from '../../support/builders/attempts';
import { aCampaign } from '../../support/builders/campaigns';
import { fromText, layStore } from '../../support/fixtures/store';
import { answerAll, type Sent, type Story, send } from '../../support/fixtures/story';
import { quickFolder } from '../../support/quick-folder';
import { type Site, startSite } from '../../support/site/site';
import { signedIn, signInAgain } from '../../support/site/staff';

const fixtures = join(__dirname, '..', '..', 'fixtures');
const days = readdirSync(fixtures).sort();
const read = (day: string, name: string) => readFileSync(join(fixtures, day, name), 'utf8');
type Recorded = Story & { psychologist: string };
const storyOf = (day: string): Recorded => JSON.parse(read(day, 'story.json'));

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;

/** Where an answer lacks what it had, or has it in another type: such a phone reads all of it. */
function lost(had: unknown, has: unknown, path = ''): string[] {
  if (had === null) return [];
  if (typeOf(had) !== typeOf(has)) return [`${path}: ${typeOf(had)} became ${typeOf(has)}`];
  if (Array.isArray(had)) return had.length === 0 ? [] : lost(had[0], (has as unknown[])[0], `${path}.0`);
  if (typeof had !== 'object') return [];
  return Object.entries(had).flatMap(([name, value]) =>
    lost(value, (has as Record<string, unknown>)[name], `${path}.${name}`),
  );
}

it('an answer that lacks something, or has it in another type, is found', () => {
  const had = { a: 1, b: [{ c: 'x' }], d: null };
  expect(lost(had, { ...had, e: 1, d: 'now known' })).toEqual([]);
  expect(lost(had, { b: [{ c: null }] })).toEqual([
    '.a: number became undefined',
    '.b.0.c: string became null',
  ]);
});

describe.each(days.slice(-2))('a phone of the release of %s', (day) => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.stop());

  it('is answered as it was, with all that it reads', async () => {
    const { campaign, steps } = storyOf(day);
    const { slug } = await aCampaign(site);
    const psychologist = await signedIn(site, 'psychologist');
    for (const step of steps) {
      if (step === 'staff answers') {
        await answerAll(site, psychologist);
        continue;
      }
      const sent: Sent = JSON.parse(JSON.stringify(step).replaceAll(campaign, slug));
      const { status, body } = await send(site, sent);
      const what = `${sent.method} ${sent.path}`;
      expect({ what, status, lost: lost(sent.answer, body) }).toEqual({
        what,
        status: sent.status,
        lost: [],
      });
    }
  });
});

describe.each(days)('a store of the release of %s', (day) => {
  const folder = quickFolder();
  const { draft, asking, erased, psychologist } = storyOf(day);
  let site: Site;
  beforeAll(async () => {
    await layStore(folder, fromText(read(day, 'store.json')));
    site = await startSite(folder);
  });
  afterAll(async () => {
    await site?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has the present shapes, and no migration finds anything more to do', async () => {
    const said: string[] = [];
    const report = (message: string) => said.push(message);
    await foretellMigrations({ connection: site.connection, shapes: storedShapes, report });
    for (const line of said) expect(line).toContain('would change 0 of');
  });

  it('lets a student go on, and finish', async () => {
    const { id: _id, ...upload } = anAttempt().on(draft.code).upload;
    const path = `/api/attempts/${draft.id}`;
    const stored = await send(site, { method: 'get', path, code: draft.code });
    expect(stored.body).toMatchObject({ sequence: 1, submitted: false, answers: { A1: 2, A2: null, A3: 1 } });
    const more = { ...upload, answers: { ...stored.body.answers, A4: 0 }, sequence: 2, submitted: true };
    const { status, body } = await send(site, { method: 'put', path, body: more });
    expect({ status, submitted: body.submitted }).toEqual({ status: 200, submitted: true });
  });

  it('lets a student read the letter, and its psychologist the reply', async () => {
    const path = `/api/attempts/${asking.id}/consultation`;
    const { body } = await send(site, { method: 'get', path, code: asking.code });
    expect(JSON.stringify(body)).toContain('Жазғаныңа рақмет');
    const aigul = await signInAgain(site, psychologist);
    const stored = await site.connection.collection('cases').findOne();
    expect((await aigul.open(`/staff/cases/${stored?._id}`)).text).toContain('Хатың көмектесті');
  });

  it('keeps what was erased erased', async () => {
    const { id: _id, ...upload } = anAttempt().on(erased.code).upload;
    const { status } = await send(site, { method: 'put', path: `/api/attempts/${erased.id}`, body: upload });
    expect(status).toBe(410);
  });

  it('has an unbroken audit record', async () => {
    expect(await site.services.audit.verifyChain()).toMatchObject({ isWhole: true });
  });
});
