/** The shapes of a case: one attempt whose student asked a psychologist, and the letters that answer it. */

import type { Language } from '../../core/definition/types';
import type { HelpedAnswer } from '../../core/pages/conversation';

export const caseStates = [
  'waiting',
  'claimed',
  'draft',
  'inReview',
  'published',
  'read',
  'replied',
  'closed',
] as const;
export type CaseState = (typeof caseStates)[number];

/** The member of staff as the case remembers them. */
export interface Author {
  id: string;
  name: string;
}

export interface Draft {
  text: string;
  language: Language;
  savedAt: Date;
}

/** What was published, never changed afterwards: a correction is a letter with the next number. */
export interface PublishedLetter {
  number: number;
  text: string;
  language: Language;
  author: Author;
  /** The lead who signed off, where that was needed. */
  signedOffBy: Author | null;
  publishedAt: Date;
  readAt: Date | null;
}

export interface Reply {
  /** Made by the sender, so that sending twice stores once. */
  id: string;
  text: string;
  sentAt: Date;
}

export type CaseAct =
  | 'ask'
  | 'claim'
  | 'release'
  | 'save'
  | 'send'
  | 'return'
  | 'publish'
  | 'revise'
  | 'close'
  | 'read'
  | 'reply'
  | 'rate';

export interface CaseEvent {
  act: CaseAct;
  /** A member of staff's name; null when the student did it. */
  by: string | null;
  at: Date;
  /** The number of the letter that was read. */
  letter?: number;
}

export interface Case {
  id: string;
  attemptId: string;
  region: string;
  age: number;
  language: Language;
  flags: string[];
  /** By scale, those of A-D. */
  bands: Record<string, string | null>;
  state: CaseState;
  /** Grows with every change that a colleague's open page must not overwrite. */
  version: number;
  askedAt: Date;
  dueAt: Date;
  /** When the first letter was published. */
  answeredAt: Date | null;
  author: Author | null;
  claimExpiresAt: Date | null;
  draft: Draft | null;
  /** Why the lead returned it. */
  returnNote: string | null;
  letters: PublishedLetter[];
  replies: Reply[];
  helped: HelpedAnswer | null;
  events: CaseEvent[];
}

/** What the queue shows; no texts are opened for it. */
export type CaseSummary = Omit<Case, 'draft' | 'returnNote' | 'letters' | 'replies' | 'events'>;

/** What the holder of the code sees. `promisedBy` is a local day, 'YYYY-MM-DD'. */
export interface CaseForStudent {
  state: 'waiting' | 'answered';
  promisedBy: string;
  published: { number: number; text: string; language: Language; publishedAt: Date; isRead: boolean } | null;
  replies: Reply[];
  canReply: boolean;
  helped: HelpedAnswer | null;
}
