// What a start does with a store whose keys are not where they should be.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readKeys } from '../../../server/keys';
import { isInstalled, keysBelongToStore } from '../../../server/operations/installation.store';
import { keysFor } from '../../../server/services';
import { openDatabase } from '../../../server/store/database';
import { quickFolder } from '../../support/quick-folder';

const now = new Date('2026-10-05T06:00:00Z');
const folder = quickFolder();
const keysDir = join(folder, 'keys');
let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase({ uri: undefined, folder: join(folder, 'data'), clock: () => now });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

it('keys are made for a new store, found again, and never made anew for one that is there', async () => {
  const { connection } = database;
  expect(await isInstalled(connection)).toBe(false);
  const { keys, areNew } = await keysFor(connection, keysDir);
  expect(areNew).toBe(true);
  expect(await keysBelongToStore(connection, keys, now)).toBe(true);
  expect((await keysFor(connection, keysDir)).areNew).toBe(false);
  const elsewhere = join(folder, 'not-mounted');
  await expect(keysFor(connection, elsewhere)).rejects.toThrow('but the store was made with some');
  expect(existsSync(elsewhere)).toBe(false);
});

it('another installation’s keys are refused, those of before rotation are taken and then known by the new print', async () => {
  const { connection } = database;
  const { keys } = readKeys(keysDir);
  const others = readKeys(join(folder, 'others')).keys;
  expect(await keysBelongToStore(connection, others, now)).toBe(false);
  const installation = connection.collection<{ _id: string }>('installation');
  await installation.updateOne({ _id: 'this' }, { $set: { keysFingerprint: keys.formerFingerprint } });
  expect(await keysBelongToStore(connection, keys, now)).toBe(true);
  expect(await installation.findOne({ _id: 'this' })).toMatchObject({ keysFingerprint: keys.fingerprint });
});
