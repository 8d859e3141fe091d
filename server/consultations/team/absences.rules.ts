/** When somebody is away, in local days, both included. Pure. */
export interface Absence {
  from: string;
  until: string;
}

export type AbsenceFault = 'reversed' | 'past' | 'tooLong';

/** Longer than any leave: whoever is away for more has an account that is closed. */
const longestAbsenceDays = 366;

const daysBetween = ({ from, until }: Absence): number =>
  (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;

/** @param today 'YYYY-MM-DD' */
export function absenceFault(absence: Absence, today: string): AbsenceFault | null {
  if (absence.until < absence.from) return 'reversed';
  if (absence.until < today) return 'past';
  return daysBetween(absence) > longestAbsenceDays ? 'tooLong' : null;
}

const isSame = (one: Absence, other: Absence): boolean =>
  one.from === other.from && one.until === other.until;

/** In order of time, without those that are over: nobody's leave of last year is kept. */
export const withAbsence = (all: readonly Absence[], added: Absence, today: string): Absence[] =>
  [...withoutAbsence(all, added), added]
    .filter(({ until }) => until >= today)
    .sort((one, other) => one.from.localeCompare(other.from));

export const withoutAbsence = (all: readonly Absence[], removed: Absence): Absence[] =>
  all.filter((one) => !isSame(one, removed));

/** The absence that a day lies in. */
export const absenceOn = (all: readonly Absence[], day: string): Absence | undefined =>
  all.find(({ from, until }) => from <= day && day <= until);
