/**
 * Whether answers from the outside can be taken. Nothing is repaired: what is wrong is named by field, with a locale
 * key, and the whole submission is refused.
 */
import { type Definition, findPage } from './definition';
import { findItem, highestAnswer } from './items';
import type { Answers, Timings } from './types';

export interface FieldProblem {
  /** Item id, or page id of a timing. */
  field: string;
  /** Locale key. */
  code: 'shared:errors.invalid' | 'shared:errors.wholeNumber' | 'shared:errors.chooseOne';
}

export type Checked<T> = { ok: true; value: T } | { ok: false; problems: FieldProblem[] };

const problemOfAnswer = (
  definition: Definition,
  item: string,
  answer: unknown,
): FieldProblem['code'] | null => {
  if (!findItem(definition, item)) return 'shared:errors.invalid';
  if (answer === null) return null;
  if (!Number.isInteger(answer)) return 'shared:errors.wholeNumber';
  const isOption = (answer as number) >= 0 && (answer as number) <= highestAnswer(definition, item);
  return isOption ? null : 'shared:errors.chooseOne';
};

const check = <T extends Record<string, unknown>>(
  input: Record<string, unknown>,
  problemOf: (field: string, value: unknown) => FieldProblem['code'] | null,
): Checked<T> => {
  const problems = Object.entries(input).flatMap(([field, value]) => {
    const code = problemOf(field, value);
    return code ? [{ field, code }] : [];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...input } as T };
};

/** Answers of a whole attempt, complete or not: known items, each an option or null for a skip. */
export const checkAnswers = (definition: Definition, input: Record<string, unknown>): Checked<Answers> =>
  check(input, (item, answer) => problemOfAnswer(definition, item, answer));

/** Answers of one page: as `checkAnswers`, and every item must stand on that page. */
export const checkPage = (
  definition: Definition,
  page: string,
  input: Record<string, unknown>,
): Checked<Answers> => {
  const onPage = findPage(definition, page)?.items ?? [];
  return check(input, (item, answer) =>
    onPage.includes(item) ? problemOfAnswer(definition, item, answer) : 'shared:errors.invalid',
  );
};

/** Whole milliseconds, not negative, of known pages. */
export const checkTimings = (definition: Definition, input: Record<string, unknown>): Checked<Timings> =>
  check(input, (page, spentMs) => {
    if (!findPage(definition, page)) return 'shared:errors.invalid';
    return Number.isSafeInteger(spentMs) && (spentMs as number) >= 0 ? null : 'shared:errors.wholeNumber';
  });
