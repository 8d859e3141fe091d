/** The time is passed in, so that a test can set it and a service never asks twice within one story. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The whole country keeps one time since 2024-03-01: UTC+5. */
export const timeZone = 'Asia/Almaty';

/** 'YYYY-MM-DD' in the country's time zone. */
export function localDay(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
}
