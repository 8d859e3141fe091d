/** Cases in the states that the tables need, reached by the acts themselves. */
import {
  claimed,
  closed,
  type Deed,
  opened,
  published,
  said,
  saved,
  sentToReview,
} from '../../../../server/consultations/case/acts.rules';
import type {
  Author,
  Case,
  CaseAttempt,
  CaseState,
  Message,
} from '../../../../server/consultations/case/case.types';
import type { Clinician, Present } from '../../../../server/consultations/case/coverage.rules';
import { arrivalOf, messageFrom } from '../../../../server/consultations/case/messages.rules';
import { byLaw } from '../../../../server/settings/holidays/working-days';

/** Monday, at ten; nothing is kept in this week. */
export const asked = new Date('2026-10-05T10:00:00+05:00');
export const at = (local: string): Date => new Date(`2026-10-${local}:00+05:00`);
export const day = { one: at('06T18:00'), five: at('12T18:00') };

const clinician = (id: string, changes: Partial<Clinician> = {}): Clinician => ({
  ...{ id, name: id, signsAs: null, role: 'psychologist', regions: [], languages: [] },
  ...{ isActive: true, absences: [], mostCases: null },
  ...changes,
});
export const staff = {
  author: clinician('author'),
  colleague: clinician('colleague'),
  stranger: clinician('stranger', { regions: ['470000000'] }),
  lead: clinician('lead', { role: 'lead' }),
  otherLead: clinician('otherLead', { role: 'lead' }),
};
export type Who = keyof typeof staff;

export const present = (now: Date, changes: Partial<Record<Who, Partial<Clinician>>> = {}): Present => ({
  now,
  isWorkingDay: byLaw,
  clinicians: Object.entries(staff).map(([id, one]) => ({ ...one, ...changes[id as Who] })),
});
export const authorOf = (who: Who): Author => {
  const { id, name, signsAs } = staff[who];
  return { id, name, signsAs };
};
export const deedOf = (who: Who, now: Date): Deed => ({ by: authorOf(who), now, isWorkingDay: byLaw });
export const actorOf = (who: Who) => ({ accountId: who, role: staff[who].role });

export const anAttempt = (id = 'one', changes: Partial<CaseAttempt> = {}): CaseAttempt => ({
  ...{ id, region: '190000000', age: 15, language: 'kk', flags: [], bands: { A: 'low' }, points: 0 },
  ...{
    questionnaire: 'self-diagnosis/v1',
    askedAt: asked,
    dueAt: day.five,
    helped: null,
    ratedAt: null,
    campaign: null,
  },
  ...changes,
});

export const aMessage = (id: string, now: Date, hasDanger = false, attemptId = 'one'): Message =>
  messageFrom({ id, attemptId, text: id, writtenAt: now, receivedAt: now, hasDanger });

interface Story {
  flags?: string[];
  hasDanger?: boolean;
  holder?: Who;
  isClosing?: boolean;
}

/** Of a request on Monday at ten; the holder, or who wrote the letter, is the author. */
export function aCase(
  state: CaseState,
  { flags = [], hasDanger = false, holder = 'author', isClosing = false }: Story = {},
): Case {
  const deed = deedOf(holder, asked);
  const attempt = anAttempt('one', { flags });
  const first = opened('case', attempt, arrivalOf(attempt, 'request', asked), present(asked));
  const waiting = hasDanger ? said(first, aMessage('danger', asked, true), present(asked)) : first;
  if (state === 'waiting') return waiting;
  const held = saved(claimed(waiting, deed), typed(waiting));
  if (state === 'claimed') return held;
  if (state === 'inReview')
    return isClosing ? closed(held, { ...deed, outcome: 'notNeeded' }) : sentToReview(held, deed);
  const letter = { ...deed, letterId: 'letter', answersAll: true };
  const answered = published(held, { ...letter, draft: held.draft! }, present(asked));
  if (state === 'answered') return answered;
  if (state === 'closed') return closed(answered, { ...deed, outcome: 'helped' });
  return said(answered, aMessage('reply', asked, hasDanger), present(asked));
}

export const typed = ({ messages }: Case, now = asked) => ({
  ...{ text: 'хат', language: 'kk' as const, seen: messages.length, now, isWorkingDay: byLaw },
});
