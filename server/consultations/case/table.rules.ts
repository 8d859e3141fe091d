/**
 * Which act is possible in which state, who may do it, and where it leads. What else an act changes, its deadline among
 * it, stands in `acts.rules.ts`; that both say the same is tested for every state, act and role.
 */
import type { CaseAct, CaseState, Outcome } from './case.types';

export type By =
  | 'student'
  | 'clock'
  /** Who serves the case's region and language. */
  | 'serving'
  /** Likewise, the earlier author first for a while. */
  | 'servingInTurn'
  /** Whose claim it is. */
  | 'holder'
  | 'holderOrLead'
  | 'lead'
  /** Who wrote the letter, or a lead. */
  | 'writerOrLead'
  /** A lead who is not the author. */
  | 'otherLead'
  /** Likewise; where none is there, the author with a written reason. */
  | 'reviewer';

interface Step {
  by: By;
  /** Several where it depends on what is unanswered or needs a second pair of eyes. */
  to: readonly CaseState[];
}

type Row = Partial<Record<CaseAct, Step>>;

const said = (to: CaseState): Row => ({
  message: { by: 'student', to: [to] },
  request: { by: 'student', to: [to] },
  lookedAt: { by: 'student', to: [to] },
});

const joined = (to: CaseState): Row => ({ joined: { by: 'student', to: [to] } });

/** With the draft, to where a case lies that nobody holds. */
const freed: readonly CaseState[] = ['answered', 'waiting'];

const afterwards: Row = {
  writeOn: { by: 'serving', to: ['claimed'] },
  correct: { by: 'writerOrLead', to: ['claimed'] },
  withdraw: { by: 'writerOrLead', to: ['claimed'] },
  ...said('replied'),
};

const takeOver: Row = { takeOver: { by: 'otherLead', to: ['claimed'] } };
const handOver = (by: By): Row => ({ handOver: { by, to: ['claimed'] } });

export const table: Readonly<Record<CaseState, Row>> = {
  waiting: {
    claim: { by: 'serving', to: ['claimed'] },
    ...takeOver,
    ...handOver('lead'),
    ...said('waiting'),
    ...joined('waiting'),
  },
  claimed: {
    saveDraft: { by: 'holder', to: ['claimed'] },
    sendToReview: { by: 'holder', to: ['inReview'] },
    publish: { by: 'holder', to: ['answered', 'replied'] },
    close: { by: 'holder', to: ['closed', 'inReview'] },
    release: { by: 'holderOrLead', to: freed },
    expire: { by: 'clock', to: freed },
    authorGone: { by: 'clock', to: freed },
    ...takeOver,
    ...handOver('holderOrLead'),
    ...said('claimed'),
    ...joined('claimed'),
  },
  inReview: {
    saveDraft: { by: 'otherLead', to: ['inReview'] },
    publish: { by: 'reviewer', to: ['answered', 'replied'] },
    confirmClosing: { by: 'reviewer', to: ['closed'] },
    return: { by: 'otherLead', to: ['claimed'] },
    authorGone: { by: 'clock', to: ['waiting'] },
    ...takeOver,
    ...said('inReview'),
    ...joined('inReview'),
  },
  answered: {
    ...afterwards,
    close: { by: 'serving', to: ['closed', 'inReview'] },
    silence: { by: 'clock', to: ['closed'] },
    ...joined('answered'),
  },
  replied: {
    claim: { by: 'servingInTurn', to: ['claimed'] },
    ...takeOver,
    ...handOver('lead'),
    ...said('replied'),
    ...joined('replied'),
  },
  closed: { ...afterwards, ...joined('closed') },
};

/** A case that nobody wrote to for so long is closed. */
export const silentDays = 60;
export const silentOutcome: Outcome = 'noReply';
