/** Who is signed in at this moment, as the server says: the key of their copies and a form token that holds now. */
export interface WritingSession {
  /** By which copies of this account are found. */
  account: string;
  /** Of the key. */
  id: string;
  /** base64 */
  key: string;
  csrf: string;
}

type Answer = WritingSession | 'signedOut' | 'unreachable';

/** @param id of an earlier key, which a copy names */
export async function askSession(id?: string): Promise<Answer> {
  try {
    const path = `/staff/tab-key${id ? `?id=${encodeURIComponent(id)}` : ''}`;
    const response = await fetch(path, { headers: { Accept: 'application/json' } });
    if (response.status === 401 || response.redirected) return 'signedOut';
    return response.ok ? await response.json() : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

export const isSignedIn = (answer: Answer): answer is WritingSession => typeof answer !== 'string';
