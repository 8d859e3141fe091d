import type { Language } from '../core/definition/types';
import type { ReferenceNumbers } from './reference/numbers';

/** A text that stands in both documents. */
export type ByLanguage = Record<Language, string>;

/** Facts of these indicators come from the answers; only their plan is typed. */
export const computedIndicators = [
  'coverage',
  'satisfaction',
  'reference',
  'recommendations',
  'consultations',
] as const;
export type ComputedIndicator = (typeof computedIndicators)[number];

interface PlannedIndicator {
  indicator: ComputedIndicator;
  /** People, pieces; percent for satisfaction. */
  plan: number;
  /** Why the fact differs from the plan; empty when nothing was written. */
  justification: ByLanguage;
}

/** What the organisation itself counted, for example letters sent. */
interface TypedIndicator {
  name: ByLanguage;
  plan: number;
  fact: number;
  /** Where the fact can be checked. */
  source: ByLanguage;
  justification: ByLanguage;
}

/** What a coordinator decides about a reference. Days are 'YYYY-MM-DD' in the country's time zone, both inclusive. */
export interface ReferencePlan {
  project: ByLanguage;
  organisation: ByLanguage;
  /** `<id>/<version>`: the people of two questionnaires are never added. */
  questionnaire: string;
  from: string;
  to: string;
  /** Slugs; empty means all, also attempts without a campaign. */
  campaigns: string[];
  /** KATO codes; empty means all. */
  regions: string[];
  computed: PlannedIndicator[];
  typed: TypedIndicator[];
}

/** Sentence id -> language -> the coordinator's wording with `{0}`, `{1}` … in place of the numbers. */
export type Wordings = Record<string, Partial<Record<Language, string>>>;

export interface Snapshot {
  frozenAt: Date;
  /** SHA-256 (hex) of the canonical numbers. */
  hash: string;
  numbers: ReferenceNumbers;
}

export interface ReferenceSummary {
  id: string;
  plan: ReferencePlan;
  createdAt: Date;
  frozenAt: Date | null;
}

export interface Reference extends ReferenceSummary {
  wordings: Wordings;
  createdBy: string;
  /** Rises with every change, so that two coordinators do not overwrite each other. */
  version: number;
  /** null while it is a draft. */
  snapshot: Snapshot | null;
}

export interface ReferenceFile {
  name: string;
  contentType: string;
  content: Buffer;
}
