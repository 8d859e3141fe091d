/**
 * A neutral entry for a phone's own calendar (iCalendar, RFC 5545): no account, no message from us, and nothing in it
 * that says what it is about. Pure, so that a phone without network makes the same file.
 */

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** A calendar's entry further off is forgotten. */
export const mostReminderWeeks = 52;

export interface Reminder {
  /** What the calendar shows; neutral. */
  title: string;
  weeks: number;
  /** Makes two reminders two entries. */
  id: string;
  now: Date;
}

/** 18:00 in the country's time, UTC+5: after school. */
const startsAt = 'T130000Z';
const endsAt = 'T131500Z';

export function reminderFile({ title, weeks, id, now }: Reminder): string {
  const day = compact(new Date(now.getTime() + weeks * weekMs)).slice(0, 8);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//reminder//1.0//KK',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${compact(now)}`,
    `DTSTART:${day}${startsAt}`,
    `DTEND:${day}${endsAt}`,
    `SUMMARY:${escapeText(title)}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    'TRIGGER:PT0S',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20261208T130000Z`. */
const compact = (instant: Date): string => instant.toISOString().replace(/[-:]|\.\d{3}/g, '');

const escapeText = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`);

const octetsOf = (letter: string): number => new TextEncoder().encode(letter).length;

/** A line has at most 75 octets; its continuation begins with a space, and no letter is cut in two. */
function folded(line: string): string {
  const parts: string[] = [''];
  let octets = 0;
  for (const letter of line) {
    const size = octetsOf(letter);
    if (octets + size > 75) {
      parts.push(' ');
      octets = 1;
    }
    parts[parts.length - 1] += letter;
    octets += size;
  }
  return parts.join('\r\n');
}
