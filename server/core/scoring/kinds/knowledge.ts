/**
 * How much is known: a share of right answers, and no risk. A skipped question among the allowed ones counts as not known,
 * because nothing but a right answer shows knowledge; with more missing there is no share. A question that a gate closed was
 * not put, and counts as missing.
 */
import { type Bounds, levelOf } from '../levels';
import type { Kind } from './kind';

export interface KnowledgeScale {
  kind: 'knowledge';
  /** By item, the right answer. */
  right: Record<string, number>;
  missingAllowed: number;
  /** In percent; the definition's own levels. */
  bounds: Bounds<string>;
}

/** `known` of `of` questions. */
export type KnowledgeResult = {
  known: number | null;
  of: number;
  percent: number | null;
  level: string | null;
};

export const knowledge: Kind<KnowledgeScale, KnowledgeResult> = {
  itemsOf: () => ({ difficulties: [], resources: [] }),
  bandsOf: () => [],

  score: ({ right, missingAllowed, bounds }, { answers }) => {
    const items = Object.entries(right);
    const of = items.length;
    const missing = items.filter(([item]) => typeof answers[item] !== 'number').length;
    if (missing > missingAllowed) return { known: null, of, percent: null, level: null };
    const known = items.filter(([item, answer]) => answers[item] === answer).length;
    const percent = (100 * known) / of;
    return { known, of, percent, level: levelOf(bounds, percent) };
  },
};
