// What lies in the store: each collection has a version, and record bits stay where they are.
import JSZip from 'jszip';
import supertest from 'supertest';
import { access } from '../../../server/access';
import { readKeys } from '../../../server/keys';
import { prepareStores } from '../../../server/services';
import { dayMs } from '../../../server/shared/clock';
import { type Role, roles } from '../../../server/shared/roles';
import { openDatabase } from '../../../server/store/database';
import { storedShapes } from '../../../server/stored-shapes';
import { anAttempt } from '../../support/builders/attempts';
import { aCampaign } from '../../support/builders/campaigns';
import { type Asked, answer, asked } from '../../support/builders/cases';
import { referenceFields } from '../../support/builders/references';
import { type Site, startSite } from '../../support/site/site';
import { signedIn } from '../../support/site/staff';

/** In which all answered alike, so that its reference is soon made. */
const region = '710000000';

let site: Site;
let one: Asked;
beforeAll(async () => {
  site = await startSite();
  one = await asked(site, anAttempt());
});
afterAll(() => site.stop());

interface Lying {
  _id: string;
  submittedAt?: Date | null;
  recordBits?: number;
}
const attempts = () => site.connection.collection<Lying>('attempts');
const bitsOf = async (id: string) => (await attempts().findOne({ _id: id }))?.recordBits;

/** What a start says of what it did to the stored documents. */
async function startedAgain(): Promise<string[]> {
  const said: string[] = [];
  const { keys } = readKeys(site.config.keysDir);
  const clock = () => site.clock.now;
  const { connection, close } = await openDatabase({ folder: site.config.dataDir, clock });
  try {
    await prepareStores({ keys, connection, clock, report: (message) => said.push(message) });
  } finally {
    await close();
  }
  return said;
}

it('every collection that the application opens has its line among the stored shapes', () => {
  const opened = Object.values(site.connection.models).map(({ collection }) => collection.name);
  expect(opened.sort()).toEqual(Object.keys(storedShapes).sort());
});

it('every collection of an installation has its version', async () => {
  const versions = await site.connection.collection('schemaVersions').find().toArray();
  const known = Object.entries(storedShapes).map(([name, steps]) => [name, steps.length]);
  expect(Object.fromEntries(versions.map(({ _id, version }) => [_id, version]))).toEqual(
    Object.fromEntries(known),
  );
});

it('nothing but `_id` is unique: every index is plain, or lets documents expire', () => {
  const indexes = Object.values(site.connection.models).flatMap(({ collection, schema }) =>
    schema.indexes().map(([key, options]) => ({ of: collection.name, key, options: Object.keys(options) })),
  );
  expect(indexes.length).toBeGreaterThan(0);
  const others = indexes.filter(({ options }) => options.some((option) => option !== 'expireAfterSeconds'));
  expect(others).toEqual([]);
});

it('campaigns made before there were projects are given none, once', async () => {
  const { slug } = await aCampaign(site);
  const campaigns = site.connection.collection<{ _id: string; project?: string | null }>('campaigns');
  await campaigns.updateOne({ _id: slug }, { $unset: { project: 1 } });
  await site.connection.collection<{ _id: string }>('schemaVersions').deleteOne({ _id: 'campaigns' });
  const count = await campaigns.countDocuments({});
  expect(await startedAgain()).toContain(`campaigns: 2026-11-30-project changed 1 of ${count} documents`);
  expect(await startedAgain()).toEqual([]);
  expect((await campaigns.findOne({ _id: slug }))?.project).toBeNull();
});

