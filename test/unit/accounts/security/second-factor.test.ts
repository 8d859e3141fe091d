import { Secret } from 'otpauth';
import {
  enrolmentLink,
  newRecoveryCodes,
  newSecret,
  recoveryHash,
  stepOf,
} from '../../../../server/accounts/security/second-factor';

/** The shared secret of RFC 6238, appendix B; its codes there have eight digits, of which these are the last six. */
const secret = Secret.fromUTF8('12345678901234567890').base32;
const at = (seconds: number) => new Date(seconds * 1000);

describe('a code by time', () => {
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
    [20000000000, '353130', 666666666],
  ])('is at second %i of RFC 6238 %s', (second, code, step) => {
    expect(stepOf(secret, code, 0, at(second))).toBe(step);
  });

  it.each([
    ['a step early', 29, 1],
    ['a step late', 89, 1],
    ['two steps late', 120, null],
    ['with a space in it', 59, 1, '287 082'],
    ['of eight digits', 59, null, '94287082'],
    ['of letters', 59, null, 'abcdef'],
    ['empty', 59, null, ''],
  ])('%s is taken or not', (_, second, step, typed = '287082') => {
    expect(stepOf(secret, typed, 0, at(second))).toBe(step);
  });

  it('is refused once it, or a later one, was used', () => {
    expect(stepOf(secret, '287082', 0, at(59))).toBe(1);
    expect(stepOf(secret, '287082', 1, at(59))).toBeNull();
    expect(stepOf(secret, '287082', 2, at(59))).toBeNull();
  });
});

it('the QR code tells an app all it needs', () => {
  const own = newSecret();
  const link = new URL(enrolmentLink(own, 'aigul@school.kz'));
  expect([link.protocol, link.host]).toEqual(['otpauth:', 'totp']);
  expect(decodeURIComponent(link.pathname)).toBe('/Self-check:aigul@school.kz');
  expect(Object.fromEntries(link.searchParams)).toMatchObject({ secret: own, digits: '6', period: '30' });
  expect(own).toMatch(/^[A-Z2-7]{32}$/);
});

it('recovery codes are ten different ones, kept as keyed hashes of one account', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  const [code = ''] = codes;
  const key = Buffer.alloc(32, 1);
  const typed = code.toLowerCase().replace(/(.{4})/g, '$1 ');
  expect(recoveryHash(key, 'a1', typed)).toBe(recoveryHash(key, 'a1', code));
  expect(recoveryHash(key, 'a2', code)).not.toBe(recoveryHash(key, 'a1', code));
  expect(recoveryHash(Buffer.alloc(32, 2), 'a1', code)).not.toBe(recoveryHash(key, 'a1', code));
});
