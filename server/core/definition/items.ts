/** What is asked, without any rule about it: the items and their options. */

/**
 * What an item is asked for besides its own sake. A gate answered 0 closes others; harm confirms a high band of its sum
 * scale; a check is about the answering itself: in no scale, and it interrupts a run of identical answers.
 */
type ItemRole = 'gate' | 'harm' | 'check';

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
