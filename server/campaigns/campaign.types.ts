import type { Language } from '../core/definition/types';

export const campaignKinds = ['school', 'class', 'region', 'event'] as const;
type CampaignKind = (typeof campaignKinds)[number];

/** What a coordinator decides about a campaign. Days are 'YYYY-MM-DD' in the country's time zone, both inclusive. */
export interface CampaignPlan {
  name: string;
  kind: CampaignKind;
  /** KATO code; fills in the respondent's region. */
  region: string | null;
  school: string | null;
  className: string | null;
  /** The language the link opens in, unless the reader has chosen one. */
  language: Language | null;
  /** What is asked, `<id>/<version>`; stays as it is once somebody has answered. */
  questionnaire: string;
  /** How many completed attempts are planned. */
  target: number;
  startsOn: string | null;
  endsOn: string | null;
  /** Attempts of a try-out never count. */
  isTryOut: boolean;
  /** The school keeps the parents' written consents. */
  hasConsents: boolean;
  /** A psychologist looks at every high result; students are told so before they begin. */
  looksAtHigh: boolean;
}

export interface Campaign extends CampaignPlan {
  /** Its id, and the last part of the link /c/<slug>. */
  slug: string;
  /** Id of the grant that it belongs to; with null its people are counted in none. */
  project: string | null;
  endedAt: Date | null;
  /** How many phones opened the link; nothing is known of them. */
  opened: number;
  /** Whether a teacher has a secret link to the board. */
  hasTeacherLink: boolean;
  createdBy: string;
  createdAt: Date;
  /** Rises with every change, so that two coordinators do not overwrite each other. */
  version: number;
}
