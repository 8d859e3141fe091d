/**
 * Calendar days in the country's time, without `Intl`: an old phone's time zones still have the hour that the country gave
 * up in 2024. Pure, the same on the server and on the phone.
 */

/** A moment, as the store has it or as JSON brings it. */
export type Instant = Date | string;

/** 'YYYY-MM-DD' in the country's time. */
export type Day = string;

/** The whole country keeps UTC+5 since 2024-03-01, and no summer time. */
const offsetMs = 5 * 60 * 60 * 1000;

/** @throws RangeError for a text that is no moment. */
export const dayOf = (instant: Instant): Day =>
  new Date(new Date(instant).getTime() + offsetMs).toISOString().slice(0, 10);

/** The parts of a day; the month from 0. */
export const partsOf = (day: Day) => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month: month - 1, date };
};

/**
 * The first day on which a look back over so many calendar months no longer reaches beyond `day`: the same date of a
 * later month or, where that month is too short, the first of the next one.
 */
export function monthsAfter(day: Day, months: number): Day {
  const { year, month, date } = partsOf(day);
  const later = new Date(Date.UTC(year, month + months, date));
  // A date that its month does not have runs over into the next month.
  if (later.getUTCDate() !== date) later.setUTCDate(1);
  return later.toISOString().slice(0, 10);
}
