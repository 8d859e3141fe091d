/** One language of a reference: its sentences, numbers and dates as a reader of that language writes them. Pure. */
import { dayText } from '../../core/text/day-text';
import { inEachLanguage, type Language, languageTable } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import type { Interval } from '../statistics/proportion';

export interface Voice {
  language: Language;
  t: Translate;
  /** Text of the key below `reference`; numbers among the values are written in the language's form. */
  translate(key: string, values?: Record<string, string | number>): string;
  count(n: number): string;
  /** One decimal, without a sign; 0-100. */
  percent(value: number): string;
  /** With the sign, as a sentence has it. */
  percentWithSign(value: number): string;
  interval(value: Interval): string;
  /** Two decimals. */
  decimal(value: number): string;
  /** Three decimals. */
  fine(value: number): string;
  /** Three decimals, "<0,001" below. */
  pValue(p: number): string;
  /** A day 'YYYY-MM-DD' in words. */
  day(day: string): string;
  /** '05.10' */
  shortDay(day: string): string;
}

/** A frozen document can never be corrected, so it must not be written with a text missing. */
export function refuseMissingText(language: string, key: string): never {
  throw new Error(`The ${language} text ${key} is missing`);
}

export function voicesFrom(texts: { for(language: Language): Translate }): Record<Language, Voice> {
  return inEachLanguage((language) => voiceOf(language, texts.for(language)));
}

function voiceOf(language: Language, t: Translate): Voice {
  const tags = [...languageTable[language].tags];
  const whole = new Intl.NumberFormat(tags, { maximumFractionDigits: 0 });
  const digits = (count: number) =>
    new Intl.NumberFormat(tags, {
      minimumFractionDigits: count,
      maximumFractionDigits: count,
      // A number that rounds to zero has no sign.
      signDisplay: 'negative',
    });
  const [one, two, three] = [digits(1), digits(2), digits(3)];
  const sign = new Intl.NumberFormat(tags, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return {
    language,
    t,
    translate(key, values = {}) {
      const written: Record<string, string | number> = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          // `count` also chooses the plural form, so it stays a number; {{n}} is its written form.
          typeof value === 'number' && name !== 'count' ? whole.format(value) : value,
        ]),
      );
      const n = typeof values.count === 'number' ? { n: whole.format(values.count) } : {};
      return t(`reference:${key}`, { ...n, ...written });
    },
    count: (n) => whole.format(n),
    percent: (value) => one.format(value),
    percentWithSign: (value) => sign.format(value / 100),
    interval: ([lower, upper]) => `${one.format(lower)}–${one.format(upper)}`,
    decimal: (value) => two.format(value),
    fine: (value) => three.format(value),
    pValue: (p) => (p < 0.001 ? `<${three.format(0.001)}` : three.format(p)),
    day: (day) => dayText(t, day),
    shortDay: (day) => day.slice(5).split('-').reverse().join('.'),
  };
}
