import fc from 'fast-check';
import type { Account } from '../../../server/accounts/account.types';
import { usualTerms } from '../../../server/accounts/account.types';
import {
  changedFields,
  homeOf,
  isWorkingAdministrator,
  normalLogin,
  passwordFault,
  pathAfterSignIn,
  stateOf,
} from '../../../server/accounts/accounts.rules';
import { roles } from '../../../server/shared/roles';

const account: Account = {
  id: 'a1',
  login: 'aigul',
  name: 'Айгүл',
  role: 'administrator',
  regions: [],
  language: 'kk',
  isActive: true,
  work: usualTerms,
  hasPassword: true,
  mustChangePassword: false,
  createdAt: new Date('2026-10-05T06:00:00Z'),
  lastSignInAt: null,
  version: 0,
};

describe('a new password', () => {
  it.each([
    ['of nine characters is too short', 'құмырсқ12', 'tooShort'],
    ['of ten characters is long enough', 'құмырсқ123', null],
    ['is counted in characters, not in bytes or halves', '😀😀😀😀😀🐎🐎🐎🐎', 'tooShort'],
    ['of two hundred characters is taken', 'ә1'.repeat(100), null],
    ['of more is refused', `${'ә1'.repeat(100)}x`, 'tooLong'],
    ['must not be the login', 'AIGUL.serik', 'sameAsLogin'],
    ['must not be one symbol again and again', 'ққққққққққққ', 'tooCommon'],
    ['must not be a well-known one', 'Qwertyuiop', 'tooCommon'],
    ['must not be one from a Russian keyboard', 'йцукенгшщз', 'tooCommon'],
    ['must not be a well-known one with digits and signs at its ends', '!!dragon20262026', 'tooCommon'],
    ['must not be a word of this site', 'құпиясөз123', 'ownWords'],
    ['must not be the country and a year', 'Qazaqstan2026', 'ownWords'],
    ['must not be several words of this site', 'мектеп психолог 12', 'ownWords'],
    ['must not be the owner’s name', 'айгүл.серікқызы', 'ownWords'],
    ['must not be the login with a number', 'serik_aigul_1987', 'ownWords'],
    ['may hold a word of this site beside another one', 'мектептегі терезе', null],
    ['of digits alone is no word of this site', '8274019356620', null],
    ['may hold spaces', 'жеті ұл бір атаның', null],
  ])('%s', (_, typed, fault) => {
    expect(passwordFault(typed, { login: 'aigul.serik', name: 'Айгүл Серікқызы' })).toBe(fault);
  });
});

describe('a login', () => {
  it('is the same in capitals, with spaces around it and in full-width letters', () => {
    expect(normalLogin('  ＡigUL ')).toBe('aigul');
  });
});

describe('the way after signing in', () => {
  it.each([
    ['/staff/cases/12?page=2', '/staff/cases/12?page=2'],
    ['/staff/audit', '/staff/audit'],
    [undefined, '/staff/accounts'],
    ['', '/staff/accounts'],
    ['/staff', '/staff/accounts'],
    ['/staffing', '/staff/accounts'],
    ['/my', '/staff/accounts'],
    ['https://evil.example/staff/cases', '/staff/accounts'],
    ['//evil.example/staff/cases', '/staff/accounts'],
    ['/\\evil.example/staff/cases', '/staff/accounts'],
    ['/staff/../my', '/staff/accounts'],
    ['/staff/%2e%2e//evil.example', '/staff/accounts'],
    ['/\t/evil.example/staff/', '/staff/accounts'],
    ['/staff/sign-in?next=/staff/cases', '/staff/accounts'],
    ['/staff/sign-out', '/staff/accounts'],
    ['/staff/invitation/abc', '/staff/accounts'],
    ['javascript:alert(1)', '/staff/accounts'],
  ])('%s leads to %s', (next, way) => {
    expect(pathAfterSignIn(next, 'administrator')).toBe(way);
  });

  it('never leaves the staff pages of this site', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      'staff',
      '..',
      '.',
      '%2e',
      '//',
      'x',
      '@',
      ':',
      '?',
      '#',
      '\t',
      '\n',
    );
    const anything = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => `/staff/${pieces.join('')}`),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom(...roles), (next, role) => {
        const url = new URL(pathAfterSignIn(next, role), 'https://here.example');
        return url.host === 'here.example' && url.pathname.startsWith('/staff/');
      }),
    );
  });

  it('is a home that each role may open', () => {
    expect(roles.map(homeOf)).toEqual(['/staff/cases', '/staff/cases', '/staff/overview', '/staff/accounts']);
  });
});

describe('an account', () => {
  it.each([
    [{}, 'active'],
    [{ hasPassword: false }, 'invited'],
    [{ isActive: false }, 'disabled'],
    [{ isActive: false, hasPassword: false }, 'disabled'],
  ])('with %j is %s', (changes, state) => {
    expect(stateOf({ ...account, ...changes })).toBe(state);
  });

  it.each([
    [{}, true],
    [{ hasPassword: false }, false],
    [{ isActive: false }, false],
    [{ role: 'lead' as const }, false],
  ])('with %j administers: %s', (changes, administers) => {
    expect(isWorkingAdministrator({ ...account, ...changes })).toBe(administers);
  });

  it('knows what a plan changes', () => {
    const plan = {
      login: 'aigul',
      name: 'Айгүл',
      role: 'psychologist',
      regions: ['750000000'],
      language: 'kk',
    };
    expect(changedFields(account, { ...plan, role: 'psychologist', language: 'kk' })).toEqual([
      'role',
      'regions',
    ]);
    expect(changedFields(account, account)).toEqual([]);
  });
});
