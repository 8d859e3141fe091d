/**
 * Whether a repeated attempt shows a change. A difference is called a change only between attempts whose windows do not
 * overlap, and only beyond what the scale's own error explains (QUESTIONNAIRE section 5). The phone and the server run
 * this same function.
 */

import { defined } from '../defined';
import type { Definition } from '../definition/definition';
import type { Result } from '../definition/types';
import { type Day, dayOf, type Instant, monthsAfter } from '../text/days';
import { bandsOfScale, itemsOfScale } from './kinds';
import { bandedOf } from './levels';

export interface SubmittedAttempt {
  /** `<id>/<version>`. */
  questionnaire: string;
  submittedAt: Instant;
  result: Result;
}

type ComparisonHindrance = 'otherVersion' | 'doubtful' | 'notScored';

export type Outcome =
  /** `up`: more difficulties than on the day `since`. */
  | { kind: 'change'; direction: 'up' | 'down'; since: Day }
  | { kind: 'noClearChange'; since: Day }
  /** Both look back on the same time; an attempt from the day `from` on can be compared with the earlier one. */
  | { kind: 'tooSoon'; from: Day }
  | { kind: 'notComparable'; hindrance: ComparisonHindrance };

export type ScaleComparison = { scale: string } & Outcome;

/**
 * What is assumed of every scale until a pilot has measured it [P]: internal consistency, and the standard deviation as
 * a share of the range. Whoever has figures of a pilot changes these two.
 */
const assumed = { alpha: 0.85, deviationOfRange: 0.18 };

/** Two-sided, 95 %. */
const z = 1.96;

/**
 * The largest difference that error alone explains, in score units: z * sqrt(2) * SEM, SEM = SD * sqrt(1 - alpha).
 * Jacobson & Truax 1991, 10.1037/0022-006X.59.1.12. @param max highest score of a scale that begins at 0
 */
export const reliableChange = (max: number): number =>
  z * Math.SQRT2 * assumed.deviationOfRange * max * Math.sqrt(1 - assumed.alpha);

/** How many months the longest window of a scale's questions looks back; null where it cannot be told, or nothing is compared. */
export function monthsOf({ pages, scales, windows }: Definition, scale: string): number | null {
  const rules = scales[scale];
  if (!rules || bandsOfScale(rules).length === 0) return null;
  const { difficulties } = itemsOfScale(rules);
  const asked = pages.filter(({ items }) => items.some((item) => difficulties.includes(item)));
  const months = asked.map(({ window }) => windows[window]?.months ?? Number.NaN);
  const longest = Math.max(...months);
  return Number.isFinite(longest) ? longest : null;
}

const timeOf = ({ submittedAt }: { submittedAt: Instant }): number => new Date(submittedAt).getTime();

/** One scale of two attempts of the same code. */
export function compareScale(
  definition: Definition,
  scale: string,
  earlier: SubmittedAttempt,
  later: SubmittedAttempt,
): Outcome {
  const hindered = (hindrance: ComparisonHindrance): Outcome => ({ kind: 'notComparable', hindrance });
  if (earlier.questionnaire !== later.questionnaire) return hindered('otherVersion');
  if ([earlier, later].some(({ result }) => result.quality.verdict !== 'valid')) return hindered('doubtful');
  const before = bandedOf(earlier.result, scale)?.score ?? null;
  const { score: after = null, max = 0 } = bandedOf(later.result, scale) ?? {};
  const months = monthsOf(definition, scale);
  if (before === null || after === null || months === null) return hindered('notScored');

  const since = dayOf(earlier.submittedAt);
  const from = monthsAfter(since, months);
  if (dayOf(later.submittedAt) < from) return { kind: 'tooSoon', from };
  if (Math.abs(after - before) <= reliableChange(max)) return { kind: 'noClearChange', since };
  return { kind: 'change', direction: after > before ? 'up' : 'down', since };
}

/**
 * Every banded scale of an attempt beside what the same code answered before: the latest earlier attempt that can be
 * compared counts; where all are too near, the one that can be compared soonest.
 * @param others of the same code, in any order; later ones are left out
 * @returns nothing for a first attempt
 */
export function comparisonOf(
  definition: Definition,
  attempt: SubmittedAttempt,
  others: SubmittedAttempt[],
): ScaleComparison[] {
  const earlier = others
    .filter((one) => timeOf(one) < timeOf(attempt))
    .sort((one, other) => timeOf(other) - timeOf(one));
  if (earlier.length === 0) return [];
  return definition.feedback.scales.map((scale) => {
    const outcomes = earlier.map((one) => compareScale(definition, scale, one, attempt));
    const compared = outcomes.find(({ kind }) => kind === 'change' || kind === 'noClearChange');
    const soonest = outcomes.findLast(({ kind }) => kind === 'tooSoon');
    return { scale, ...defined(compared ?? soonest ?? outcomes[0], 'an earlier attempt') };
  });
}
