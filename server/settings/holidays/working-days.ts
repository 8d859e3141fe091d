/**
 * Working days in Kazakhstan for a five-day week. Pure.
 * Sources: Labour Code, articles 84-85 (holidays, moved days off), and the Law on Holidays, article 5: where a holiday
 * falls on a day off, the next working day after the holiday is off. 7 January and the first day of Kurban ait are
 * days off that are never moved. Constitution Day left 30 August with the Constitution in force since July 2026 and is
 * kept on 15 March from 2027. Days that the Government moves for one year only the administrator adds.
 */
import { dayMs } from '../../shared/clock';

/** `MM-DD`, in calendar order; `from` is the first year in which the day is kept. */
const holidays: readonly { day: string; from?: number }[] = [
  { day: '01-01' },
  { day: '01-02' },
  { day: '03-08' },
  { day: '03-15', from: 2027 },
  { day: '03-21' },
  { day: '03-22' },
  { day: '03-23' },
  { day: '05-01' },
  { day: '05-07' },
  { day: '05-09' },
  { day: '07-06' },
  { day: '10-25' },
  { day: '12-16' },
];

const orthodoxChristmas = '01-07';

/** First day of Kurban ait; the date for a coming year is announced by the muftiate and added here. */
const kurbanAit: Readonly<Record<string, string>> = { 2026: '05-27', 2027: '05-16' };

/** What the Government decides for single days, 'YYYY-MM-DD' in the country's time. */
export interface MovedDays {
  /** Off, though the law has them as working days. */
  off: readonly string[];
  /** Worked, though they are weekends or holidays. */
  working: readonly string[];
}

export const nothingMoved: MovedDays = { off: [], working: [] };

/** Whether a day is worked. */
export type Calendar = (day: string) => boolean;

const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);
export const dayAfter = (day: string): string => new Date(noon(day) + dayMs).toISOString().slice(0, 10);
export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(noon(day)).getUTCDay());

const daysOff = new Map<string, ReadonlySet<string>>();

/** Every day of a year that is off by law besides ordinary weekends. */
export function daysOffIn(year: string): ReadonlySet<string> {
  const known = daysOff.get(year);
  if (known) return known;
  const kept = holidays.filter(({ from }) => Number(year) >= (from ?? 0)).map(({ day }) => `${year}-${day}`);
  const off = new Set([...kept, `${year}-${orthodoxChristmas}`]);
  if (kurbanAit[year]) off.add(`${year}-${kurbanAit[year]}`);
  for (const holiday of kept.filter(isWeekend)) {
    let moved = dayAfter(holiday);
    while (isWeekend(moved) || off.has(moved)) moved = dayAfter(moved);
    off.add(moved);
  }
  daysOff.set(year, off);
  return off;
}

export const byLaw: Calendar = (day) => !isWeekend(day) && !daysOffIn(day.slice(0, 4)).has(day);

export const calendarWith =
  ({ off, working }: MovedDays): Calendar =>
  (day) =>
    working.includes(day) || (byLaw(day) && !off.includes(day));
