/**
 * Working days and hours in Kazakhstan for a five-day week, by which deadlines are promised and waiting is measured.
 * Sources: Labour Code, articles 84-85 (holidays, moved days off), and the Law on Holidays, article 5: where a holiday
 * falls on a day off, the next working day after the holiday is off. 7 January and the first day of Kurban ait are
 * days off that are never moved. Constitution Day left 30 August with the Constitution in force since July 2026 and is
 * kept on 15 March from 2027. Days that the Government moves for one year only are not foreseen here.
 */
import { dayMs, hourMs, localDay } from '../../shared/clock';

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

/** The country's offset since 2024-03-01; it keeps no summer time. */
const offset = '+05:00';

/** Hours of the local day in which work is done, in pairs of start and end. */
const workingHours: readonly (readonly [number, number])[] = [
  [9, 13],
  [14, 18],
];
const endOfWork = 18;

const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const dayAfter = (day: string): string => new Date(noon(day) + dayMs).toISOString().slice(0, 10);
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(noon(day)).getUTCDay());
const instantOf = (day: string, hour: number): number =>
  Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00${offset}`);

const daysOff = new Map<string, ReadonlySet<string>>();

/** Every day of a year that is off besides ordinary weekends. */
function daysOffIn(year: string): ReadonlySet<string> {
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

/** @param day 'YYYY-MM-DD' in the country's time. */
export function isWorkingDay(day: string): boolean {
  return !isWeekend(day) && !daysOffIn(day.slice(0, 4)).has(day);
}

/** The end of work on the n-th working day after the day of `from`. */
export function deadlineAfter(from: Date, workingDays: number): Date {
  let day = localDay(from);
  for (let left = workingDays; left > 0; ) {
    day = dayAfter(day);
    if (isWorkingDay(day)) left -= 1;
  }
  return new Date(instantOf(day, endOfWork));
}

/** Eight hours a working day; 0 when `to` is not after `from`. */
export function workingHoursBetween(from: Date, to: Date): number {
  let workedMs = 0;
  const last = localDay(to);
  for (let day = localDay(from); day <= last; day = dayAfter(day)) {
    if (!isWorkingDay(day)) continue;
    for (const [start, end] of workingHours) {
      const startMs = Math.max(instantOf(day, start), from.getTime());
      const endMs = Math.min(instantOf(day, end), to.getTime());
      workedMs += Math.max(0, endMs - startMs);
    }
  }
  return workedMs / hourMs;
}

/** The moment at which that many working hours have passed; between two of them work begins again. */
export function addWorkingHours(from: Date, hours: number): Date {
  let leftMs = hours * hourMs;
  for (let day = localDay(from); ; day = dayAfter(day)) {
    if (!isWorkingDay(day)) continue;
    for (const [start, end] of workingHours) {
      const startMs = Math.max(instantOf(day, start), from.getTime());
      const lastsMs = Math.max(0, instantOf(day, end) - startMs);
      if (lastsMs > 0 && leftMs <= lastsMs) return new Date(startMs + leftMs);
      leftMs -= lastsMs;
    }
  }
}
