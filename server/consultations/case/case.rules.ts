/** Who may do what with a case, and when: the table read for one case and one person. Pure; of a settled case (`acts.rules.ts`). */
import type { ProblemCode } from '../../shared/problems';
import type { Actor } from '../../shared/roles';
import type { Case, StaffAct } from './case.types';
import { hasOtherLead, isThere, type Present, serves } from './coverage.rules';
import { needsSecondPair } from './standing.rules';
import { type By, table } from './table.rules';

/** Characters; a letter this long is about five pages. */
export const longestLetter = 12_000;
export const longestNote = 2_000;

type Reader = Pick<Actor, 'accountId' | 'role'>;
type Seen = Omit<Case, 'draft' | 'returnNote' | 'events' | 'lastAct'>;

const isAuthor = ({ author }: Pick<Case, 'author'>, actor: Reader): boolean => author?.id === actor.accountId;

const isSomebodysWork = ({ state }: Pick<Case, 'state'>): boolean =>
  state === 'claimed' || state === 'inReview';

/** Whether the earlier author still goes first, and is there to do so. */
const isReservedForOther = (
  { author, reservedUntil }: Pick<Case, 'author' | 'reservedUntil'>,
  actor: Reader,
  present: Present,
): boolean =>
  reservedUntil !== null &&
  reservedUntil > present.now &&
  author?.id !== actor.accountId &&
  isThere(author?.id, present);

/** Nobody holds it, and this reader may. */
export const isFree = (
  one: Pick<Case, 'state' | 'author' | 'reservedUntil'>,
  actor: Reader,
  present: Present,
): boolean =>
  one.state === 'waiting' || (one.state === 'replied' && !isReservedForOther(one, actor, present));

/** With nobody there who could read over: at once with danger words, else when the answer is due. */
const mayGoAlone = (one: Seen, present: Present): boolean =>
  !hasOtherLead(one.author?.id, present) && (one.dangerAt !== null || one.isOverdue);

/** Why the reader may not open the case; null if they may. Cases that others serve do not exist for them. */
export function refusalToOpen(one: Seen, actor: Reader, present: Present): ProblemCode | null {
  if (actor.role === 'lead' || isAuthor(one, actor)) return null;
  if (!serves(actor, one, present)) return 'notFound';
  return isSomebodysWork(one) ? 'claimedByColleague' : null;
}

/** The writer of the letter that is corrected or withdrawn. */
export interface Aim {
  writerId?: string | undefined;
}

function isBy(by: By, one: Seen, actor: Reader, present: Present, { writerId }: Aim): boolean {
  const isLead = actor.role === 'lead';
  const isOwn = isAuthor(one, actor);
  switch (by) {
    case 'student':
    case 'clock':
      return false;
    case 'serving':
      return serves(actor, one, present);
    case 'servingInTurn':
      return serves(actor, one, present) && !isReservedForOther(one, actor, present);
    case 'holder':
      return isOwn;
    case 'holderOrLead':
      return isOwn || isLead;
    case 'lead':
      return isLead;
    case 'writerOrLead':
      return isLead || writerId === actor.accountId;
    case 'otherLead':
      return isLead && !isOwn;
    case 'reviewer':
      return isOwn ? mayGoAlone(one, present) : isLead;
  }
}

/** What the state alone does not say: danger words for taking over, what is in review, what was read over. */
function isInOrder(act: StaffAct, one: Seen): ProblemCode | null {
  switch (act) {
    case 'takeOver':
      return one.dangerAt ? null : 'notAllowedNow';
    case 'sendToReview':
      return needsSecondPair(one) ? null : 'notAllowedNow';
    case 'publish':
      if (one.state === 'inReview') return one.closing ? 'notAllowedNow' : null;
      return needsSecondPair(one) ? 'needsSecondPair' : null;
    case 'confirmClosing':
      return one.closing ? null : 'notAllowedNow';
    default:
      return null;
  }
}

/** Why the act is refused; null if it is not. */
export function refusal(
  act: StaffAct,
  one: Seen,
  actor: Reader,
  present: Present,
  aim: Aim = {},
): ProblemCode | null {
  const isOwn = isAuthor(one, actor);
  if (!isOwn && !serves(actor, one, present)) return 'notFound';
  const isColleagues = isSomebodysWork(one) && !isOwn;
  const step = table[one.state][act];
  if (!step) return isColleagues ? 'claimedByColleague' : 'notAllowedNow';
  if (!isBy(step.by, one, actor, present, aim))
    return isColleagues || isReservedForOther(one, actor, present) ? 'claimedByColleague' : 'forbidden';
  return isInOrder(act, one);
}

/** Whether the author may publish or close without a second pair of eyes, with a written reason. */
export const goesAlone = (one: Seen, actor: Reader, present: Present): boolean =>
  one.state === 'inReview' && isAuthor(one, actor) && mayGoAlone(one, present);
