/**
 * What belongs to this tab and ends with it: whose test it is, so that on a shared phone nothing else goes on; a guest's
 * session; a code, and what is open behind it, and how far it was read.
 */
import type { PhoneSession } from '../model/session';

const attemptKey = 'test';
const sessionKey = 'session';
const codeKey = 'code';
const letterKey = 'letter';
const replyKey = 'reply';
const placeKey = 'place';
const anewKey = 'anew';

function put(key: string, value: string | null): void {
  if (value === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, value);
}

export const tab = {
  hold(attemptId: string): void {
    sessionStorage.setItem(attemptKey, attemptId);
  },
  isHolding(attemptId: string | undefined): boolean {
    return attemptId !== undefined && sessionStorage.getItem(attemptKey) === attemptId;
  },
  /** A guest's; null where the tab is whose the phone is. */
  holdSession(session: PhoneSession | null): void {
    put(sessionKey, session && JSON.stringify(session));
  },
  session(): PhoneSession | undefined {
    return JSON.parse(sessionStorage.getItem(sessionKey) ?? 'null') ?? undefined;
  },
  holdCode(code: string): void {
    sessionStorage.setItem(codeKey, code);
  },
  code(): string | undefined {
    return sessionStorage.getItem(codeKey) ?? undefined;
  },
  /** Of which attempt; null where the letter was left. */
  holdLetter(attemptId: string | null): void {
    put(letterKey, attemptId);
  },
  letter(): string | undefined {
    return sessionStorage.getItem(letterKey) ?? undefined;
  },
  /** See begun-replies.ts. */
  holdReply(sealed: string | null): void {
    put(replyKey, sealed);
  },
  reply(): string | undefined {
    return sessionStorage.getItem(replyKey) ?? undefined;
  },
  /** See pages/screen/place.ts. */
  holdPlace(place: string | null): void {
    put(placeKey, place);
  },
  place(): string | undefined {
    return sessionStorage.getItem(placeKey) ?? undefined;
  },
  /** For what the browser had lost; until nothing is lost any longer. */
  holdComeAnew(hasComeAnew: boolean): void {
    put(anewKey, hasComeAnew ? 'yes' : null);
  },
  hasComeAnew: () => sessionStorage.getItem(anewKey) !== null,
  clear(): void {
    for (const key of [attemptKey, sessionKey, codeKey, letterKey, replyKey, placeKey])
      sessionStorage.removeItem(key);
  },
};

/** On a shared phone only a tab in which the code was given goes on with the attempt. */
export const isThisTabs = (session: PhoneSession = {}): boolean =>
  !session.isSharedPhone || tab.isHolding(session.attemptId);
