/**
 * Which questions are open. Gates are asked before their follow-ups; only a gate answered 0 closes anything, a
 * skipped one leaves its follow-ups open. Answers behind a closed gate are kept until submission, so that changing
 * the gate back restores them.
 */
import { type Definition, findPage, itemIds } from './definition';
import type { Answers, SubmittedAnswers } from './types';

/** Ids of the items that gates have closed: structural zeros. */
export const closedItems = (definition: Definition, answers: SubmittedAnswers): Set<string> =>
  new Set(
    definition.routing
      .filter((rule) => rule.whenAllZero.every((gate) => answers[gate] === 0))
      .flatMap((rule) => rule.close),
  );

/** Ids of the items to show on a page, in order; none for a page that is closed or unknown. */
export const openItems = (definition: Definition, answers: SubmittedAnswers, page: string): string[] => {
  const closed = closedItems(definition, answers);
  return (findPage(definition, page)?.items ?? []).filter((item) => !closed.has(item));
};

/** Ids of the pages that have something to show. */
export const openPages = (definition: Definition, answers: SubmittedAnswers): string[] => {
  const closed = closedItems(definition, answers);
  return definition.pages
    .filter((page) => page.items.some((item) => !closed.has(item)))
    .map((page) => page.id);
};

/** The next open page after `page`, which may itself have been closed meanwhile; null after the last one. */
export const nextPage = (definition: Definition, answers: SubmittedAnswers, page: string): string | null => {
  const position = definition.pages.findIndex(({ id }) => id === page);
  const open = new Set(openPages(definition, answers));
  return definition.pages.slice(position + 1).find(({ id }) => open.has(id))?.id ?? null;
};

/** The open page before `page`; null before the first one. */
export const previousPage = (
  definition: Definition,
  answers: SubmittedAnswers,
  page: string,
): string | null => {
  const position = definition.pages.findIndex(({ id }) => id === page);
  const open = new Set(openPages(definition, answers));
  return definition.pages.slice(0, Math.max(0, position)).findLast(({ id }) => open.has(id))?.id ?? null;
};

/** Where to go on: the first page with an open question that was neither answered nor skipped; null when none is. */
export const pageToResume = (definition: Definition, answers: Answers): string | null => {
  const closed = closedItems(definition, answers);
  const isDone = (item: string) => closed.has(item) || answers[item] !== undefined;
  return definition.pages.find((page) => !page.items.every(isDone))?.id ?? null;
};

/** "n of 75": answered, skipped and closed questions out of all. */
export const progress = (definition: Definition, answers: Answers): { done: number; total: number } => {
  const closed = closedItems(definition, answers);
  const all = itemIds(definition);
  return {
    done: all.filter((item) => closed.has(item) || answers[item] !== undefined).length,
    total: all.length,
  };
};

/**
 * The answers as they are stored at submission, in the definition's order: 'S' for every structural zero (whatever
 * had been answered behind the gate is dropped), null for skipped, absent for not reached.
 */
export const submittedAnswers = (definition: Definition, answers: Answers): SubmittedAnswers => {
  const closed = closedItems(definition, answers);
  const submitted: SubmittedAnswers = {};
  for (const item of itemIds(definition)) {
    const answer = answers[item];
    if (closed.has(item)) submitted[item] = 'S';
    else if (answer !== undefined) submitted[item] = answer;
  }
  return submitted;
};
