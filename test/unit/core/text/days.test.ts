import fc from 'fast-check';
import { localesFolder } from '../../../../server/config';
import { dayText, weekdayText } from '../../../../server/core/text/day-text';
import { dayOf, monthsAfter } from '../../../../server/core/text/days';
import { languages } from '../../../../server/core/text/languages';
import * as dates from '../../../../server/http/language/dates';
import { loadTexts } from '../../../../server/http/language/i18n';
import { dayMs, timeZone } from '../../../../server/shared/clock';
import { plain } from '../../../support/site/visitor';

const anyDay = fc
  .date({ min: new Date('2024-03-02'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const noon = (day: string) => new Date(`${day}T12:00:00+05:00`);
const dayAfter = (day: string, days: number) => dayOf(new Date(noon(day).getTime() + days * dayMs));

/** A look back from a day, the date cut to what its month has: how people count "the last three months". */
function lookBack(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}

describe('a day of the country', () => {
  it.each([
    ['2026-10-05T18:59:59.999Z', '2026-10-05'],
    ['2026-10-05T19:00:00.000Z', '2026-10-06'],
    ['2026-12-31T19:00:00Z', '2027-01-01'],
    ['2028-02-28T19:00:00Z', '2028-02-29'],
  ])('at %s is %s, whether it comes as text or not', (instant, day) => {
    expect(dayOf(instant)).toBe(day);
    expect(dayOf(new Date(instant))).toBe(day);
  });
});

describe('a day some months later', () => {
  it.each([
    ['2026-10-05', 3, '2027-01-05'],
    ['2026-10-05', 12, '2027-10-05'],
    ['2026-11-30', 3, '2027-03-01'],
    ['2026-11-28', 3, '2027-02-28'],
    ['2027-11-29', 3, '2028-02-29'],
    ['2028-02-29', 12, '2029-03-01'],
    ['2028-02-29', 48, '2032-02-29'],
    ['2027-01-31', 3, '2027-05-01'],
  ])('of %s, %i months, is %s', (day, months, later) => {
    expect(monthsAfter(day, months)).toBe(later);
  });

  it('is the first one from which so many months do not reach beyond the day', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(1, 3, 6, 12), (day, months) => {
        const later = monthsAfter(day, months);
        expect(lookBack(later, months) >= day).toBe(true);
        expect(lookBack(dayAfter(later, -1), months) < day).toBe(true);
      }),
    );
  });
});

const texts = loadTexts(localesFolder, (language, key) => {
  throw new Error(`no ${language} text for ${key}`);
});

describe.each(languages)('a day in words, in %s', (language) => {
  const t = texts.for(language);
  const inIntl = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone });
    return (day: string) => plain(format.format(noon(day)));
  };
  const day = inIntl({ dateStyle: 'long' });
  const weekday = inIntl({ weekday: 'long', day: 'numeric', month: 'long' });
  const moment = inIntl({ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });

  it('reads as Intl writes it, for students and for staff', () => {
    for (let one = '2027-12-01'; one < '2029-01-31'; one = dayAfter(one, 1)) {
      expect(plain(dayText(t, one))).toBe(day(one));
      expect(plain(weekdayText(t, one))).toBe(weekday(one));
      expect(plain(dates.dayText(t, noon(one)))).toBe(day(one));
      expect(plain(dates.momentText(t, noon(one)))).toBe(moment(one));
    }
  });

  it('keeps the number with its month', () => {
    expect(dayText(t, '2026-10-05')).toMatch(/5\u00A0/);
    expect(weekdayText(t, '2026-10-05')).toMatch(/5\u00A0/);
  });
});
