/** Days and moments as a reader sees them, in the country's time. */
import * as words from '../../core/text/day-text';
import { dayOf } from '../../core/text/days';
import type { Translate } from '../../core/text/translate';
import { localTime } from '../../shared/clock';

/** '2026 ж. 12 қазан'. */
export const dayText = (t: Translate, instant: Date): string => words.dayText(t, dayOf(instant));

/** '12 қазан, 18:00'. */
export const momentText = (t: Translate, instant: Date): string =>
  t('shared:dates.moment', { date: words.dateText(t, dayOf(instant)), time: localTime(instant) });
