// What was erased stays erased, also when the database is restored from a backup that is older.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import supertest from 'supertest';
import { anAttempt, calm } from '../../support/builders/attempts';
import { type Asked, asked } from '../../support/builders/cases';
import { quickFolder } from '../../support/quick-folder';
import { type Site, startSite } from '../../support/site/site';
import { plain } from '../../support/site/visitor';

let folder: string;
beforeEach(() => {
  folder = quickFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [data, backup] = ['data', 'backup'];
const path = (name: string) => join(folder, name);

async function during<T>(work: (site: Site) => Promise<T>): Promise<T> {
  const site = await startSite(folder);
  try {
    return await work(site);
  } finally {
    await site.stop();
  }
}

const ask = (site: Site, method: 'get' | 'delete', { attempt, code }: Pick<Asked, 'attempt' | 'code'>) =>
  supertest(site.server)[method](`/api/attempts/${attempt.id}`).set('Authorization', `Code ${code}`);

const casesIn = (site: Site) => site.connection.collection('cases').countDocuments();

function restore(): void {
  rmSync(path(data), { recursive: true });
  cpSync(path(backup), path(data), { recursive: true });
}

describe('a database restored from before an erasure', () => {
  it('has lost the attempt and its case again after the start, and takes no late upload of it', async () => {
    const [erased, kept] = await during(async (site) => [
      await asked(site, anAttempt().answering(calm)),
      await asked(site, anAttempt().answering(calm)),
    ]);
    cpSync(path(data), path(backup), { recursive: true });
    await during(async (site) => expect((await ask(site, 'delete', erased)).status).toBe(204));
    restore();
    await during(async (site) => {
      expect((await ask(site, 'get', erased)).status).toBe(410);
      expect((await ask(site, 'get', kept)).status).toBe(200);
      expect(await casesIn(site)).toBe(1);
      const late = { ...anAttempt().upload, id: erased.attempt.id, code: erased.code };
      await expect(
        site.services.screening.saveAttempt({ ...late, now: site.clock.now }),
      ).rejects.toMatchObject({
        code: 'erased',
      });
    });
  });

  it('knows an erased attempt that began after the backup', async () => {
    await during(async () => {});
    cpSync(path(data), path(backup), { recursive: true });
    const late = await during(async (site) => {
      const made = await anAttempt().answering(calm).submitted(site);
      await ask(site, 'delete', made);
      return made;
    });
    restore();
    await during(async (site) => expect((await ask(site, 'get', late)).status).toBe(410));
  });

  it('is told once: a second start finds everything done', async () => {
    const erased = await during((site) => asked(site, anAttempt().answering(calm)));
    cpSync(path(data), path(backup), { recursive: true });
    await during((site) => ask(site, 'delete', erased));
    restore();
    await during(async () => {});
    const entries = await during(({ connection }) =>
      connection.collection('audit').countDocuments({ act: 'attemptErased', target: erased.attempt.id }),
    );
    expect(entries).toBe(1);
  });
});

describe('records that cannot be written', () => {
  it.each([
    ['kk', 'Өшіруді жазып қою мүмкін болмады'],
    ['ru', 'Удаление не удалось записать'],
  ])('refuse the erasure in words, in %s, and erase nothing', async (language, title) => {
    await during(async (site) => {
      const one = await anAttempt().answering(calm).submitted(site);
      rmSync(join(site.config.recordsDir, 'erased'), { recursive: true });
      const refused = await ask(site, 'delete', one).set('Accept-Language', language);
      expect([refused.status, plain(refused.body.title)]).toEqual([503, title]);
      expect((await ask(site, 'get', one)).status).toBe(200);
    });
  });
});
