/**
 * The words of the questionnaire engine. This folder is pure: it runs unchanged on the server and on the phone,
 * so it imports nothing but itself.
 */

export { type Language, languages } from '../text/languages';

/** As answered: 0-4, or null for "skip". An item that was not reached is absent. */
export type Answers = Record<string, number | null>;

/** As stored after submission: 'S' marks a structural zero (closed by a gate), distinct from an answered 0 and from missing. */
export type SubmittedAnswers = Record<string, number | null | 'S'>;

/** Milliseconds spent per page id; empty without JavaScript. */
export type Timings = Record<string, number>;

/** What a scale came to: numbers, and the words of its levels, under the names that its kind gives them. */
export type ScaleResult = { readonly [property: string]: string | number | null };

/** By the definition's ids. */
export type ScaleResults = Readonly<Record<string, ScaleResult>>;

/** `score` is unrounded; score and band are null when too many answers are missing. */
export type BandedResult = {
  score: number | null;
  max: number;
  /** One of the definition's bands. */
  band: string | null;
  /** Of the definition; says more about the band. */
  label?: string;
  answered: number;
  missing: number;
};

export type QualityVerdict = 'valid' | 'doubtful' | 'excluded';

export interface Quality {
  points: number;
  verdict: QualityVerdict;
  /** The definition's points that were given. */
  reasons: string[];
  /** false without JavaScript: there are no timings, so the speed point is not available (stored, not guessed). */
  timed: boolean;
}

export interface Result {
  scales: ScaleResults;
  /** The highest band of the scales that the definition names, and how many of them are high. */
  overall: { band: string | null; high: number };
  flags: string[];
  quality: Quality;
}
