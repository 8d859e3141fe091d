import { tabKeyOf } from '../../../../server/consultations/writing/tab-key';

const ring = { current: 'k2', keys: { k1: Buffer.alloc(32, 1), k2: Buffer.alloc(32, 2) } };

describe('the key of copies in a tab', () => {
  it('is made of the present key, or of the one that a copy names', () => {
    const [now, before] = [tabKeyOf(ring, 'a'), tabKeyOf(ring, 'a', 'k1')];
    expect([now?.id, before?.id]).toEqual(['k2', 'k1']);
    expect(now?.key).not.toBe(before?.key);
    expect(now?.account).toBe(before?.account);
    expect(Buffer.from(now?.key ?? '', 'base64')).toHaveLength(32);
  });

  it('is another one for every account, and none where the key is gone', () => {
    expect(tabKeyOf(ring, 'a')?.key).not.toBe(tabKeyOf(ring, 'b')?.key);
    expect(tabKeyOf(ring, 'a', 'k0')).toBeNull();
  });
});
