/** What a student may answer to a letter; apart from the pages, so that the server checks by the same limits. */

export const helpedAnswers = ['yes', 'partly', 'no'] as const;
export type HelpedAnswer = (typeof helpedAnswers)[number];

/** Characters of one reply. */
export const longestReply = 2_000;
