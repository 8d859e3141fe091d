import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { limitsBy, networkOf } from '../../../../server/http/guards/limits';
import { minuteMs } from '../../../../server/shared/clock';

const key = randomBytes(32);
const limit = { name: 'start', most: 2, windowMs: 10 * minuteMs };
const address = '203.0.113.7';

/** Requests from an address at an instant, and under which ids they were counted. */
function counting(most = limit.most) {
  const counts = new Map<string, { count: number; expiresAt: Date }>();
  const clock = { now: new Date(0) };
  const counters = {
    async increment(id: string, expiresAt: Date) {
      const count = (counts.get(id)?.count ?? 0) + 1;
      counts.set(id, { count, expiresAt });
      return count;
    },
  };
  const handler = limitsBy(counters, key, () => clock.now)({ ...limit, most });
  const headers = new Map<string, string>();
  const res = { setHeader: (name: string, value: string) => headers.set(name, value) };
  return {
    counts,
    headers,
    async request(at: string, ip = address) {
      clock.now = new Date(at);
      const next = jest.fn();
      await handler({ ip } as Request, res as unknown as Response, next);
      return next;
    },
  };
}

/** The part of a counter's id that is made of the address. */
const printOf = (id: string): string => id.split(':').at(-1)!;

describe('the print of an address', () => {
  const printAt = async (at: string, ip?: string): Promise<string> => {
    const { counts, request } = counting();
    await request(at, ip);
    return printOf([...counts.keys()][0]!);
  };

  it('has another key on each local day, so that two days of one address cannot be joined', async () => {
    const midnights = ['2026-10-04T19:00:00Z', '2026-10-05T19:00:00Z', '2026-10-06T19:00:00Z'];
    const lastMoments = ['2026-10-05T18:59:59.999Z', '2026-10-06T18:59:59.999Z', '2026-10-07T18:59:59.999Z'];
    const byDay = await Promise.all(midnights.map((at) => printAt(at)));
    expect(new Set(byDay).size).toBe(3);
    // One day in Kazakhstan, although the date in Greenwich changes in the middle of it.
    expect(await Promise.all(lastMoments.map((at) => printAt(at)))).toEqual(byDay);
  });

  it('tells addresses apart, and holds nothing of them', async () => {
    const { counts, request } = counting();
    await request('2026-10-05T06:00:00Z');
    await request('2026-10-05T06:00:00Z', '203.0.113.8');
    const ids = [...counts.keys()];
    expect(ids).toHaveLength(2);
    expect(ids.join()).not.toContain('203.0.113');
  });

  it('is gone with its window, long before 24 hours are over', async () => {
    const { counts, request } = counting();
    await request('2026-10-05T06:03:00Z');
    expect([...counts.values()][0]!.expiresAt).toEqual(new Date('2026-10-05T06:10:00Z'));
  });
});

describe('a limit', () => {
  it('lets through as many as it says, then says when to come back, and begins anew with the next window', async () => {
    const { headers, request } = counting();
    expect(await request('2026-10-05T06:03:00Z')).toHaveBeenCalledTimes(1);
    expect(await request('2026-10-05T06:04:00Z')).toHaveBeenCalledTimes(1);
    const refused = request('2026-10-05T06:08:30Z');
    await expect(refused).rejects.toMatchObject({ code: 'tooManyRequests', details: { minutes: 2 } });
    expect(headers.get('Retry-After')).toBe('90');
    expect(await request('2026-10-05T06:10:00Z')).toHaveBeenCalledTimes(1);
  });
});

describe('a wide limit', () => {
  const wide = 300;
  const at = '2026-10-05T06:03:00Z';

  it('is exact, though the store is asked only beyond its first hundredth', async () => {
    const { counts, request } = counting(wide);
    const stored = () => [...counts.values()].map(({ count }) => count);
    for (let sent = 0; sent < 3; sent += 1) await request(at);
    expect(stored()).toEqual([]);
    for (let sent = 3; sent < 300; sent += 1) await request(at);
    expect(stored()).toEqual([297]);
    await expect(request(at)).rejects.toMatchObject({ code: 'tooManyRequests' });
    expect(await request(at, '203.0.113.8')).toHaveBeenCalledTimes(1);
  });

  it('begins its own count anew with the next window', async () => {
    const { counts, request } = counting(wide);
    for (let sent = 0; sent < 3; sent += 1) await request(at);
    for (let sent = 0; sent < 3; sent += 1) await request('2026-10-05T06:10:00Z');
    expect(counts.size).toBe(0);
  });

  it('counts in the store alone what comes from more addresses than a process remembers', async () => {
    const { counts, request } = counting(wide);
    for (let sent = 0; sent < 50_000; sent += 1)
      await request(at, `10.${sent >> 16}.${(sent >> 8) & 255}.${sent & 255}`);
    expect(counts.size).toBe(0);
    await request(at, '203.0.113.7');
    expect(counts.size).toBe(1);
  });
});

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::9', '2001:db8:1:3::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0002:ffff:ffff:ffff:ffff', '2001:db8:0:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});
