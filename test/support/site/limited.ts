import type { Site } from './site';

/** An act at an address that has had its share: it is done until the store is asked about it, which says so. */
export async function whileLimited<T extends { status: number }>(
  { services: { counters } }: Site,
  act: () => Promise<T>,
): Promise<T> {
  const limited = jest.spyOn(counters, 'increment').mockResolvedValue(1_000_000);
  try {
    let answer = await act();
    for (let done = 0; answer.status !== 429 && done < 100; done += 1) answer = await act();
    return answer;
  } finally {
    limited.mockRestore();
  }
}
