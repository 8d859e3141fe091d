import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readAccess, signAccess } from '../../server/accounts/sign-in/tokens';
import { ConfigError, readConfig } from '../../server/config';
import { changeKeys, findKeys, followKeys, readKeys, rotatedNames } from '../../server/keys';
import { rotateKeys, withAddedKeys, withNewestInUse } from '../../server/keys-rotation';
import { openToOthers } from '../../server/operations/rights';
import { open, seal } from '../../server/shared/sealing';
import { quickFolder } from '../support/quick-folder';

const now = new Date('2026-10-05T06:00:00Z');

let folder: string;
beforeEach(() => {
  folder = quickFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keysIn = () => findKeys(folder)!;
const rotate = (hasLeaked = false) => rotateKeys(folder, { hasLeaked, waitMs: 0 });

describe('new keys', () => {
  it('are used for what is new, while the former ones open what is there', async () => {
    const { keys: before } = readKeys(folder);
    const text = seal(before.texts, 'кеңес', 'case 1');
    const visit = seal(before.cookies, 'visit', 'visit');
    const token = signAccess(before.tokens, 's1', now);
    await rotate();
    const after = keysIn();
    expect(rotatedNames.map((name) => after[name].current)).toEqual(['k2', 'k2', 'k2', 'k2']);
    expect(open(after.texts, text, 'case 1')).toBe('кеңес');
    expect(open(after.cookies, visit, 'visit')).toBe('visit');
    expect(readAccess(after.tokens, token, now)).toBe('s1');
    expect(open(before.texts, seal(after.texts, 'жаңа', 'case 2'), 'case 2')).toBeNull();
  });

  it('are not made for what could not be read or opened any more', async () => {
    const { keys: before } = readKeys(folder);
    await rotate();
    const { codes, limits, cases, fingerprint } = keysIn();
    expect({ codes, limits, cases, fingerprint }).toEqual({
      codes: before.codes,
      limits: before.limits,
      cases: before.cases,
      fingerprint: before.fingerprint,
    });
  });

  it('leave of the short-lived ones the one before, and all of the texts’', async () => {
    readKeys(folder);
    for (let times = 0; times < 3; times += 1) await rotate();
    const ids = Object.fromEntries(rotatedNames.map((name) => [name, Object.keys(keysIn()[name].keys)]));
    const lastTwo = ['k3', 'k4'];
    expect(ids).toEqual({
      tokens: lastTwo,
      forms: lastTwo,
      cookies: lastTwo,
      texts: ['k1', 'k2', 'k3', 'k4'],
    });
  });

  it('after a leak end everything that the former ones signed, but no text', async () => {
    const { keys: before } = readKeys(folder);
    const token = signAccess(before.tokens, 's1', now);
    const text = seal(before.texts, 'кеңес', 'case 1');
    await rotate(true);
    expect(readAccess(keysIn().tokens, token, now)).toBeNull();
    expect(open(keysIn().texts, text, 'case 1')).toBe('кеңес');
  });

  it('are first added and only then used, so that no process meets what it cannot open', () => {
    const { keys } = readKeys(folder);
    const { cases: _cases, handOver: _handOver, fingerprint: _, formerFingerprint: _former, ...file } = keys;
    const added = withAddedKeys(file, () => randomBytes(32));
    expect(added.texts.current).toBe('k1');
    const used = withNewestInUse(added, { hasLeaked: false });
    expect(used.texts.current).toBe('k2');
    expect(open(added.texts, seal(used.texts, 'кеңес', 'case 1'), 'case 1')).toBe('кеңес');
  });

  it('reach a process that is running', async () => {
    const { keys } = readKeys(folder);
    const { texts } = keys;
    const stop = followKeys(folder, keys, () => {}, 5);
    await rotate(true);
    while (texts.current !== 'k2') await new Promise((resolve) => setTimeout(resolve, 5));
    stop();
    expect(texts).toEqual(keysIn().texts);
    expect(Object.keys(keys.tokens.keys)).toEqual(['k2']);
  });

  it('leave a running process its keys when the file cannot be read', async () => {
    const { keys } = readKeys(folder);
    const faults: unknown[] = [];
    writeFileSync(join(folder, 'keys.json'), '{');
    const stop = followKeys(folder, keys, (error) => faults.push(error), 5);
    while (faults.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop();
    expect(keys.texts.current).toBe('k1');
  });

  it('are made by one command at a time, which leaves nothing else behind', async () => {
    readKeys(folder);
    await changeKeys(folder, async () => {
      await expect(rotate()).rejects.toThrow('Another change of the keys is under way');
    });
    await rotate();
    expect(readdirSync(folder)).toEqual(['keys.json']);
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  it('are not made where there are none', async () => {
    await expect(rotate()).rejects.toThrow('There is no');
    expect(existsSync(join(folder, 'keys.json'))).toBe(false);
  });
});

describe('a file of keys', () => {
  it('of before tokens and forms had rings is read, with the fingerprint that its store knows', () => {
    readKeys(folder);
    const path = join(folder, 'keys.json');
    const file = JSON.parse(readFileSync(path, 'utf8'));
    const { fingerprint, formerFingerprint } = keysIn();
    writeFileSync(path, JSON.stringify({ ...file, tokens: file.tokens.keys.k1, forms: file.forms.keys.k1 }));
    expect(keysIn()).toMatchObject({ fingerprint, formerFingerprint });
    expect(keysIn().tokens.current).toBe('k1');
  });

  it.each(['', '{}', '[]', '{"codes":"x"}'])('that holds “%s” is refused and stays as it is', (text) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'keys.json'), text);
    expect(() => readKeys(folder)).toThrow('is not a keys file');
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe(text);
  });
});

describe('KEYS_DIR', () => {
  it.each([
    ['the same folder', '/srv/data', '/srv/data'],
    ['inside', '/srv/data', '/srv/data/keys'],
    ['deep inside', '/srv/data', '/srv/data/a/../b/keys'],
    ['inside by a relative path', 'data', 'data/keys'],
  ])('is refused where it is DATA_DIR or in it: %s', (_, DATA_DIR, KEYS_DIR) => {
    expect(() => readConfig({ DATA_DIR, KEYS_DIR })).toThrow(ConfigError);
  });

  it.each([
    ['/srv/data', '/srv/keys'],
    ['/srv/data', '/srv/data-keys'],
    ['/srv/data', '/srv/..keys'],
    ['data', 'keys'],
    ['/srv/keys/data', '/srv/keys'],
  ])('is taken: DATA_DIR %s, KEYS_DIR %s', (DATA_DIR, KEYS_DIR) => {
    expect(readConfig({ DATA_DIR, KEYS_DIR }).keysDir).toMatch(/keys$/);
  });
});

describe('rights', () => {
  it.each([
    [0o700, 0o600, []],
    [0o755, 0o600, ['']],
    [0o755, 0o644, ['', 'data.mdb']],
    // Who cannot enter the folder cannot reach the file.
    [0o700, 0o666, []],
    [0o710, 0o600, ['']],
  ])('of a folder %o with a file %o are told: %j', (folderMode, fileMode, told) => {
    const file = join(folder, 'data.mdb');
    writeFileSync(file, '');
    chmodSync(file, fileMode);
    chmodSync(folder, folderMode);
    expect(openToOthers([folder, folder])).toEqual(told.map((name) => join(folder, name)));
  });

  it('are of another kind on Windows, and a folder that is not there has none', () => {
    chmodSync(folder, 0o777);
    expect(openToOthers([folder], 'win32')).toEqual([]);
    expect(openToOthers([join(folder, 'nothing')])).toEqual([]);
  });
});
