/** The shapes of a case: the conversation of one code with the psychologists. */

import type { Language } from '../../core/definition/types';
import type { HelpedAnswer } from '../../core/pages/conversation';

export const caseStates = ['waiting', 'claimed', 'inReview', 'answered', 'replied', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];

export const outcomes = ['helped', 'referred', 'noReply', 'notNeeded', 'other'] as const;
export type Outcome = (typeof outcomes)[number];

/** The member of staff as the case remembers them. */
export interface Author {
  id: string;
  name: string;
  /** As the student reads it; null for "psychologist" alone. */
  signsAs: string | null;
}

export interface Draft {
  text: string;
  language: Language;
  savedAt: Date;
  /** The message that it will stand beside; null for a new letter. */
  corrects: string | null;
  /** How many messages the page had on which it was written: it answers none that came later. */
  seen: number;
}

/**
 * What one side said, or that an attempt came; never changed once it was sent, but for its marks. What student and staff
 * see of it: `messages.rules.ts`.
 */
export interface Message {
  /** Made by the sender, so that sending twice stores once. */
  id: string;
  side: 'student' | 'psychologist';
  /** Three have no words: a request, an attempt that is looked at without one, and one that only joined. */
  kind: 'request' | 'lookedAt' | 'joined' | 'letter' | 'reply';
  /** What it is about: a letter is about every attempt that had none yet. */
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
  /** Of a student's: the account of who opened it first; null also where that was not noted yet. */
  readBy: string | null;
  /** The message that this one corrects; both stay. */
  corrects: string | null;
  withdrawnAt: Date | null;
  /** Of a letter: the ids of the messages that it answers. */
  answers: string[];
  /** Of a letter: the deadline under which it was written; a withdrawal gives back what was left of it. */
  dueAt: Date | null;
}

/** An attempt of the code, the oldest first. */
export interface CaseAttempt {
  id: string;
  /** '<id>/<version>' that it answers. */
  questionnaire: string;
  region: string;
  age: number;
  language: Language;
  flags: string[];
  /** By scale, those that have bands. */
  bands: Record<string, string | null>;
  /** Of its priority, from which the rank follows. */
  points: number;
  /** When it came into the case. */
  askedAt: Date;
  /** Promised then, should it be answered alone. */
  dueAt: Date;
  helped: HelpedAnswer | null;
  /** When `helped` came to be what it is. */
  ratedAt: Date | null;
  /** Slug, for the statistics of a campaign only; no psychologist is shown it. */
  campaign: string | null;
}

/** What staff do. */
export const staffActs = [
  'claim',
  'release',
  'saveDraft',
  'sendToReview',
  'publish',
  'return',
  'confirmClosing',
  'close',
  'writeOn',
  'correct',
  'withdraw',
  'takeOver',
  'handOver',
] as const;
export type StaffAct = (typeof staffActs)[number];

/** What comes from the student, the phone or the clock. */
type OwnAct = 'message' | 'request' | 'lookedAt' | 'joined' | 'expire' | 'authorGone' | 'silence';

export type CaseAct = StaffAct | OwnAct;

export interface CaseEvent {
  /** `read` and `rate` are the student's and change no state. */
  act: CaseAct | 'read' | 'rate';
  /** A member of staff's name; null when nobody of them did it. */
  by: string | null;
  at: Date;
  /** The letter that was read, corrected or withdrawn. */
  message?: string;
  /** Why somebody published or closed alone, or handed over. */
  note?: string;
}

/** What the queue and the rules need of attempts and messages, taken together: `standingOf` in `standing.rules.ts`. */
export interface Standing {
  /** These four are the newest attempt's. */
  region: string;
  age: number;
  language: Language;
  bands: Record<string, string | null>;
  /** Of all attempts about which something is unanswered; of the newest one where nothing is. */
  flags: string[];
  /** Since when the longest unanswered message waits. */
  askedAt: Date;
  /** Since when the first unanswered message with danger words waits. */
  dangerAt: Date | null;
}

/** A wish to close that a second pair of eyes has to confirm. */
interface Closing {
  outcome: Outcome;
}

export interface Case extends Standing {
  id: string;
  attempts: CaseAttempt[];
  state: CaseState;
  /** Of a closed one. */
  outcome: Outcome | null;
  /** In review: it is to be closed, and no letter waits. */
  closing: Closing | null;
  /** null where nothing is promised. */
  dueAt: Date | null;
  isOverdue: boolean;
  /** Grows with what staff do; with the number of messages it is the version of a page (`version.rules.ts`). */
  version: number;
  /** Who holds it, or wrote last. */
  author: Author | null;
  claimedAt: Date | null;
  claimExpiresAt: Date | null;
  /** Of `replied`: until then the earlier author goes first. */
  reservedUntil: Date | null;
  draft: Draft | null;
  /** Why the lead returned it. */
  returnNote: string | null;
  /** In the order in which they came. */
  messages: Message[];
  events: CaseEvent[];
  /** The latest act by staff, by which a form that was sent twice is recognised. */
  lastAct: { act: StaffAct; by: string; from: number } | null;
}

/** What the queue shows; no texts are opened for it. */
export type CaseSummary = Omit<Case, 'draft' | 'returnNote' | 'messages' | 'events' | 'lastAct'>;

/** One of the messages as the holder of the code sees it. */
export interface MessageForStudent {
  id: string;
  side: Message['side'];
  /** null for a letter that was withdrawn. */
  text: string | null;
  language: Language | null;
  /** The name that the psychologist chose; null for none. */
  by: string | null;
  /** Another psychologist goes on than the one before. */
  isOther: boolean;
  writtenAt: Date;
  receivedAt: Date;
  /** Of the student's own: when a psychologist first opened it; of a letter: when the student did. */
  readAt: Date | null;
  corrects: string | null;
  isWithdrawn: boolean;
}

/** What the holder of the code sees of one attempt. `promisedBy` is a local day, 'YYYY-MM-DD'. */
export interface CaseForStudent {
  state: 'waiting' | 'answered';
  promisedBy: string;
  published: { number: number; text: string; language: Language; publishedAt: Date; isRead: boolean } | null;
  replies: { id: string; text: string; sentAt: Date }[];
  canReply: boolean;
  helped: HelpedAnswer | null;
  /** Of the whole conversation, whatever attempt they are about. */
  messages: MessageForStudent[];
  /** Whose turn it is, or that it is over. */
  turn: 'ours' | 'student' | 'closed';
  /** How many more may be sent today. */
  leftToday: number;
}
