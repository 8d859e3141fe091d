import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Erasure, openErasureRecords } from '../../../server/records/erasures';

let recordsDir: string;
beforeEach(() => {
  recordsDir = mkdtempSync(join(tmpdir(), 'records-'));
});
afterEach(() => rmSync(recordsDir, { recursive: true, force: true }));

const erasedAt = new Date('2026-10-05T06:00:00Z');
const erasure = (id: string): Erasure => ({ kind: 'attempt', id, erasedAt });
const folder = () => join(recordsDir, 'erased');
const files = () => readdirSync(folder()).map((name) => join(folder(), name));
const open = () => openErasureRecords(recordsDir);

async function readIds(): Promise<string[]> {
  const ids: string[] = [];
  for await (const erasures of (await open()).read()) ids.push(...erasures.map(({ id }) => id));
  return ids;
}

/** One file with these lines. */
async function noted(...ids: string[]): Promise<string> {
  await (await open()).append(ids.map(erasure));
  const [path] = files();
  return path!;
}

describe('what was erased', () => {
  it('is read again with kind, id and time after a new start', async () => {
    const records = await open();
    await records.append([erasure('one'), erasure('two')]);
    await records.append([erasure('three')]);
    const read: Erasure[] = [];
    for await (const erasures of (await open()).read()) read.push(...erasures);
    expect(read).toEqual([erasure('one'), erasure('two'), erasure('three')]);
  });

  it('stands in a file for each process and start, and a start without erasures leaves none', async () => {
    const [first, second] = [await open(), await open()];
    await open();
    await Promise.all([first.append([erasure('one')]), second.append([erasure('two')])]);
    expect(files()).toHaveLength(2);
    expect((await readIds()).sort()).toEqual(['one', 'two']);
  });

  it('keeps every line whole when many are written at once', async () => {
    const records = await open();
    const ids = Array.from({ length: 50 }, (_, index) => `id-${index}`);
    await Promise.all(ids.map((id) => records.append([erasure(id)])));
    expect(await readIds()).toEqual(ids);
  });

  it('is handed out in parts that one question to the store can hold', async () => {
    await (await open()).append(Array.from({ length: 1100 }, (_, index) => erasure(`id-${index}`)));
    const sizes: number[] = [];
    for await (const erasures of (await open()).read()) sizes.push(erasures.length);
    expect(sizes).toEqual([500, 500, 100]);
  });
});

describe('a file whose process died while it wrote', () => {
  it('gives what stands before its torn last line', async () => {
    const path = await noted('one', 'two', 'three');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -8));
    expect(await readIds()).toEqual(['one', 'two']);
  });

  it('refuses the start when it was changed in the middle, because an erased person would come back', async () => {
    const path = await noted('one', 'two');
    writeFileSync(path, readFileSync(path, 'utf8').replace('one', 'onE'));
    await expect(readIds()).rejects.toThrow(/Line 1 of .+\.txt in RECORDS_DIR is damaged/);
  });
});

describe('a folder that cannot be written', () => {
  it('refuses the start and names the setting', async () => {
    writeFileSync(folder(), 'a file where the folder should be');
    await expect(open()).rejects.toThrow(/RECORDS_DIR cannot be written \((EEXIST|ENOTDIR)\)/);
  });

  it('refuses the erasure, and takes the next one once it can be written again', async () => {
    const records = await open();
    rmSync(folder(), { recursive: true });
    await expect(records.append([erasure('one')])).rejects.toMatchObject({ code: 'recordsUnavailable' });
    await open();
    await records.append([erasure('two')]);
    expect(await readIds()).toEqual(['two']);
  });
});
