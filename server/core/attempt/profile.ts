/** The only personal facts that are asked; the server and the phone offer and check the same lists. */

export const sexes = ['m', 'f', 'none'] as const;
export const settlements = ['urban', 'rural'] as const;
export const statuses = [
  'school-lower',
  'school-upper',
  'college',
  'university',
  'working',
  'state-servant',
  'budget-employee',
  'business',
  'ngo',
  'unemployed',
  'other',
] as const;
/** Optional, asked last and not in class mode. */
export const tags = ['disability', 'large-family', 'low-income', 'orphan'] as const;

/** Years. A younger child gets the help card and nothing is stored. */
export const minAge = 13;
export const maxAge = 99;

export type Sex = (typeof sexes)[number];
export type Settlement = (typeof settlements)[number];
export type Status = (typeof statuses)[number];
export type Tag = (typeof tags)[number];

export interface Profile {
  sex: Sex;
  age: number;
  /** KATO code of one of the regions. */
  region: string;
  settlement: Settlement;
  status: Status;
  tags: Tag[];
}

export const isAge = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= minAge && (value as number) <= maxAge;

/** Where law and advice on gambling differ: bets and casinos are closed to people under 21. */
export const ageGroups = ['under18', 'from18to20', 'from21'] as const;
export type AgeGroup = (typeof ageGroups)[number];

export const ageGroupOf = (age: number): AgeGroup => {
  if (age < 18) return 'under18';
  return age < 21 ? 'from18to20' : 'from21';
};
