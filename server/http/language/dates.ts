/** Days and moments as a reader sees them, in the country's time. */
import type { Language } from '../../core/definition/types';
import { typeset } from '../../core/text/typeset';
import { timeZone } from '../../shared/clock';

type Options = Intl.DateTimeFormatOptions;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, kind: string, options: Options, instant: Date): string {
  const key = `${language} ${kind}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone });
  formats.set(key, known);
  return typeset(known.format(instant), language);
}

/** '2026 ж. 12 қазан'. */
export const dayText = (language: Language, instant: Date): string =>
  format(language, 'day', { dateStyle: 'long' }, instant);

/** '12 қазан, 18:00'. */
export const momentText = (language: Language, instant: Date): string =>
  format(language, 'moment', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }, instant);

/** '18:00'. */
export const timeText = (language: Language, instant: Date): string =>
  format(language, 'time', { hour: '2-digit', minute: '2-digit' }, instant);