describe('record bits', () => {
  it('are drawn when an attempt is submitted, and stay', async () => {
    const { attempt, code } = await anAttempt().started(site);
    expect(await bitsOf(attempt.id)).toBeUndefined();
    const submitted = anAttempt().on(code);
    const upload = { ...submitted.upload, id: attempt.id, sequence: 2, submitted: true };
    await site.services.screening.saveAttempt({ ...upload, now: site.clock.now });
    const drawn = await bitsOf(attempt.id);
    expect(drawn).toBeGreaterThanOrEqual(0);
    expect(drawn).toBeLessThan(2 ** 32);
    await site.services.screening.saveAttempt({ ...upload, sequence: 3, now: site.clock.now });
    await site.services.screening.giveFeedback({
      ...{ id: attempt.id, code, satisfaction: 5 },
      now: site.clock.now,
    });
    expect(await bitsOf(attempt.id)).toBe(drawn);
    expect(await site.services.screening.attemptsOf(code)).not.toContainEqual(
      expect.objectContaining({ recordBits: expect.anything() }),
    );
  });

  it('differ from one attempt to the next, in all their bits', async () => {
    for (let number = 0; number < 40; number += 1) await anAttempt().by({ region }).submitted(site);
    const drawn = (
      await attempts()
        .find({ recordBits: { $exists: true } })
        .toArray()
    ).map(({ recordBits = 0 }) => recordBits);
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(drawn.reduce((all, bits) => all | bits, 0) >>> 0).toBe(2 ** 32 - 1);
    expect(drawn.reduce((all, bits) => all & bits, -1) >>> 0).toBe(0);
  });

  it('are given to what was submitted before there were any, to nothing else and once', async () => {
    const { attempt: erased, code } = await anAttempt().submitted(site);
    await supertest(site.server)
      .delete(`/api/attempts/${erased.id}`)
      .set('Authorization', `Code ${code}`)
      .expect(204);
    const { attempt: draft } = await anAttempt().started(site);
    const kept = await bitsOf(one.attempt.id);
    const { attempt: older } = await anAttempt().submitted(site);
    await attempts().updateOne({ _id: older.id }, { $unset: { recordBits: 1 } });
    await site.connection.collection<{ _id: string }>('schemaVersions').deleteOne({ _id: 'attempts' });

    const said = await startedAgain();
    const count = await attempts().countDocuments({});
    expect(said).toEqual([`attempts: 2026-11-30-record-bits changed 1 of ${count} documents`]);
    expect(await bitsOf(older.id)).toBeGreaterThanOrEqual(0);
    expect(await bitsOf(one.attempt.id)).toBe(kept);
    expect(await bitsOf(draft.id)).toBeUndefined();
    expect(await bitsOf(erased.id)).toBeUndefined();
  });

  it('stand in no answer of the API, no page of student or staff, no file and no line of the log', async () => {
    // Of ten digits, which no page holds by chance.
    const bits = 0xb7e15162;
    await attempts().updateMany({ submittedAt: { $gte: new Date(0) } }, { $set: { recordBits: bits } });
    await answer(
      await signedIn(site, 'psychologist'),
      one,
      'Сәлем! Хатыңды оқыдым. Қиын сәтте 111-ге қоңырау шал.',
    );
    site.clock.now = new Date(site.clock.now.getTime() + dayMs);

    const seen: string[] = [];
    const see = async (path: string, body: Buffer | string) => {
      if (!path.endsWith('.docx')) return void seen.push(String(body));
      const zip = await JSZip.loadAsync(body);
      for (const file of Object.values(zip.files)) seen.push(await file.async('string'));
    };

    const { id } = one.attempt;
    const withCode = { Authorization: `Code ${one.code}` };
    for (const path of [
      `/api/attempts/${id}`,
      `/api/attempts/${id}/fhir`,
      `/api/attempts/${id}/consultation`,
      '/api/my',
    ])
      await see(path, (await supertest(site.server).get(path).set(withCode).expect(200)).text);
    const again = { ...anAttempt().on(one.code).upload, id, sequence: 9, submitted: true };
    await see('PUT', (await supertest(site.server).put(`/api/attempts/${id}`).send(again).expect(200)).text);

    const student = site.visitor();
    await student.open('/my');
    await see('/my', (await student.submit({ code: one.code })).html.outerHTML);

    const openTo = (role: Role) =>
      Object.entries(access).flatMap(([route, who]) => {
        const path = route.replace(/^GET /, '');
        const isOpen = who === 'staff' || (who !== 'anyone' && who.includes(role));
        return path !== route && isOpen ? [path.replace('/cases/:id', `/cases/${one.caseId}`)] : [];
      });
    for (const role of roles) {
      const visitor = await signedIn(site, role);
      let reference = '';
      if (role === 'coordinator') {
        await visitor.open('/staff/references/new');
        reference = (await visitor.submit({ ...referenceFields, regions: [region] })).path;
        await visitor.submit({}, `${reference}/freeze`);
        for (const name of ['reference-kk.docx', 'reference.json', 'reference.csv'])
          await see(name, (await visitor.download(`${reference}/files/${name}`)).body);
      }
      for (const path of openTo(role)) {
        const named = path.replace('/staff/references/:id', reference);
        if (!named.includes(':')) await see(named, (await visitor.open(named)).html.outerHTML);
      }
    }

    const all = [...seen, ...site.logged].join('\n');
    expect(all).toContain(one.attempt.id);
    expect(all).toContain('"sha256"');
    for (const form of ['recordBits', String(bits), bits.toString(16)]) expect(all).not.toContain(form);
  });
});
