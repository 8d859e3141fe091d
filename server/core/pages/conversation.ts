/** What a student may answer to a letter; apart from the pages, so that the server checks by the same limits. */

export const helpedAnswers = ['yes', 'partly', 'no'] as const;
export type HelpedAnswer = (typeof helpedAnswers)[number];

/** Characters of one message, a smiley being one. */
export const longestReply = 2_000;

/** What is wrong with a message before it is sent, as a locale key; null where nothing is. */
export function messageFault(text: string): string | null {
  if (text === '') return 'consultations:errors.noReply';
  return [...text].length > longestReply ? 'consultations:errors.longReply' : null;
}
