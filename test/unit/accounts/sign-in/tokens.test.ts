import { randomBytes } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { readAccess, signAccess } from '../../../../server/accounts/sign-in/tokens';

const key = randomBytes(32);
const now = new Date('2026-10-05T06:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const claims = { sid: 's1', iat: now.getTime() / 1000, exp: now.getTime() / 1000 + 600 };
const ours = { issuer: 'self-check', audience: 'staff' };

describe('an access token', () => {
  it('names its session for ten minutes', () => {
    const token = signAccess(key, 's1', now);
    expect(readAccess(key, token, now)).toBe('s1');
    expect(readAccess(key, token, later(599_999))).toBe('s1');
    expect(readAccess(key, token, later(600_000))).toBe(null);
  });

  it('has the shape that these refusals start from', () => {
    expect(readAccess(key, jsonwebtoken.sign(claims, key, { ...ours, algorithm: 'HS256' }), now)).toBe('s1');
  });

  it.each([
    ['is signed with another key', jsonwebtoken.sign(claims, randomBytes(32), ours)],
    ['is not signed', jsonwebtoken.sign(claims, '', { ...ours, algorithm: 'none' })],
    ['is signed in another way', jsonwebtoken.sign(claims, key, { ...ours, algorithm: 'HS384' })],
    ['comes from elsewhere', jsonwebtoken.sign(claims, key, { ...ours, issuer: 'other' })],
    ['is meant for others', jsonwebtoken.sign(claims, key, { ...ours, audience: 'students' })],
    ['names no session', jsonwebtoken.sign({ ...claims, sid: { $ne: '' } }, key, ours)],
    ['is no token', 'x.y.z'],
    ['is empty', ''],
  ])('is refused when it %s', (_, token) => {
    expect(readAccess(key, token, now)).toBe(null);
  });
});
