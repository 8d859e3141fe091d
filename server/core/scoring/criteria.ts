/**
 * The criteria scale (gambling): how many criteria are met and the sum of answers beside it; the highest rule met
 * gives the band. Nothing is prorated: `band` takes every missing answer as 0 and `bandUpper` as the highest option,
 * gates and money question included.
 */
import { isMet, itemsIn } from '../definition/conditions';
import {
  type CriteriaRule,
  type CriteriaScale,
  type Definition,
  highestAnswer,
  isMissing,
} from '../definition/definition';
import {
  type Band,
  bands,
  type CriteriaScaleResult,
  type ScaleLabel,
  type SubmittedAnswers,
} from '../definition/types';
import { isBandFrom } from './levels';

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
): Counted & { band: Band; label?: ScaleLabel } => {
  const counted = count(scale, filled);
  const met = scale.rules.filter((rule) => applies(rule, counted, filled, age));
  const band = bands.findLast((candidate) => met.some((rule) => rule.band === candidate)) ?? 'low';
  const labels = met
    .filter((rule) => rule.band === band)
    .map((rule) => ('label' in rule ? rule.label : undefined));
  const label = labels.every((one) => one !== undefined) ? labels[0] : undefined;
  return { ...counted, band, ...(label && { label }) };
};

const lootOf = (scale: CriteriaScale, answers: SubmittedAnswers): CriteriaScaleResult['loot'] => {
  const strong = scale.loot.items.filter((item) =>
    isMet({ item, atLeast: scale.loot.atLeast }, { answers, age: 0 }),
  );
  if (strong.length === 0) return 'none';
  return strong.length === 1 ? 'tip' : 'moderateTip';
};

/**
 * `score` is the sum of the answered criteria, 0 to `max`. With more missing than allowed there is no score, and no
 * band either unless what was answered already reaches `standsFrom`: then the band stands, `criteria` being at least so many.
 */
export const scoreCriteria = (
  definition: Definition,
  scale: CriteriaScale,
  answers: SubmittedAnswers,
  age: number,
): CriteriaScaleResult => {
  const { items } = scale;
  const max = items.reduce((sum, item) => sum + highestAnswer(definition, item), 0);
  const closed = items.filter((item) => answers[item] === 'S').length;
  const missing = items.filter((item) => isMissing(answers, item)).length;
  const shared = { max, answered: items.length - closed - missing, missing, loot: lootOf(scale, answers) };
  if (closed === items.length)
    return { ...shared, score: 0, band: 'low', bandUpper: 'low', criteria: 0, label: scale.closedLabel };

  const { criteria, sum, band, label } = judge(
    scale,
    withMissingAs(scale, answers, () => 0),
    age,
  );
  const upper = judge(
    scale,
    withMissingAs(scale, answers, (item) => highestAnswer(definition, item)),
    age,
  );
  const isScored = missing <= scale.missingAllowed;
  if (!isScored && !isBandFrom(band, scale.standsFrom))
    return { ...shared, score: null, band: null, bandUpper: null, criteria: null };
  return {
    ...shared,
    score: isScored ? sum : null,
    band,
    bandUpper: upper.band,
    criteria,
    ...(label && { label }),
  };
};
