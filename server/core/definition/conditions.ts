/** What a rule of the definition can ask about a person's answers, age and results, and whether it is met. */
import type { Profile } from '../attempt/profile-fields';
import { sumOfAnswered } from '../scoring/answers';
import type { QualityVerdict, ScaleResults, SubmittedAnswers } from './types';

/** Of the profile's fields, those of one choice that a rule may ask about. */
type ChoiceField = 'status';

/** What flags, quality points, the rules of a criteria scale and the choice of texts can ask about. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  /** An answer as given; a missing one meets the condition only with `orMissing`, a structural zero counts as 0. */
  | { item: string; atLeast?: number; atMost?: number; isNot?: number; orMissing?: boolean }
  /** Sum of the answered ones among the items. */
  | { sumOf: string[]; atLeast: number }
  | { ageUnder: number }
  /** A choice that somebody made about themselves. */
  | { profile: ChoiceField; isOneOf: string[] }
  /** A property of a scale's result, such as `level` or `victim`, is one of the values. */
  | { scale: string; property: string; isOneOf: string[] }
  | { scale: string; scoreAtMost: number }
  /** At least one of the banded scales has the band or a higher one. */
  | { anyBandFrom: string }
  | { verdict: string[] };

export interface Facts {
  answers: SubmittedAnswers;
  /** Years. */
  age: number;
  /** Where the condition may ask about it. */
  profile?: Pick<Profile, ChoiceField>;
  /** As far as they are known where the condition stands. */
  scales?: ScaleResults;
  /** Every band up to the highest one, for `anyBandFrom`. */
  reached?: string[];
  verdict?: QualityVerdict;
}

type ItemCondition = Extract<Condition, { item: string }>;

const itemMeets = (condition: ItemCondition, answers: SubmittedAnswers): boolean => {
  const answer = answers[condition.item] ?? null;
  if (answer === null) return condition.orMissing ?? false;
  const value = answer === 'S' ? 0 : answer;
  return (
    (condition.atLeast === undefined || value >= condition.atLeast) &&
    (condition.atMost === undefined || value <= condition.atMost) &&
    (condition.isNot === undefined || value !== condition.isNot)
  );
};

export const isMet = (condition: Condition, facts: Facts): boolean => {
  if ('all' in condition) return condition.all.every((part) => isMet(part, facts));
  if ('any' in condition) return condition.any.some((part) => isMet(part, facts));
  if ('not' in condition) return !isMet(condition.not, facts);
  if ('item' in condition) return itemMeets(condition, facts.answers);
  if ('sumOf' in condition) return (sumOfAnswered(facts.answers, condition.sumOf) ?? 0) >= condition.atLeast;
  if ('ageUnder' in condition) return facts.age < condition.ageUnder;
  if ('profile' in condition)
    return facts.profile !== undefined && condition.isOneOf.includes(facts.profile[condition.profile]);
  if ('verdict' in condition) return facts.verdict !== undefined && condition.verdict.includes(facts.verdict);
  if ('anyBandFrom' in condition) return facts.reached?.includes(condition.anyBandFrom) ?? false;
  const result = facts.scales?.[condition.scale] ?? {};
  if ('scoreAtMost' in condition)
    return typeof result.score === 'number' && result.score <= condition.scoreAtMost;
  const value = result[condition.property];
  return typeof value === 'string' && condition.isOneOf.includes(value);
};

/** Every item id that a condition looks at. */
export const itemsIn = (condition: Condition): string[] => {
  if ('all' in condition) return condition.all.flatMap(itemsIn);
  if ('any' in condition) return condition.any.flatMap(itemsIn);
  if ('not' in condition) return itemsIn(condition.not);
  if ('item' in condition) return [condition.item];
  return 'sumOf' in condition ? condition.sumOf : [];
};
