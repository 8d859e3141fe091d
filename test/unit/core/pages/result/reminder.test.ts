import fc from 'fast-check';
import { reminderFile } from '../../../../../server/core/pages/result/reminder';

const now = new Date('2026-10-05T06:00:00Z');
const file = (title = 'Қайта қарап шығу', weeks = 4, at = now) =>
  reminderFile({ title, weeks, id: 'an-id', now: at });
/** Lines as a calendar reads them: continuations joined. */
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('a reminder', () => {
  it('is a calendar entry of fifteen minutes at 18:00, that many weeks later', () => {
    expect(linesOf(file())).toEqual(
      expect.arrayContaining([
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'UID:an-id',
        'DTSTAMP:20261005T060000Z',
        'DTSTART:20261102T130000Z',
        'DTEND:20261102T131500Z',
        'SUMMARY:Қайта қарап шығу',
        'END:VCALENDAR',
      ]),
    );
  });

  it('goes over the end of a year', () => {
    expect(file('x', 13, new Date('2026-12-01T06:00:00Z'))).toContain('DTSTART:20270302T130000Z');
  });

  it('keeps commas, semicolons and backslashes of a title as text', () => {
    expect(linesOf(file('Бір, екі; үш \\ төрт'))).toContain('SUMMARY:Бір\\, екі\\; үш \\\\ төрт');
  });

  it('has lines of at most 75 octets that end as the format asks, and no letter is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('ә', 'a', ' ', '😀', ','), maxLength: 200 }), (title) => {
        const text = file(title);
        expect(text.endsWith('\r\n')).toBe(true);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(linesOf(text)).toContain(`SUMMARY:${title.replaceAll(',', '\\,')}`);
      }),
    );
  });
});
