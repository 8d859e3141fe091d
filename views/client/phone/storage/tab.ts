/** What belongs to this tab and ends with it: whose test it is, so that on a shared phone nothing else goes on; and a code. */
import type { PhoneSession } from '../model/session';

const attemptKey = 'test';
const codeKey = 'code';

export const tab = {
  hold(attemptId: string): void {
    sessionStorage.setItem(attemptKey, attemptId);
  },
  isHolding(attemptId: string | undefined): boolean {
    return attemptId !== undefined && sessionStorage.getItem(attemptKey) === attemptId;
  },
  holdCode(code: string): void {
    sessionStorage.setItem(codeKey, code);
  },
  code(): string | undefined {
    return sessionStorage.getItem(codeKey) ?? undefined;
  },
  clear(): void {
    sessionStorage.removeItem(attemptKey);
    sessionStorage.removeItem(codeKey);
  },
};

/** On a shared phone only a tab in which the code was given goes on with the attempt. */
export const isThisTabs = (session: PhoneSession = {}): boolean =>
  !session.isSharedPhone || tab.isHolding(session.attemptId);
