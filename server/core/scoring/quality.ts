/**
 * Signs that answers were given without reading. Points decide only whether the answers count in the reference; the
 * person is never accused and gets the same help. Skipped questions give no point.
 */
import { isMet } from '../definition/conditions';
import {
  type Definition,
  type FastPages,
  type Inconsistency,
  itemIds,
  type QualityPoint,
} from '../definition/definition';
import { openItems } from '../definition/routing';
import type { Quality, QualityVerdict, SubmittedAnswers, Timings } from '../definition/types';
import { scoredValue } from './answers';

/** Time on a page where nothing was answered says nothing. */
const isAnsweredPage = (definition: Definition, answers: SubmittedAnswers, page: string): boolean =>
  openItems(definition, answers, page).some((item) => typeof answers[item] === 'number');

const isTooFast = (
  { pages, msPerItem }: FastPages,
  definition: Definition,
  answers: SubmittedAnswers,
  timings: Timings,
): boolean => {
  const fast = definition.pages.filter(({ id }) => {
    const spentMs = timings[id];
    if (spentMs === undefined || !isAnsweredPage(definition, answers, id)) return false;
    return spentMs < msPerItem * openItems(definition, answers, id).length;
  });
  return fast.length >= pages;
};

/** The longest stretches of identical raw answers in shown order; skips and check items end a stretch. */
const identicalRuns = (definition: Definition, answers: SubmittedAnswers): string[][] => {
  const runs: string[][] = [];
  let run: string[] = [];
  for (const item of itemIds(definition)) {
    const answer = answers[item] ?? null;
    if (answer === 'S') continue; // not shown
    const last = run.at(-1);
    const continues = answer !== null && definition.items[item]?.role !== 'check';
    if (!continues || (last !== undefined && answers[last] !== answer)) {
      runs.push(run);
      run = [];
    }
    if (continues) run.push(item);
  }
  return [...runs, run];
};

/** A reversed item inside a run, with others on both sides, contradicts them; zeros alone may be a quiet life. */
const hasContradictingRun = (
  { runFrom }: Inconsistency,
  definition: Definition,
  answers: SubmittedAnswers,
  isFast: boolean,
): boolean =>
  identicalRuns(definition, answers).some(
    (run) =>
      run.length >= runFrom &&
      run.slice(1, -1).some((item) => definition.items[item]?.reversed) &&
      (run.some((item) => answers[item] !== 0) || isFast),
  );

const hasContradictingPair = (
  { opposites }: Inconsistency,
  definition: Definition,
  answers: SubmittedAnswers,
): boolean =>
  opposites.some(({ items: [one, other], differenceFrom }) => {
    const first = scoredValue(definition, answers, one);
    const second = scoredValue(definition, answers, other);
    return first !== null && second !== null && Math.abs(first - second) >= differenceFrom;
  });

const verdictOf = (definition: Definition, count: number): QualityVerdict => {
  if (count >= definition.quality.excludedFrom) return 'excluded';
  return count >= definition.quality.doubtfulFrom ? 'doubtful' : 'valid';
};

/** `timed` is false when there are no timings (no JavaScript): the speed point is then not available. */
export const qualityOf = (
  definition: Definition,
  answers: SubmittedAnswers,
  age: number,
  timings: Timings,
): Quality => {
  const { points } = definition.quality;
  const isFast = points.some(
    (one) => 'fastPages' in one && isTooFast(one.fastPages, definition, answers, timings),
  );
  const isGiven = (one: QualityPoint): boolean => {
    if ('when' in one) return isMet(one.when, { answers, age });
    if ('fastPages' in one) return isFast;
    return (
      hasContradictingPair(one.inconsistency, definition, answers) ||
      hasContradictingRun(one.inconsistency, definition, answers, isFast)
    );
  };
  const reasons = points.filter(isGiven).map(({ point }) => point);
  return {
    points: reasons.length,
    verdict: verdictOf(definition, reasons.length),
    reasons,
    timed: definition.pages.some(({ id }) => timings[id] !== undefined),
  };
};
