/** One person's way through the questionnaire, as every feature sees it; the code and its hash never leave the store. */
import type { AttemptContent } from '../core/attempt/content';
import type { Profile } from '../core/attempt/profile-fields';
import type { Language, Result, SubmittedAnswers } from '../core/definition/types';
import type { TextReference } from '../core/feedback/text-content';

/** 1 not at all .. 5 very satisfied. */
export type Satisfaction = 1 | 2 | 3 | 4 | 5;

/** `givenAt` is when this answer first came: references are cut at a moment. */
export interface Feedback {
  satisfaction: Satisfaction;
  givenAt: Date;
}

export interface Attempt extends AttemptContent {
  /** A random UUID, made by the phone or by the server. */
  id: string;
  /** `<id>/<version>`. */
  questionnaire: string;
  /** SHA-256 of the definition and texts that the person had before them, and by which the answers are scored. */
  questionnaireHash: string;
  hasSwitchedLanguage: boolean;
  submittedAnswers: SubmittedAnswers | null;
  /** Slug; null without a campaign. */
  campaign: string | null;
  isTryOut: boolean;
  /** Grows with each save. */
  sequence: number;
  startedAt: Date;
  savedAt: Date;
  submittedAt: Date | null;
  result: Result | null;
  scoringVersion: string | null;
  feedback: Feedback | null;
}

/** What a phone or a form sends of an attempt, already checked for shape. */
export interface Upload {
  id: string;
  /** As typed or scanned. */
  code: string;
  questionnaire: string;
  /** Of the questionnaire as the sender had it; absent where the sender is the server itself, or older than the hash. */
  questionnaireHash?: string;
  language: Language;
  /** Whether the language was switched on the phone between two uploads. */
  hasSwitchedLanguage?: boolean;
  profile: Profile;
  answers: Record<string, unknown>;
  timings: Record<string, unknown>;
  unclear: string[];
  shown: TextReference[];
  campaign: string | null;
  sequence: number;
  submitted: boolean;
}

/** Of one questionnaire: the people of two are never added. */
export interface AttemptFilter {
  /** `<id>/<version>`. */
  questionnaire: string;
  /** Submitted at or after. */
  from?: Date;
  /** Submitted before. */
  to?: Date;
  campaigns?: string[];
  /** KATO codes. */
  regions?: string[];
}

/** Attempts of try-outs are counted only where they are asked for, and then nothing else. */
export interface StartedFilter {
  questionnaire?: string;
  campaigns?: string[];
  isTryOut?: boolean;
}

export interface StartedCounts {
  started: number;
  submitted: number;
  byCampaign: Record<string, { started: number; submitted: number }>;
}
