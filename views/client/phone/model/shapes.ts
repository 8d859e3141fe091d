/**
 * How attempts that a phone keeps come to their present shape: it may be weeks until somebody opens the site again, with the
 * script of another release, and two scripts may be open at once. An attempt goes through all steps whenever it is read, from
 * the database or from its second copy. What a newer script wrote stays in it: a release only adds.
 */

type Written = Readonly<Record<string, unknown>>;

/**
 * The oldest first, each with the day of its release; never changed after it. Each gives an attempt what it lacks, and nothing
 * to one that has it.
 */
export const steps: ((attempt: Written) => Written)[] = [
  // 2026-12-01. Of an attempt that was written once, nothing told which of its two copies is newer.
  (attempt) => ({ revision: 0, ...attempt }),
];

export const inPresentShape = <T extends object>(attempt: T): T =>
  steps.reduce((one, step) => step(one), attempt as Written) as T;
