/** The shapes of a case: the conversation of one code with the psychologists. */

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
  /** The message that it will stand beside; null for a new letter. */
  corrects: string | null;
}

/** What one side said; never changed once it was sent. What student and staff see of it: `messages.rules.ts`. */
export interface Message {
  /** Made by the sender, so that sending twice stores once. */
  id: string;
  side: 'student' | 'psychologist';
  /** A request has no words of its own. */
  kind: 'request' | 'letter' | 'reply';
  /** What it is about: a letter answers every attempt that had none yet. */
  attemptIds: string[];
  /** null on the student's side. */
  author: Author | null;
  /** The lead who signed off, where that was needed. */
  signedOffBy: Author | null;
  /** Of a letter. */
  language: Language | null;
  /** By the writer's clock. */
  writtenAt: Date;
  receivedAt: Date;
  text: string | null;
  /** Found when it came, before it was sealed: it speaks of suicide, self-harm, violence or abuse. */
  hasDanger: boolean;
  /** By the other side. */
  readAt: Date | null;
  /** The message that this one corrects; both stay. */
  corrects: string | null;
  withdrawnAt: Date | null;
}

/** An attempt for which a psychologist was asked, or which is looked at without being asked, the oldest first. */
export interface CaseAttempt {
  id: string;
  region: string;
  age: number;
  language: Language;
  flags: string[];
  /** By scale, those that have bands. */
  bands: Record<string, string | null>;
  /** Of its priority, from which the rank follows. */
  points: number;
  askedAt: Date;
  dueAt: Date;
  helped: HelpedAnswer | null;
  /** When `helped` came to be what it is. */
  ratedAt: Date | null;
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
  /** The letter that was read. */
  message?: string;
}

/** What the queue and the rules need of the attempts, taken together: `standingOf` in `attempts.rules.ts`. */
export interface Standing {
  /** These four are the newest attempt's; the region stays while somebody writes, who could not open the case otherwise. */
  region: string;
  age: number;
  language: Language;
  bands: Record<string, string | null>;
  /** Of all attempts that wait for an answer; of the newest one where none does. */
  flags: string[];
  /** Since when the longest waiting one waits. */
  askedAt: Date;
  dueAt: Date;
  /** null while an attempt waits for its first letter. */
  answeredAt: Date | null;
}

export interface Case extends Standing {
  id: string;
  attempts: CaseAttempt[];
  state: CaseState;
  /** When the newest message with danger words came, as long as no letter was written after it. */
  dangerAt: Date | null;
  /** Grows with every change that a colleague's open page must not overwrite. */
  version: number;
  author: Author | null;
  claimExpiresAt: Date | null;
  draft: Draft | null;
  /** Why the lead returned it. */
  returnNote: string | null;
  /** In the order in which they came. */
  messages: Message[];
  events: CaseEvent[];
}

/** What the queue shows; no texts are opened for it. */
export type CaseSummary = Omit<Case, 'draft' | 'returnNote' | 'messages' | 'events'>;

/** What the holder of the code sees of one attempt. `promisedBy` is a local day, 'YYYY-MM-DD'. */
export interface CaseForStudent {
  state: 'waiting' | 'answered';
  promisedBy: string;
  published: { number: number; text: string; language: Language; publishedAt: Date; isRead: boolean } | null;
  replies: { id: string; text: string; sentAt: Date }[];
  canReply: boolean;
  helped: HelpedAnswer | null;
}
