/**
 * The criteria scale (gambling): how many criteria are met and the sum of answers beside it; the highest rule met
 * gives the band. Nothing is prorated: `band` takes every missing answer as 0 and `bandUpper` as the highest option,
 * gates and money question included.
 */
import { type Condition, isMet, itemsIn } from '../../definition/conditions';
import { highestAnswer } from '../../definition/items';
import type { BandedResult, SubmittedAnswers } from '../../definition/types';
import { highestSum, isMissing } from '../answers';
import { isLevelFrom } from '../levels';
import type { Kind } from './kind';

/** One way to reach a band; the highest band reached wins. */
type CriteriaRule = { band: string } & (
  | { criteriaFrom: number }
  | { sumFrom: number }
  /** With `label`, the label is given where no other rule reaches the band. */
  | { when: Condition; label?: string }
);

export interface CriteriaScale {
  kind: 'criteria';
  items: string[];
  missingAllowed: number;
  /** From the lowest, which is reached without any rule. */
  bands: [string, ...string[]];
  /** A criterion counts from this answer on; `except` names items with a cut-off of their own. */
  criterion: { atLeast: number; except: Record<string, number> };
  rules: CriteriaRule[];
  /** With too many missing, a band from here on stands all the same. */
  standsFrom: string;
  /** Where gates have closed every item. */
  closedLabel: string;
}

/** `score` is the sum of the answered criteria; `band` takes missing answers as 0, `bandUpper` as the highest option. */
export type CriteriaResult = BandedResult & {
  bandUpper: string | null;
  criteria: number | null;
};

interface Counted {
  criteria: number;
  sum: number;
}

const itemsOfRules = (scale: CriteriaScale): string[] => [
  ...scale.items,
  ...scale.rules.flatMap((rule) => ('when' in rule ? itemsIn(rule.when) : [])),
];

/** The answers with every missing one that the rules look at replaced. */
const withMissingAs = (
  scale: CriteriaScale,
  answers: SubmittedAnswers,
  substitute: (item: string) => number,
): SubmittedAnswers => {
  const filled = { ...answers };
  for (const item of itemsOfRules(scale)) if (isMissing(answers, item)) filled[item] = substitute(item);
  return filled;
};

const count = (scale: CriteriaScale, filled: SubmittedAnswers): Counted => {
  const values = scale.items.map((item) => ({
    item,
    value: Number(filled[item] === 'S' ? 0 : filled[item]),
  }));
  const { atLeast, except } = scale.criterion;
  return {
    criteria: values.filter(({ item, value }) => value >= (except[item] ?? atLeast)).length,
    sum: values.reduce((total, { value }) => total + value, 0),
  };
};

const applies = (rule: CriteriaRule, counted: Counted, answers: SubmittedAnswers, age: number): boolean => {
  if ('criteriaFrom' in rule) return counted.criteria >= rule.criteriaFrom;
  if ('sumFrom' in rule) return counted.sum >= rule.sumFrom;
  return isMet(rule.when, { answers, age });
};

/** The highest band reached; its label where only labelled rules reach that band. */
const judge = (
  scale: CriteriaScale,
  filled: SubmittedAnswers,
  age: number,
): Counted & { band: string; label?: string } => {
  const counted = count(scale, filled);
  const met = scale.rules.filter((rule) => applies(rule, counted, filled, age));
  const band =
    scale.bands.findLast((candidate) => met.some((rule) => rule.band === candidate)) ?? scale.bands[0];
  const labels = met
    .filter((rule) => rule.band === band)
    .map((rule) => ('label' in rule ? rule.label : undefined));
  const label = labels.every((one) => one !== undefined) ? labels[0] : undefined;
  return { ...counted, band, ...(label && { label }) };
};

export const criteria: Kind<CriteriaScale, CriteriaResult> = {
  itemsOf: ({ items }) => ({ difficulties: items, resources: [] }),
  bandsOf: ({ bands }) => bands,

  /**
   * With more missing than allowed there is no score, and no band either unless what was answered already reaches
   * `standsFrom`: then the band stands, `criteria` being at least so many.
   */
  score: (scale, { asked, answers, age }) => {
    const { items, closedLabel } = scale;
    const max = highestSum(asked, items);
    const closed = items.filter((item) => answers[item] === 'S').length;
    const missing = items.filter((item) => isMissing(answers, item)).length;
    const shared = { max, answered: items.length - closed - missing, missing };
    if (closed === items.length) {
      const [lowest] = scale.bands;
      return { ...shared, score: 0, band: lowest, bandUpper: lowest, criteria: 0, label: closedLabel };
    }
    const atLeast = judge(
      scale,
      withMissingAs(scale, answers, () => 0),
      age,
    );
    const upper = judge(
      scale,
      withMissingAs(scale, answers, (item) => highestAnswer(asked, item)),
      age,
    );
    const isScored = missing <= scale.missingAllowed;
    if (!isScored && !isLevelFrom(scale.bands, atLeast.band, scale.standsFrom))
      return { ...shared, score: null, band: null, bandUpper: null, criteria: null };
    return {
      ...shared,
      score: isScored ? atLeast.sum : null,
      band: atLeast.band,
      bandUpper: upper.band,
      criteria: atLeast.criteria,
      ...(atLeast.label && { label: atLeast.label }),
    };
  },
};
