/**
 * What was done to the person and what the person did, such as cyberbullying: the most frequent form decides. With skipped
 * questions a level is a lower bound, and "none" is said only when every question was answered: skipped never means none.
 */
import type { SubmittedAnswers } from '../../definition/types';
import type { Kind } from './kind';

export interface ExposureScale {
  kind: 'exposure';
  victim: { items: string[]; repeatedFrom: number; severe: { forms: number; alone: Record<string, number> } };
  aggressor: { items: string[]; repeatedFrom: number };
}

type AggressorLevel = 'none' | 'occasional' | 'repeated';
type VictimLevel = AggressorLevel | 'severe';

export type ExposureResult = {
  victim: VictimLevel | null;
  aggressor: AggressorLevel | null;
};

/** The answered ones, a structural zero as 0. */
const valuesOf = (answers: SubmittedAnswers, items: string[]): Record<string, number> =>
  Object.fromEntries(
    items.flatMap((item): [string, number][] => {
      const answer = answers[item] ?? null;
      return answer === null ? [] : [[item, answer === 'S' ? 0 : answer]];
    }),
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

export const exposure: Kind<ExposureScale, ExposureResult> = {
  itemsOf: ({ victim, aggressor }) => ({
    difficulties: [...victim.items, ...aggressor.items],
    resources: [],
  }),
  bandsOf: () => [],

  score: ({ victim, aggressor: { items, repeatedFrom } }, { answers }) => ({
    victim: victimLevel(victim, answers),
    aggressor: levelOf(Object.values(valuesOf(answers, items)), items.length, repeatedFrom),
  }),
};
