/** Which version is shown, and who may do what with one. */
import type { ProblemCode } from '../shared/problems';
import type { Actor } from '../shared/roles';
import type { TextHead } from './text.types';

/**
 * The newest agreed version; where none is agreed yet, the newest shipped one, so that a text is there from the first
 * day. null for a text that has neither.
 */
export function shownAmong<Head extends Pick<TextHead, 'version' | 'state' | 'isShipped'>>(
  versions: Head[],
): Head | null {
  const newest = (fits: (head: Head) => boolean) =>
    versions
      .filter(fits)
      .reduce<Head | null>((best, one) => (best && best.version > one.version ? best : one), null);
  return newest(({ state }) => state === 'agreed') ?? newest(({ isShipped }) => isShipped);
}

/** A change that nobody agreed was never shown to a student. */
export const canHaveBeenShown = ({ state, isShipped }: Pick<TextHead, 'state' | 'isShipped'>): boolean =>
  isShipped || state === 'agreed';

/**
 * How a version stands beside the one that is shown. `proposed`: shown already, though nobody has agreed it;
 * `waiting`: not shown until the lead decides; `replaced`: shown or proposed once, overtaken by a newer one.
 */
export type Standing = 'agreed' | 'proposed' | 'waiting' | 'replaced' | 'declined' | 'withdrawn';

export function standingOf(
  { version, state, isShipped }: Pick<TextHead, 'version' | 'state' | 'isShipped'>,
  shown: Pick<TextHead, 'version' | 'state'>,
): Standing {
  if (state === 'declined' || state === 'withdrawn') return state;
  if (version === shown.version) return state;
  // An update that nobody has agreed does not take a colleague's change off the lead's desk.
  const isOvertaken = version < shown.version && (isShipped || shown.state === 'agreed');
  return state === 'proposed' && !isOvertaken ? 'waiting' : 'replaced';
}

/** Whether the lead has something to decide about it. */
export const isUndecided = (standing: Standing): boolean => standing === 'proposed' || standing === 'waiting';

export type TextAct = 'edit' | 'withdraw' | 'agree' | 'decline';

/** Why an act is refused; null where it may be done. What is shown cannot be declined, only replaced. */
export function refusalOf(
  act: TextAct,
  head: TextHead,
  standing: Standing,
  actor: Pick<Actor, 'accountId' | 'role'>,
): ProblemCode | null {
  const isAuthor = head.author.accountId === actor.accountId;
  const isAllowed = act === 'agree' || act === 'decline' ? actor.role === 'lead' : isAuthor;
  if (!isAllowed) return 'forbidden';
  const isOpen = act === 'agree' ? isUndecided(standing) : standing === 'waiting';
  return isOpen ? null : 'notAllowedNow';
}
