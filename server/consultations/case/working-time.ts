/**
 * Working days and hours, by which deadlines are promised and waiting is measured. Which days are worked says the calendar
 * that each function is given.
 */
import { type Calendar, dayAfter } from '../../settings/holidays/working-days';
import { hourMs, localDay } from '../../shared/clock';

/** The country's offset since 2024-03-01; it keeps no summer time. */
const offset = '+05:00';

/** Hours of the local day in which work is done, in pairs of start and end. */
const workingHours: readonly (readonly [number, number])[] = [
  [9, 13],
  [14, 18],
];
const endOfWork = 18;

const instantOf = (day: string, hour: number): number =>
  Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00${offset}`);

/** The end of work on the n-th working day after the day of `from`. */
export function deadlineAfter(from: Date, workingDays: number, isWorkingDay: Calendar): Date {
  let day = localDay(from);
  for (let left = workingDays; left > 0; ) {
    day = dayAfter(day);
    if (isWorkingDay(day)) left -= 1;
  }
  return new Date(instantOf(day, endOfWork));
}

/** Eight hours a working day; 0 when `to` is not after `from`. */
export function workingHoursBetween(from: Date, to: Date, isWorkingDay: Calendar): number {
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
export function addWorkingHours(from: Date, hours: number, isWorkingDay: Calendar): Date {
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
