/** What the server has behind a code. */
import type { Conversation } from '../../../../server/core/pages/conversation.view';
import type { LocalAttempt } from '../model/attempt';
import type { Listed } from '../model/listed';
import type { StoredCopy } from '../model/stored-copy';

/** Whole, to be continued here. */
type StoredAttempt = StoredCopy &
  Pick<LocalAttempt, 'id' | 'questionnaire' | 'questionnaireHash' | 'campaign'>;

interface Answer<T> {
  status: number;
  body: T;
  /** By the server's clock: this phone's may be wrong by years. */
  now: Date;
}

/** @returns null without network; an answer that is no success is given as its status */
async function get<T>(address: string, code: string): Promise<Answer<T> | null> {
  try {
    const headers = { Authorization: `Code ${code}` };
    const response = await fetch(address, { headers, cache: 'no-store' });
    const now = new Date(response.headers.get('Date') ?? Date.now());
    return { status: response.status, body: response.ok ? await response.json() : ({} as T), now };
  } catch {
    return null;
  }
}

export const attemptsOf = (code: string) => get<{ attempts: Listed[] }>('/api/my', code);

export const attemptOf = (id: string, code: string) => get<StoredAttempt>(`/api/attempts/${id}`, code);

export const consultationOf = (id: string, code: string) =>
  get<{ consultation: Conversation | null }>(`/api/attempts/${id}/consultation`, code);
