/** Who may do what with a case, and when. Pure: the store repeats the state and version in its filter. */
import { hourMs } from '../../shared/clock';
import type { ProblemCode } from '../../shared/problems';
import type { Actor } from '../../shared/roles';
import type { Case, CaseState } from './case.types';

export const staffActs = [
  'claim',
  'release',
  'save',
  'send',
  'return',
  'publish',
  'revise',
  'close',
] as const;
export type StaffAct = (typeof staffActs)[number];

/** States in which an act is possible at all. */
export const statesFor: Readonly<Record<StaffAct, readonly CaseState[]>> = {
  claim: ['waiting', 'claimed', 'draft'],
  release: ['claimed', 'draft'],
  save: ['claimed', 'draft'],
  send: ['draft'],
  return: ['inReview'],
  publish: ['draft', 'inReview'],
  revise: ['published', 'read', 'replied', 'closed'],
  close: ['published', 'read', 'replied'],
};

/** A claim ends after two hours without saving, so that nobody's absence holds a student up. */
export const claimLastsMs = 2 * hourMs;

/** Characters; a letter this long is about five pages. */
export const longestLetter = 12_000;
export const longestNote = 2_000;
/** To the letters about one attempt. */
export const mostReplies = 10;

type Position = Pick<
  Case,
  'state' | 'region' | 'author' | 'claimExpiresAt' | 'answeredAt' | 'flags' | 'dangerAt'
>;

const isBeingWritten = ({ state }: Position): boolean => state === 'claimed' || state === 'draft';
const isAuthor = ({ author }: Position, actor: Actor): boolean => author?.id === actor.accountId;

const isInRegionsOf = (actor: Actor, region: string): boolean =>
  actor.regions.length === 0 || actor.regions.includes(region);

/** A message with danger words is answered by whoever sees it first. */
const isReplyInDanger = ({ state, dangerAt }: Position): boolean => state === 'replied' && dangerAt !== null;

/** Nobody answers it now: it waits, or the one who took it did not come back. A correction is not up for grabs. */
export const isFree = (one: Position, now: Date): boolean =>
  one.answeredAt === null &&
  (one.state === 'waiting' ||
    (isBeingWritten(one) && one.claimExpiresAt !== null && one.claimExpiresAt.getTime() <= now.getTime()));

/** With a safeguarding flag a second, experienced person reads the letter before the student does. */
export const needsSignOff = ({ flags }: { flags: string[] }): boolean => flags.length > 0;

export const isOverdue = (one: Pick<Case, 'answeredAt' | 'dueAt'>, now: Date): boolean =>
  one.answeredAt === null && one.dueAt.getTime() <= now.getTime();

/** Working days until the promised answer. */
export const workingDaysToAnswer = (flags: string[]): number => (flags.length > 0 ? 1 : 5);

/** Why the reader may not open the case; null if they may. Other regions' cases do not exist for them. */
export function refusalToOpen(one: Position, actor: Actor, now: Date): ProblemCode | null {
  if (!isInRegionsOf(actor, one.region)) return 'notFound';
  const isOpenToAll = isFree(one, now) || isReplyInDanger(one);
  const isOpenToReader = actor.role === 'lead' || isAuthor(one, actor) || isOpenToAll;
  return isOpenToReader ? null : 'claimedByColleague';
}

/** Why the act is refused; null if it is not. */
export function refusal(act: StaffAct, one: Position, actor: Actor, now: Date): ProblemCode | null {
  if (!isInRegionsOf(actor, one.region)) return 'notFound';
  const isLead = actor.role === 'lead';
  const isOwn = isAuthor(one, actor);
  const isColleagues = one.author !== null && !isOwn && !isLead;
  if (!statesFor[act].includes(one.state)) return isColleagues ? 'claimedByColleague' : 'notAllowedNow';
  switch (act) {
    case 'claim':
      return isFree(one, now) || (isOwn && isBeingWritten(one)) ? null : 'claimedByColleague';
    case 'save':
    case 'release':
      return isOwn ? null : 'claimedByColleague';
    case 'send':
      if (!isOwn) return 'claimedByColleague';
      return needsSignOff(one) && !isLead ? null : 'notAllowedNow';
    case 'publish':
      if (one.state === 'inReview') return isLead ? null : 'forbidden';
      if (!isOwn) return 'claimedByColleague';
      return needsSignOff(one) && !isLead ? 'forbidden' : null;
    case 'return':
      return isLead ? null : 'forbidden';
    case 'revise':
      return isOwn || isLead || isReplyInDanger(one) ? null : 'claimedByColleague';
    case 'close':
      return isOwn || isLead ? null : 'claimedByColleague';
  }
}
