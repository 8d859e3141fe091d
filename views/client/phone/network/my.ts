/** What the server has behind a code. */
import type { Conversation } from '../../../../server/core/pages/conversation.view';
import type { LocalAttempt } from '../model/attempt';
import type { Listed } from '../model/listed';
import type { StoredCopy } from '../model/stored-copy';
import { type Answer, ask } from './request';

/** Whole, to be continued here. */
type StoredAttempt = StoredCopy &
  Pick<LocalAttempt, 'id' | 'questionnaire' | 'questionnaireHash' | 'campaign'>;

type Read<T> = Omit<Answer, 'body'> & { body: T };

/** @returns null without network; an answer that is no success is given as its status */
const get = <T>(address: string, code: string) => ask('GET', address, code) as Promise<Read<T> | null>;

export const attemptsOf = (code: string) => get<{ attempts: Listed[] }>('/api/my', code);

export const attemptOf = (id: string, code: string) => get<StoredAttempt>(`/api/attempts/${id}`, code);

export const consultationOf = (id: string, code: string) =>
  get<{ consultation: Conversation | null }>(`/api/attempts/${id}/consultation`, code);
