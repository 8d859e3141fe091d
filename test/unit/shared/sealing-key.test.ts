import { createHash, randomBytes } from 'node:crypto';
import { openSealed, type SealingKey, sealingKeyFrom } from '../../../server/shared/sealing-key';
import { sealText } from '../../support/builders/sealed';

const secret = Buffer.alloc(32, 7);
const key = sealingKeyFrom(secret);
const published = ({ id, publicKey }: SealingKey) => ({ id, key: publicKey.toString('base64url') });
const plain = '{"id":"…","upload":{"answers":{"A1":3}}} қазақша';

describe('the sealing key', () => {
  it('is the same whenever it is made of the same secret, and another for another', () => {
    expect(sealingKeyFrom(Buffer.from(secret))).toEqual(key);
    expect(sealingKeyFrom(randomBytes(32)).id).not.toBe(key.id);
  });

  it('is named by the first eight bytes of its digest, and stays what phones have kept', () => {
    expect(key.publicKey).toHaveLength(65);
    expect(key.publicKey[0]).toBe(4);
    const digest = createHash('sha256').update(key.publicKey).digest();
    expect(Buffer.from(key.id, 'base64url')).toEqual(digest.subarray(0, 8));
    expect(key.id).toBe('yJTS0_jVvrU');
  });

  it('is not the secret that it was made of', () => {
    expect(key.privateKey.includes(secret.subarray(0, 8))).toBe(false);
  });
});

describe('a text sealed in a browser', () => {
  it.each(['', plain, 'ә'.repeat(20_000)])('opens as it was: %#', async (text) => {
    expect(openSealed(key, await sealText(published(key), text))).toBe(text);
  });

  it('looks different each time', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => sealText(published(key), plain)));
    expect(one).not.toBe(other);
  });

  it('does not open with another installation’s key, even under its name', async () => {
    const other = sealingKeyFrom(randomBytes(32));
    const sealed = await sealText(published(other), plain);
    expect(openSealed(key, sealed)).toBeNull();
    expect(openSealed(key, sealed.replace(other.id, key.id))).toBeNull();
  });

  it('does not open once a single byte was changed, wherever it stands', async () => {
    const sealed = await sealText(published(key), plain);
    const bytes = Buffer.from(sealed.split('.')[1]!, 'base64url');
    const opened = [...bytes.keys()].filter((at) => {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      return openSealed(key, `${key.id}.${changed.toString('base64url')}`) !== null;
    });
    expect(opened).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['no name', 'AAAA'],
    ['a name alone', `${key.id}.`],
    ['too little', `${key.id}.AAAA`],
    ['what is no base64url', `${key.id}.${'+/='.repeat(60)}`],
    ['a point that is not on the curve', `${key.id}.${Buffer.alloc(120, 4).toString('base64url')}`],
  ])('is null for %s', (_name, sealed) => expect(openSealed(key, sealed)).toBeNull());

  it('never opens without its last bytes', async () => {
    const sealed = await sealText(published(key), plain);
    for (const length of [sealed.length - 4, 60, 130])
      expect(openSealed(key, sealed.slice(0, length))).toBeNull();
  });
});
