/** What is asked, without any rule about it: the items, their options, and an answer as it counts. */
import type { SubmittedAnswers } from './types';

/**
 * What an item is asked for besides its own sake. A gate answered 0 closes others; harm confirms a high band of its sum
 * scale; a check is about the answering itself: in no scale, and it interrupts a run of identical answers.
 */
export const itemRoles = ['gate', 'harm', 'check'] as const;
type ItemRole = (typeof itemRoles)[number];

export interface Item {
  /** Name of the answer set, whose values are 0 and up. */
  answers: string;
  /** What the question is about, for staff and reports; the sentence itself is in the texts. */
  construct: string;
  /** Scored as (highest option - answer). */
  reversed?: boolean;
  role?: ItemRole;
}

export interface Items {
  items: Record<string, Item>;
  /** Number of options per answer set; the options are 0 up to one less. */
  answerSets: Record<string, number>;
}

/** undefined for an unknown id, whatever text it is (ids arrive from the network). */
export const findItem = ({ items }: Items, id: string): Item | undefined =>
  Object.hasOwn(items, id) ? items[id] : undefined;

/** Highest option of an item's answer set. @throws RangeError for an id that the definition does not have. */
export const highestAnswer = (asked: Items, id: string): number => {
  const item = findItem(asked, id);
  const options = item && asked.answerSets[item.answers];
  if (options === undefined) throw new RangeError(`The definition has no item ${id}`);
  return options - 1;
};

/** 0 up to the highest option. */
export const optionsOf = (asked: Items, id: string): number[] =>
  Array.from({ length: highestAnswer(asked, id) + 1 }, (_, value) => value);

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
