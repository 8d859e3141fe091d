import { randomBytes } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { readAccess, readTicket, signAccess, signTicket } from '../../../../server/accounts/sign-in/tokens';

const [key, former] = [randomBytes(32), randomBytes(32)];
const ring = { current: 'k2', keys: { k1: former, k2: key } };
const now = new Date('2026-10-05T06:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const claims = { sid: 's1', iat: now.getTime() / 1000, exp: now.getTime() / 1000 + 600 };
const ours = { issuer: 'self-check', audience: 'staff' };

describe('an access token', () => {
  it('names its session for ten minutes', () => {
    const token = signAccess(ring, 's1', now);
    expect(readAccess(ring, token, now)).toBe('s1');
    expect(readAccess(ring, token, later(599_999))).toBe('s1');
    expect(readAccess(ring, token, later(600_000))).toBe(null);
  });

  it('is good until it expires when its key is no longer the current one, and not without the key', () => {
    const token = signAccess({ current: 'k1', keys: { k1: former } }, 's1', now);
    expect(readAccess(ring, token, now)).toBe('s1');
    expect(readAccess({ current: 'k2', keys: { k2: key } }, token, now)).toBe(null);
    expect(readAccess({ current: 'k1', keys: { k1: former } }, signAccess(ring, 's1', now), now)).toBe(null);
  });

  it('has the shape that these refusals start from', () => {
    expect(readAccess(ring, jsonwebtoken.sign(claims, key, { ...ours, algorithm: 'HS256' }), now)).toBe('s1');
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
    expect(readAccess(ring, token, now)).toBe(null);
  });
});

describe('a ticket between the steps', () => {
  const ticket = { accountId: 'a1', version: 3 };

  it('names account and version for ten minutes, and is no access token', () => {
    const signed = signTicket(ring, ticket, now);
    expect(readTicket(ring, signed, later(599_999))).toEqual(ticket);
    expect(readTicket(ring, signed, later(600_000))).toBe(null);
    expect(readAccess(ring, signed, now)).toBe(null);
    expect(readTicket(ring, signAccess(ring, 's1', now), now)).toBe(null);
  });
});
