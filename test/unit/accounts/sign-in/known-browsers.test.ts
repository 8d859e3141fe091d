import { randomBytes } from 'node:crypto';
import { knownBrowserIn, withKnownBrowser } from '../../../../server/accounts/sign-in/known-browsers';

const key = randomBytes(32);
const after = (...accounts: string[]) =>
  accounts.reduce<string | undefined>((cookie, id) => withKnownBrowser(cookie, key, id), undefined);

it('a browser is known to the accounts that were signed in to in it, and stays the same to each', () => {
  const cookie = after('a1', 'a2');
  const known = knownBrowserIn(cookie, key, 'a1');
  expect(known).toMatch(/^[\w-]{43}$/);
  expect(knownBrowserIn(withKnownBrowser(cookie, key, 'a1'), key, 'a1')).toBe(known);
  expect(knownBrowserIn(cookie, key, 'a3')).toBeNull();
});

it('the five of whom it was last are kept', () => {
  const cookie = after('a1', 'a2', 'a3', 'a4', 'a5', 'a6');
  const known = ['a1', 'a2', 'a6'].map((id) => knownBrowserIn(cookie, key, id) !== null);
  expect(known).toEqual([false, true, true]);
});

it.each([
  ['nothing', () => undefined],
  ['an empty text', () => ''],
  ['an id without its proof', () => after('a1')!.split('.')[0]],
  ['another account’s', () => after('a2')],
  ['one made under another key', () => withKnownBrowser(undefined, randomBytes(32), 'a1')],
  ['dots alone', () => '.~.~.'],
])('%s makes no browser known', (_, cookie) => {
  expect(knownBrowserIn(cookie(), key, 'a1')).toBeNull();
});
