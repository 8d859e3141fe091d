import type { PhoneSession } from '../model/session';
import { settled, write } from './database';

/** In one transaction, so that what another tab has ended or begun anew meanwhile stays as it is. */
export function addToSession(attemptId: string, more: Partial<PhoneSession>): Promise<void> {
  return write(['facts'], async (of) => {
    const session = await settled<PhoneSession | undefined>(of('facts').get('session'));
    if (session?.attemptId === attemptId) of('facts').put({ ...session, ...more }, 'session');
  });
}
