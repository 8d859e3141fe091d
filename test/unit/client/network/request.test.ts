import { attemptsOf } from '../../../../views/client/phone/network/my';
import { ask, giveUpRequests } from '../../../../views/client/phone/network/request';

let fetched: jest.SpyInstance;
afterEach(() => fetched.mockRestore());

const hanging: typeof fetch = (_path, { signal } = {}) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

describe('a request of the phone', () => {
  it('outlives its page', async () => {
    fetched = jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
    await ask('PUT', '/api/attempts/1', null, {});
    expect(fetched).toHaveBeenCalledWith('/api/attempts/1', expect.objectContaining({ keepalive: true }));
  });

  it('that hangs is given up when the network is another', async () => {
    fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(hanging);
    const asked = ask('PUT', '/api/attempts/1', null, {});
    giveUpRequests();
    expect(await asked).toBeNull();
  });

  it('that hangs is given up after half a minute', async () => {
    jest.useFakeTimers();
    fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(hanging);
    const asked = ask('PUT', '/api/attempts/1', null, {});
    await jest.advanceTimersByTimeAsync(30_000);
    expect(await asked).toBeNull();
    jest.useRealTimers();
  });

  it('that reads and hangs is given up after ten seconds, by when what lies here is shown', async () => {
    jest.useFakeTimers();
    fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(hanging);
    const asked = attemptsOf('7K3MX9');
    giveUpRequests();
    await jest.advanceTimersByTimeAsync(9_999);
    const stillAsked = await Promise.race([asked, 'asked']);
    await jest.advanceTimersByTimeAsync(1);
    expect([stillAsked, await asked]).toEqual(['asked', null]);
    jest.useRealTimers();
  });

  it('knows the time by the server’s clock', async () => {
    const headers = { Date: 'Mon, 05 Oct 2026 06:00:00 GMT' };
    fetched = jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{"attempts":[]}', { headers }));
    expect(await attemptsOf('7K3MX9')).toEqual({
      ...{ status: 200, body: { attempts: [] }, now: new Date('2026-10-05T06:00:00Z') },
    });
  });
});
