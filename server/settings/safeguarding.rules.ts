/** Who is on call, and the organisation's written procedure: shapes and rules. Pure. */
import type { Language } from '../core/definition/types';
import { dayMs } from '../shared/clock';

/** As they were called when the duty was set: it stays true when somebody leaves. */
interface OnDuty {
  id: string;
  name: string;
}

/** Local days 'YYYY-MM-DD', both included. */
export interface Duty {
  from: string;
  until: string;
  lead: OnDuty;
  deputy: OnDuty | null;
}

export interface Safeguarding {
  /** Whoever was on call stays in it; in order of time, no day twice. */
  rota: Duty[];
  /** What the organisation does when somebody is in danger; null until it was written. */
  procedure: Record<Language, string> | null;
  version: number;
}

export const nothingSet: Safeguarding = { rota: [], procedure: null, version: 0 };

/**
 * Whether somebody was ever named who acts for a child in danger, and what is to be done is written. A later gap in the rota
 * takes no offer away: it is the red line of those who fill it.
 */
export const isPrepared = ({ rota, procedure }: Safeguarding): boolean =>
  rota.length > 0 && procedure !== null;

export type DutyFault = 'reversed' | 'past' | 'taken' | 'samePerson';

/** @param today 'YYYY-MM-DD' */
export function dutyFault(rota: readonly Duty[], duty: Duty, today: string): DutyFault | null {
  if (duty.until < duty.from) return 'reversed';
  if (duty.from < today) return 'past';
  if (duty.deputy?.id === duty.lead.id) return 'samePerson';
  const isTaken = rota.some(({ from, until }) => from <= duty.until && duty.from <= until);
  return isTaken ? 'taken' : null;
}

export const withDuty = (rota: readonly Duty[], duty: Duty): Duty[] =>
  [...rota, duty].sort((one, other) => one.from.localeCompare(other.from));

const dayBefore = (day: string): string => new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10);

/** What has not begun is taken out; what has ends with yesterday, because it says who was on call. */
export const endedDuty = (rota: readonly Duty[], from: string, today: string): Duty[] =>
  rota.flatMap((duty) => {
    if (duty.from !== from || duty.until < today) return [duty];
    return duty.from >= today ? [] : [{ ...duty, until: dayBefore(today) }];
  });

export const dutyOn = (rota: readonly Duty[], day: string): Duty | null =>
  rota.find(({ from, until }) => from <= day && day <= until) ?? null;
