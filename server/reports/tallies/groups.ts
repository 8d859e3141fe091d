/**
 * The groups in which a reference counts people. A group key is `dimension:group`; `all` is everybody. Groups of one
 * dimension exclude each other and add up to `all` (campaigns do so with the attempts that came without one).
 */
import type { Profile } from '../../core/attempt/profile-fields';
import type { Language } from '../../core/definition/types';

export const everybody = 'all';

export const ageGroups = ['13-16', '17-22', '23-27', '28-32', '33-45', '46-58', '59+'] as const;
export type AgeGroup = (typeof ageGroups)[number];

/** The columns of the grant form's table of social status. */
export const socialStatuses = [
  'children',
  'youth',
  'stateServants',
  'budgetOrganisations',
  'disability',
  'fiftyAndOlder',
  'unemployed',
  'publicOrganisations',
  'business',
  'other',
] as const;
export type SocialStatus = (typeof socialStatuses)[number];

/** First year of each age group after the youngest, in the order of `ageGroups`. */
const ageLimits = [17, 23, 28, 33, 46, 59];

export function ageGroup(age: number): AgeGroup {
  return ageGroups[ageLimits.filter((limit) => age >= limit).length]!;
}

/** Full years from which the law no longer counts a person as a child. */
const adultAge = 18;
/** Last full year in which the law on state youth policy (2015, as amended) counts a person as youth. */
const lastYouthAge = 35;
const fiftyAge = 50;

const statusOfOccupation: Partial<Record<Profile['status'], SocialStatus>> = {
  'state-servant': 'stateServants',
  'budget-employee': 'budgetOrganisations',
  business: 'business',
  ngo: 'publicOrganisations',
  unemployed: 'unemployed',
};

/**
 * One column per person, by this priority: child, disability, occupation named by the form, fifty and older, youth, other.
 * A child with a disability counts under children; an unemployed young person under the unemployed.
 */
export function socialStatus({ age, status, tags }: Pick<Profile, 'age' | 'status' | 'tags'>): SocialStatus {
  if (age < adultAge) return 'children';
  if (tags.includes('disability')) return 'disability';
  const occupation = statusOfOccupation[status];
  if (occupation) return occupation;
  if (age >= fiftyAge) return 'fiftyAndOlder';
  return age <= lastYouthAge ? 'youth' : 'other';
}

/** The dimensions that tables are broken down by. */
export const dimensions = ['sex', 'age', 'status', 'settlement', 'language', 'region', 'day'] as const;
export type Dimension = (typeof dimensions)[number];

export function groupKey(dimension: Dimension | 'campaign', group: string): string {
  return `${dimension}:${group}`;
}

export interface Grouped {
  profile: Profile;
  language: Language;
  /** YYYY-MM-DD. */
  submittedDay: string;
  campaignId: string | null;
}

/** Every group key that an attempt counts in: everybody, the five that are compared by rank, then the others. */
export function groupsOf({ profile, language, submittedDay, campaignId }: Grouped): string[] {
  const groups = [
    everybody,
    `sex:${profile.sex}`,
    `age:${ageGroup(profile.age)}`,
    `status:${socialStatus(profile)}`,
    `settlement:${profile.settlement}`,
    `language:${language}`,
    `region:${profile.region}`,
    `day:${submittedDay}`,
  ];
  if (campaignId !== null) groups.push(`campaign:${campaignId}`);
  return groups;
}

/** Of the groups of one attempt, those whose scores are compared by rank: by sex, age, status, settlement and language. */
export function rankedGroups(groups: readonly string[]): readonly string[] {
  return groups.slice(1, 6);
}
