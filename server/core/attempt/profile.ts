/** What holds of the profile's fields wherever they are asked, sent or read. Pure. */
import { type Profile, type ProfileField, profileFields } from './profile-fields';

/** Years. A younger child gets the help card and nothing is stored. */
export const minAge = 13;
export const maxAge = 99;

/** The option that stands for "I do not want to answer". */
export const noAnswer = 'none';

/** What a field holds that was not asked or not sent; undefined where it has to be answered. */
export function unanswered(field: ProfileField): typeof noAnswer | string[] | undefined {
  if (field.kind === 'choices') return [];
  return field.kind === 'choice' && field.options.includes(noAnswer) ? noAnswer : undefined;
}

/** A profile that may have been stored before one of the fields was asked. */
export function completeProfile(stored: Partial<Profile>): Profile {
  const fields = profileFields.map((field) => [field.id, stored[field.id] ?? unanswered(field)]);
  return Object.fromEntries(fields) as Profile;
}

/** A class is too small a group for rare facts. */
export function isAsked({ isRare = false }: ProfileField, campaign: { kind: string } | null): boolean {
  return !(isRare && campaign?.kind === 'class');
}

/** What was chosen of several, so that the same choice is always the same list. */
export function chosenOnce(chosen: readonly string[]): string[] {
  return [...new Set(chosen)].sort();
}

/** Where law and advice on gambling differ: bets and casinos are closed to people under 21. */
export const ageGroups = ['under18', 'from18to20', 'from21'] as const;
export type AgeGroup = (typeof ageGroups)[number];

export const adultAge = 18;

export const ageGroupOf = (age: number): AgeGroup => {
  if (age < adultAge) return 'under18';
  return age < 21 ? 'from18to20' : 'from21';
};
