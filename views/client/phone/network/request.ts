/** A request of the phone's own: with the code and nothing else that tells who asks. */

/** A request that hangs is given up and sent again later; somebody waits for what is only read. */
const patienceMs = 30_000;
const readingMs = 10_000;

const underWay = new Set<AbortController>();

/** What hangs is sent anew: everything may be sent twice. Somebody waits for what is read, and asks once only. */
export function giveUpRequests(): void {
  for (const request of underWay) request.abort();
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  /** By the server's clock: this phone's may be wrong by years. */
  now: Date;
  afterMs?: number;
}

/** null without network, or where something between us and the server answered. */
export async function ask(
  method: string,
  path: string,
  code: string | null,
  json?: unknown,
): Promise<Answer | null> {
  const stop = new AbortController();
  const isReading = method === 'GET';
  const timer = setTimeout(() => stop.abort(), isReading ? readingMs : patienceMs);
  if (!isReading) underWay.add(stop);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        Accept: 'application/json',
        ...(code === null ? {} : { Authorization: `Code ${code}` }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      // The code says it all: without cookies and address it is a fifth smaller, and tells less.
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: stop.signal,
      cache: 'no-store',
      redirect: 'error',
      // What is sent as the page closes arrives; browsers allow 64 KB.
      keepalive: true,
    });
    const text = await response.text();
    const seconds = Number(response.headers.get('Retry-After'));
    const answer: Answer = {
      status: response.status,
      body: text === '' ? {} : JSON.parse(text),
      now: new Date(response.headers.get('Date') ?? Date.now()),
    };
    return seconds > 0 ? { ...answer, afterMs: seconds * 1000 } : answer;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    underWay.delete(stop);
  }
}

export const isFine = (answer: Answer | null): boolean =>
  answer !== null && answer.status >= 200 && answer.status < 300;
