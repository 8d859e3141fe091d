/**
 * Cyberbullying, as a victim and as an aggressor: the most frequent form decides. With skipped questions a level is a
 * lower bound, and "none" is said only when every question was answered: skipped never means none.
 */
import type { ExposureScale } from '../definition/definition';
import type { AggressorLevel, BullyingResult, SubmittedAnswers, VictimLevel } from '../definition/types';

const valuesOf = (answers: SubmittedAnswers, items: string[]): Record<string, number> =>
  Object.fromEntries(
    items
      .map((item): [string, number | null] => [
        item,
        answers[item] === 'S' ? 0 : ((answers[item] as number) ?? null),
      ])
      .filter((entry): entry is [string, number] => entry[1] !== null),
  );

const levelOf = (values: number[], asked: number, repeatedFrom: number): AggressorLevel | null => {
  if (values.some((value) => value >= repeatedFrom)) return 'repeated';
  if (values.some((value) => value >= 1)) return 'occasional';
  return values.length === asked ? 'none' : null;
};

const victimLevel = (rule: ExposureScale['victim'], answers: SubmittedAnswers): VictimLevel | null => {
  const values = valuesOf(answers, rule.items);
  const repeatedForms = Object.values(values).filter((value) => value >= rule.repeatedFrom).length;
  const isSevereAlone = Object.entries(rule.severe.alone).some(([item, from]) => (values[item] ?? 0) >= from);
  if (repeatedForms >= rule.severe.forms || isSevereAlone) return 'severe';
  return levelOf(Object.values(values), rule.items.length, rule.repeatedFrom);
};

export const scoreExposure = (scale: ExposureScale, answers: SubmittedAnswers): BullyingResult => ({
  victim: victimLevel(scale.victim, answers),
  aggressor: levelOf(
    Object.values(valuesOf(answers, scale.aggressor.items)),
    scale.aggressor.items.length,
    scale.aggressor.repeatedFrom,
  ),
});
