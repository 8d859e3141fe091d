/** How long something took, as people say it. */
import type { Translate } from '../../core/text/translate';

/** From here on minutes tell nothing. */
const manyHours = 10;

/** '40 мин', '5 ч 20 мин', '37 ч'; a dash where there is nothing to tell. */
export function durationText(hours: number | null, t: Translate): string {
  if (hours === null) return '—';
  const minutes = Math.round(hours * 60);
  if (minutes < 60) return t('consultations:duration.minutes', { minutes });
  if (hours >= manyHours || minutes % 60 === 0)
    return t('consultations:duration.hours', { hours: Math.round(hours) });
  return t('consultations:duration.both', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
