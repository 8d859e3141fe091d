/**
 * The words of the questionnaire engine. This folder is pure: it runs unchanged on the server and on the phone,
 * so it imports nothing but itself.
 */

export type Language = 'kk' | 'ru';
export const languages: readonly Language[] = ['kk', 'ru'];

export type Band = 'low' | 'moderate' | 'high' | 'veryHigh';
export const bands: readonly Band[] = ['low', 'moderate', 'high', 'veryHigh'];

/** As answered: 0-4, or null for "skip". An item that was not reached is absent. */
export type Answers = Record<string, number | null>;

/** As stored after submission: 'S' marks a structural zero (closed by a gate), distinct from an answered 0 and from missing. */
export type SubmittedAnswers = Record<string, number | null | 'S'>;

/** Milliseconds spent per page id; empty without JavaScript. */
export type Timings = Record<string, number>;

export type ScaleLabel = 'littleHarm' | 'harmUnknown' | 'noGaming' | 'noGambling' | 'underAgePlay';

/** A, B, C. `score` is unrounded; score and band are null when too many answers are missing. */
export interface SumScaleResult {
  score: number | null;
  max: number;
  band: Band | null;
  label?: ScaleLabel;
  answered: number;
  missing: number;
}

/** D. `band` takes missing answers as 0, `bandUpper` as 4. */
export interface CriteriaScaleResult extends SumScaleResult {
  bandUpper: Band | null;
  criteria: number | null;
  /** Loot boxes (D14, D15): how many of the two are at or above the cut-off. */
  loot: 'none' | 'tip' | 'moderateTip';
}

export type VictimLevel = 'none' | 'occasional' | 'repeated' | 'severe';
export type AggressorLevel = 'none' | 'occasional' | 'repeated';

export interface BullyingResult {
  victim: VictimLevel | null;
  aggressor: AggressorLevel | null;
}

export interface WellbeingResult {
  score: number | null;
  max: number;
  level: 'usual' | 'reduced' | 'low' | null;
  distress: 'usual' | 'raised' | null;
}

export interface ProtectiveResult {
  score: number | null;
  max: number;
  percent: number | null;
  level: 'few' | 'some' | 'strong' | null;
}

/** A result with a band: of a sum or a criteria scale. */
export type BandedResult = SumScaleResult | CriteriaScaleResult;
export type ScaleResult = BandedResult | BullyingResult | WellbeingResult | ProtectiveResult;

export type Flag = 'threat' | 'money' | 'lowAlone' | 'tension' | 'veryHighAlone';
export const flags: readonly Flag[] = ['threat', 'money', 'lowAlone', 'tension', 'veryHighAlone'];

export type QualityPoint = 'instructed' | 'impossible' | 'speed' | 'contradiction' | 'honesty';
export type QualityVerdict = 'valid' | 'doubtful' | 'excluded';

export interface Quality {
  points: number;
  verdict: QualityVerdict;
  reasons: QualityPoint[];
  /** false without JavaScript: there are no timings, so the speed point is not available (stored, not guessed). */
  timed: boolean;
}

export interface Result {
  scales: {
    A: SumScaleResult;
    B: SumScaleResult;
    C: SumScaleResult;
    D: CriteriaScaleResult;
    E: BullyingResult;
    F: WellbeingResult;
    G: ProtectiveResult;
  };
  overall: { band: Band | null; high: number };
  flags: Flag[];
  quality: Quality;
}
