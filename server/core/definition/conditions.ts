/** Whether a condition of the definition is met by a person's answers, age and results. */
import type { Condition } from './definition';
import {
  type BandedResult,
  bands,
  type QualityVerdict,
  type ScaleResult,
  type SubmittedAnswers,
} from './types';

export interface Facts {
  answers: SubmittedAnswers;
  /** Years. */
  age: number;
  /** As far as they are known where the condition stands. */
  scales?: Record<string, ScaleResult>;
  /** The results whose bands `anyBandFrom` looks at. */
  banded?: BandedResult[];
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

const scoreOf = (result: ScaleResult | undefined): number | null =>
  result && 'score' in result ? result.score : null;

const propertyOf = (result: ScaleResult | undefined, property: string): unknown =>
  result && Object.hasOwn(result, property) ? result[property as keyof ScaleResult] : undefined;

/** Sum of the answered items; structural zeros count 0, and null when none was answered. */
export const sumOfAnswered = (answers: SubmittedAnswers, items: string[]): number | null => {
  const answered = items.map((item) => answers[item] ?? null).filter((answer) => answer !== null);
  return answered.length === 0
    ? null
    : answered.reduce<number>((sum, answer) => sum + (answer === 'S' ? 0 : answer), 0);
};

export const isMet = (condition: Condition, facts: Facts): boolean => {
  if ('all' in condition) return condition.all.every((part) => isMet(part, facts));
  if ('any' in condition) return condition.any.some((part) => isMet(part, facts));
  if ('item' in condition) return itemMeets(condition, facts.answers);
  if ('sumOf' in condition) return (sumOfAnswered(facts.answers, condition.sumOf) ?? 0) >= condition.atLeast;
  if ('ageUnder' in condition) return facts.age < condition.ageUnder;
  if ('verdict' in condition) return facts.verdict !== undefined && condition.verdict.includes(facts.verdict);
  if ('anyBandFrom' in condition) {
    const from = bands.indexOf(condition.anyBandFrom);
    return (facts.banded ?? []).some(({ band }) => band !== null && bands.indexOf(band) >= from);
  }
  if ('scoreAtMost' in condition) {
    const score = scoreOf(facts.scales?.[condition.scale]);
    return score !== null && score <= condition.scoreAtMost;
  }
  const value = propertyOf(facts.scales?.[condition.scale], condition.property);
  return typeof value === 'string' && condition.isOneOf.includes(value);
};

/** Every item id that a condition looks at. */
export const itemsIn = (condition: Condition): string[] => {
  if ('all' in condition) return condition.all.flatMap(itemsIn);
  if ('any' in condition) return condition.any.flatMap(itemsIn);
  if ('item' in condition) return [condition.item];
  return 'sumOf' in condition ? condition.sumOf : [];
};
