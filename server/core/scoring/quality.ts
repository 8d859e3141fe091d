/**
 * Signs that answers were given without reading. Points decide only whether the answers count in the reference; the
 * person is never accused and gets the same help. Skipped questions give no point.
 */
import { isMet } from '../definition/conditions';
import { type Definition, itemIds } from '../definition/definition';
import { scoredValue } from '../definition/items';
import { openItems } from '../definition/routing';
import type { Quality, QualityPoint, QualityVerdict, SubmittedAnswers, Timings } from '../definition/types';

/** Order in which the reasons are listed. */
const points: readonly QualityPoint[] = ['instructed', 'impossible', 'speed', 'contradiction', 'honesty'];

/** Time on a page where nothing was answered says nothing. */
const isAnsweredPage = (definition: Definition, answers: SubmittedAnswers, page: string): boolean =>
  openItems(definition, answers, page).some((item) => typeof answers[item] === 'number');

const isTooFast = (definition: Definition, answers: SubmittedAnswers, timings: Timings): boolean => {
  const { msPerItem, pages } = definition.quality.speed;
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
    const continues = answer !== null && !definition.items[item]?.check;
    if (!continues || (last !== undefined && answers[last] !== answer)) {
      runs.push(run);
      run = [];
    }
    if (continues) run.push(item);
  }
  return [...runs, run];
};

/** A reversed item inside a run, with others on both sides, contradicts them; zeros alone may be a quiet life. */
const hasContradictingRun = (definition: Definition, answers: SubmittedAnswers, isFast: boolean): boolean =>
  identicalRuns(definition, answers).some(
    (run) =>
      run.length >= definition.quality.contradiction.runFrom &&
      run.slice(1, -1).some((item) => definition.items[item]?.reversed) &&
      (run.some((item) => answers[item] !== 0) || isFast),
  );

const hasContradictingPair = (definition: Definition, answers: SubmittedAnswers): boolean =>
  definition.quality.contradiction.opposites.some(({ items: [one, other], differenceFrom }) => {
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
  const isFast = isTooFast(definition, answers, timings);
  const found = new Set<QualityPoint>(
    definition.quality.points.filter(({ when }) => isMet(when, { answers, age })).map(({ point }) => point),
  );
  if (isFast) found.add('speed');
  if (hasContradictingPair(definition, answers) || hasContradictingRun(definition, answers, isFast))
    found.add('contradiction');
  const reasons = points.filter((point) => found.has(point));
  return {
    points: reasons.length,
    verdict: verdictOf(definition, reasons.length),
    reasons,
    timed: definition.pages.some(({ id }) => timings[id] !== undefined),
  };
};
