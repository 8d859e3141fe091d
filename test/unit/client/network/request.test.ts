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
});
