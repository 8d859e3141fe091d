/** What a phone keeps besides attempts. */
import type { Language } from '../../../../server/core/definition/types';
import type { PhoneSession } from './session';

export interface Facts {
  language: Language;
  session: PhoneSession;
  /** Key for the attempts that are handed over unsent. */
  sealingKey: { id: string; key: string };
  /** Begun and not sent, by attempt. */
  replies: Record<string, string>;
  /** Attempts that were wiped here last: a second copy that outlived its wiping is none. */
  wiped: string[];
}

/** An attempt of somebody who used the phone before, readable by the server alone. */
export interface Sealed {
  /** The attempt's id. */
  id: string;
  sealed: string;
}

/** How one person's time at this phone ended. */
export type HandedOver =
  /** All of it is with the server. */
  | 'sent'
  /** Sealed here until it can be sent. */
  | 'sealed'
  /** It can be neither sent nor sealed now, so it stays. */
  | 'kept';

/** What a page writes; `again`: a change of the attempt for which there was no room before. */
export type Written = 'session' | 'change' | 'again';
