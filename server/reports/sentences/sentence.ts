/** A conclusion as data: which sentence, and what stands in it. Words and number forms come from the reader's language. */
import type { Interval } from '../statistics/proportion';
import type { Scale } from '../tallies/slots';

export interface NamedGroup {
  dimension: string;
  group: string;
  /** 0-100. */
  percent?: number;
}

/** A plain number is a number of people (or of tests); percentages and intervals are 0-100. */
export type SentenceValue =
  | number
  | { percent: number }
  | { interval: Interval }
  | { p: number }
  | { decimal: number }
  | { scale: Scale }
  | { dimension: string }
  | { groups: NamedGroup[] };

export interface Sentence {
  /** Stable over references, so that a wording can be kept for it. */
  id: string;
  /** Locale key; `values.count`, where present, chooses the plural form and is written as {{n}}. */
  key: string;
  values: Record<string, SentenceValue>;
}
