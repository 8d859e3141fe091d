/** Who is there for which cases. No case is ever in a place that nobody looks at. Pure. */
import type { Language } from '../../core/definition/types';
import type { Calendar } from '../../settings/holidays/working-days';
import { localDay } from '../../shared/clock';
import type { Actor } from '../../shared/roles';
import type { Author } from './case.types';

/** A psychologist or lead, as their account says. */
export interface Clinician extends Author {
  role: 'psychologist' | 'lead';
  /** KATO codes; none means all. */
  regions: string[];
  /** In which they write; none means all. */
  languages: Language[];
  isActive: boolean;
  /** Local days, both included. */
  absences: { from: string; until: string }[];
  /** Of open cases; null for no limit. */
  mostCases: number | null;
}

/** What decides who serves a case. */
export interface Place {
  region: string;
  language: Language;
}

export interface Present {
  now: Date;
  clinicians: readonly Clinician[];
  /** Which days are worked. */
  isWorkingDay: Calendar;
}

export function isPresent({ isActive, absences }: Clinician, now: Date): boolean {
  const today = localDay(now);
  return isActive && !absences.some(({ from, until }) => from <= today && today <= until);
}

export const isThere = (
  id: string | undefined,
  { now, clinicians }: Pick<Present, 'now' | 'clinicians'>,
): boolean => clinicians.some((one) => one.id === id && isPresent(one, now));

/** Whether a lead other than this one is there to read over. */
export const hasOtherLead = (
  authorId: string | undefined,
  { now, clinicians }: Pick<Present, 'now' | 'clinicians'>,
): boolean => clinicians.some((one) => one.role === 'lead' && one.id !== authorId && isPresent(one, now));

const includesOrAll = <One>(some: readonly One[], wanted: One): boolean =>
  some.length === 0 || some.includes(wanted);

const covers = ({ regions, languages }: Clinician, { region, language }: Place): boolean =>
  includesOrAll(regions, region) && includesOrAll(languages, language);

/** Nobody who is there serves it: it falls to all leads, and where there is none to all psychologists. */
export const isUncovered = (
  place: Place,
  { now, clinicians }: Pick<Present, 'now' | 'clinicians'>,
): boolean =>
  !clinicians.some((one) => one.role === 'psychologist' && isPresent(one, now) && covers(one, place));

/** Leads serve everywhere; psychologists their regions and languages, and what is left where no lead is there. */
export function serves(actor: Pick<Actor, 'accountId' | 'role'>, place: Place, present: Present): boolean {
  if (actor.role === 'lead') return true;
  const own = present.clinicians.find(({ id }) => id === actor.accountId);
  if (!own) return false;
  return covers(own, place) || (isUncovered(place, present) && !hasOtherLead(undefined, present));
}
