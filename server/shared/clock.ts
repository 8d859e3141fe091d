/** The time is passed in, so that a test can set it and a service never asks twice within one story. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The whole country keeps one time since 2024-03-01: UTC+5. */
export const timeZone = 'Asia/Almaty';

/** Made once: making one takes a hundred times as long as using it, and reports and tables ask again and again. */
const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
const minuteFormat = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });

/** 'YYYY-MM-DD' in the country's time zone. */
export function localDay(instant: Date): string {
  return dayFormat.format(instant);
}

/** 'DD.MM.YYYY HH:mm' in the country's time zone, as every language writes it in tables. */
export function localMinute(instant: Date): string {
  const day = localDay(instant).split('-').reverse().join('.');
  return `${day} ${localTime(instant)}`;
}

/** 'HH:mm' in the country's time zone. */
export const localTime = (instant: Date): string => minuteFormat.format(instant);

/** The instant at which a local day 'YYYY-MM-DD' begins. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+05:00`);
}
