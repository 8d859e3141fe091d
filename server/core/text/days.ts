/**
 * Calendar days in the country's time, without `Intl`: browsers on phones know no Kazakh, and an old phone's time zones
 * still have the hour that the country gave up in 2024. Pure, the same on the server and on the phone.
 */
import type { Language } from '../definition/types';

/** A moment, as the store has it or as JSON brings it. */
export type Instant = Date | string;

/** 'YYYY-MM-DD' in the country's time. */
export type Day = string;

/** The whole country keeps UTC+5 since 2024-03-01, and no summer time. */
const offsetMs = 5 * 60 * 60 * 1000;

const nonBreaking = '\u00A0';

/** @throws RangeError for a text that is no moment. */
export const dayOf = (instant: Instant): Day =>
  new Date(new Date(instant).getTime() + offsetMs).toISOString().slice(0, 10);

/** The parts of a day; the month from 0. */
const partsOf = (day: Day) => {
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

const monthNames: Record<Language, string[]> = {
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
};

const weekdayNames: Record<Language, string[]> = {
  kk: 'жексенбі дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі'.split(' '),
  ru: 'воскресенье понедельник вторник среда четверг пятница суббота'.split(' '),
};

/** '12 қазан', which no line may part. */
const dateText = (language: Language, { month, date }: { month: number; date: number }): string =>
  `${date}${nonBreaking}${monthNames[language][month]}`;

/** '2026 ж. 12 қазан', '12 октября 2026 г.' */
export function dayText(language: Language, day: Day): string {
  const parts = partsOf(day);
  const date = dateText(language, parts);
  return language === 'kk'
    ? `${parts.year}${nonBreaking}ж. ${date}`
    : `${date} ${parts.year}${nonBreaking}г.`;
}

/** '12 қазан, дүйсенбі', 'понедельник, 12 октября' */
export function weekdayText(language: Language, day: Day): string {
  const parts = partsOf(day);
  const date = dateText(language, parts);
  const weekday = weekdayNames[language][new Date(Date.UTC(parts.year, parts.month, parts.date)).getUTCDay()];
  return language === 'kk' ? `${date}, ${weekday}` : `${weekday}, ${date}`;
}
