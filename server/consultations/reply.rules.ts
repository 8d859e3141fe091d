/** What a student may send to a psychologist; apart from the other rules, so that a phone loads no more than this. */

/** Characters of one reply. */
export const longestReply = 2_000;
