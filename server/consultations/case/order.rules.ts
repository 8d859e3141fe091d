/** A case's place in the queue, stored with it so that an index holds the order. Pure. */
import type { Case, CaseState } from './case.types';

/** Unanswered danger words, safeguarding flags, the rest. */
export const groups = [1, 2, 3] as const;
export type Group = (typeof groups)[number];

export const ourStates: readonly CaseState[] = ['waiting', 'claimed', 'inReview', 'replied'];

/** null where nothing is ours to do. */
export function groupOf({
  state,
  dangerAt,
  flags,
}: Pick<Case, 'state' | 'dangerAt' | 'flags'>): Group | null {
  if (!ourStates.includes(state)) return null;
  if (dangerAt) return 1;
  return flags.length > 0 ? 2 : 3;
}
