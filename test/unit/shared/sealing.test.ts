import { randomBytes } from 'node:crypto';
import { type Keyring, open, seal } from '../../../server/shared/sealing';

const ring: Keyring = { current: 'k2', keys: { k1: randomBytes(32), k2: randomBytes(32) } };
const plain = 'Сәлем, мен сенің хатыңды оқыдым.';

/** `<key id>.<iv (12), tag (16), ciphertext>`, as it is stored. */
const bytesOf = (sealed: string): Buffer => Buffer.from(sealed.split('.')[1]!, 'base64url');
const ivOf = (sealed: string): string => bytesOf(sealed).subarray(0, 12).toString('hex');

describe('a sealed text', () => {
  it.each(['', plain, 'ә'.repeat(20_000)])('opens as it was: %#', (text) => {
    expect(open(ring, seal(ring, text, 'case 1'), 'case 1')).toBe(text);
  });

  it('is bound to its context: moved to another one it does not open', () => {
    const sealed = seal(ring, plain, 'case 1');
    for (const other of ['case 2', '', 'case 1 ']) expect(open(ring, sealed, other)).toBeNull();
  });

  it('has a fresh initialisation vector each time, so that equal texts never look alike', () => {
    const sealed = Array.from({ length: 500 }, () => seal(ring, plain, 'case 1'));
    expect(new Set(sealed.map(ivOf)).size).toBe(sealed.length);
    expect(new Set(sealed.map((one) => bytesOf(one).subarray(12).toString('hex'))).size).toBe(sealed.length);
  });

  it('does not open once a single byte was changed, wherever it stands', () => {
    const bytes = bytesOf(seal(ring, plain, 'case 1'));
    const opened = [...bytes.keys()].filter((at) => {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      return open(ring, `k2.${changed.toString('base64url')}`, 'case 1') !== null;
    });
    expect(opened).toEqual([]);
  });

  it('names its key: old texts open after a new key came, and none under another key’s name', () => {
    const before = seal({ ...ring, current: 'k1' }, plain, 'case 1');
    expect(before.startsWith('k1.')).toBe(true);
    expect(open(ring, before, 'case 1')).toBe(plain);
    expect(open(ring, before.replace('k1.', 'k2.'), 'case 1')).toBeNull();
    expect(open({ current: 'k2', keys: { k2: ring.keys.k2! } }, before, 'case 1')).toBeNull();
  });

  it.each(['', 'k2', 'k2.', 'k2.AAAA', '.AAAA', 'no seal at all'])('is null for %j', (sealed) => {
    expect(open(ring, sealed, 'case 1')).toBeNull();
  });
});
