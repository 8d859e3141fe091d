import { fitsPassword, hashPassword, nobodysHash } from '../../../../server/accounts/passwords/passwords';

const parameters = (hash: string) => hash.split('$').slice(1, 4);

describe('a stored password', () => {
  it('is argon2id with 19 MiB and two passes', async () => {
    expect(parameters(await hashPassword('жеті ұл бір атаның'))).toEqual([
      'argon2id',
      'v=19',
      'm=19456,t=2,p=1',
    ]);
  });

  it('costs as much to check for a login that nobody has', async () => {
    expect(parameters(nobodysHash)).toEqual(parameters(await hashPassword('x')));
    expect(await fitsPassword(null, 'жеті ұл бір атаның')).toBe(false);
  });

  it('fits itself only, however the keyboard composed its letters', async () => {
    const stored = await hashPassword('й'.normalize('NFD').repeat(10));
    expect(await fitsPassword(stored, 'й'.normalize('NFC').repeat(10))).toBe(true);
    expect(await fitsPassword(stored, 'й'.repeat(11))).toBe(false);
  });
});
