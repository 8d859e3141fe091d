/**
 * The groups in which a reference counts people. A group key is `dimension:group`; `all` is everybody. Groups of one
 * dimension exclude each other and add up to `all` (campaigns do so with the attempts that came without one).
 */

import { type Profile, type ProfileField, profileFields } from '../../core/attempt/profile-fields';
import { defined } from '../../core/defined';
import { type Language, languages } from '../../core/definition/types';

export const everybody = 'all';

const ageGroups = ['13-16', '17-22', '23-27', '28-32', '33-45', '46-58', '59+'] as const;
export type AgeGroup = (typeof ageGroups)[number];

/** The columns of the grant form's table of social status. */
const socialStatuses = [
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
  return defined(ageGroups[ageLimits.filter((limit) => age >= limit).length], 'the group of an age');
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

/** What people are counted by: fields of the profile and what is known besides. */
export type Dimension = keyof Profile | 'language' | 'day';

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

/** How a dimension puts each person into exactly one of its groups. */
interface Grouping {
  dimension: Dimension;
  /** In the order in which tables list them. */
  groups: readonly string[];
  groupOf: (person: Grouped) => string;
}

/** Fields that the grant form asks for in columns of its own. */
const formColumns: Partial<Record<keyof Profile, Omit<Grouping, 'dimension'>>> = {
  age: { groups: ageGroups, groupOf: ({ profile }) => ageGroup(profile.age) },
  status: { groups: socialStatuses, groupOf: ({ profile }) => socialStatus(profile) },
};

/** Nothing for a field of several choices: people would be counted more than once. */
function groupingOf(field: ProfileField): Grouping[] {
  const columns = formColumns[field.id];
  if (columns) return [{ dimension: field.id, ...columns }];
  if (field.kind !== 'choice') return [];
  const groupOf = ({ profile }: Grouped) => String(profile[field.id]);
  return [{ dimension: field.id, groups: field.options, groupOf }];
}

const groupings: readonly Grouping[] = [
  ...profileFields.flatMap(groupingOf),
  { dimension: 'language', groups: languages, groupOf: ({ language }) => language },
];

/** The dimensions that levels are broken down by and scores compared in. */
export const levelDimensions: readonly Dimension[] = groupings.map(({ dimension }) => dimension);

/** The dimensions that coverage is broken down by. */
export const dimensions: readonly Dimension[] = [...levelDimensions, 'region', 'day'];

/** The groups of a dimension of levels, also those that nobody belongs to. */
export function groupsOfDimension(wanted: Dimension): readonly string[] {
  return groupings.find(({ dimension }) => dimension === wanted)?.groups ?? [];
}

/** Every group key that an attempt counts in: everybody, then the dimensions of levels, then the others. */
export function groupsOf(person: Grouped): string[] {
  const { profile, submittedDay, campaignId } = person;
  return [
    everybody,
    ...groupings.map(({ dimension, groupOf }) => groupKey(dimension, groupOf(person))),
    groupKey('region', profile.region),
    groupKey('day', submittedDay),
    ...(campaignId === null ? [] : [groupKey('campaign', campaignId)]),
  ];
}

/** Of the groups of one attempt, those whose scores are compared by rank. */
export function rankedGroups(groups: readonly string[]): readonly string[] {
  return groups.slice(1, 1 + groupings.length);
}
