/** Answers as they count. Apart from the items, because a phone needs it only after the last question. */
import { highestAnswer, type Items } from '../definition/items';
import type { SubmittedAnswers } from '../definition/types';

/** Missing is skipped (null) or not reached (absent); a structural zero is not missing. */
export const isMissing = (answers: SubmittedAnswers, id: string): boolean => (answers[id] ?? null) === null;

/** The answer as a symptom: reversed items turned round, a structural zero 0, missing null. */
export const scoredValue = (asked: Items, answers: SubmittedAnswers, id: string): number | null => {
  const answer = answers[id] ?? null;
  if (answer === null) return null;
  if (answer === 'S') return 0;
  return asked.items[id]?.reversed ? highestAnswer(asked, id) - answer : answer;
};

/** The highest sum that the answers to these items can have. */
export const highestSum = (asked: Items, ids: string[]): number =>
  ids.reduce((sum, id) => sum + highestAnswer(asked, id), 0);

/** Sum of the answered items as they were given; structural zeros count 0, and null when none was answered. */
export const sumOfAnswered = (answers: SubmittedAnswers, ids: string[]): number | null => {
  const answered = ids.map((id) => answers[id] ?? null).filter((answer) => answer !== null);
  return answered.length === 0
    ? null
    : answered.reduce<number>((sum, answer) => sum + (answer === 'S' ? 0 : answer), 0);
};
