/**
 * Days as a reader's language writes them, without `Intl`: browsers on phones know no Kazakh. Names and order are texts of
 * the interface, so that a phone has those of its reader's language only.
 */
import { type Day, partsOf } from './days';
import type { Translate } from './translate';

const nonBreaking = '\u00A0';

/** '12 қазан', which no line may part. */
export function dateText(t: Translate, day: Day): string {
  const { month, date } = partsOf(day);
  const names = t('shared:dates.months', { returnObjects: true });
  return t('shared:dates.date', { date, month: names[month] }).replaceAll(' ', nonBreaking);
}

/** '2026 ж. 12 қазан', '12 октября 2026 г.' */
export const dayText = (t: Translate, day: Day): string =>
  t('shared:dates.day', { year: partsOf(day).year, date: dateText(t, day) });

/** '12 қазан, дүйсенбі', 'понедельник, 12 октября' */
export function weekdayText(t: Translate, day: Day): string {
  const { year, month, date } = partsOf(day);
  const names = t('shared:dates.weekdays', { returnObjects: true });
  const weekday = names[new Date(Date.UTC(year, month, date)).getUTCDay()];
  return t('shared:dates.weekday', { weekday, date: dateText(t, day) });
}
