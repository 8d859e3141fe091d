import { dayMs, localDay, startOfDay } from '../shared/clock';

/**
 * The end of the period, and never later than the last midnight: what can be watched is renewed once a day, so that
 * nobody sees one new person's answers arrive.
 */
export function lastMomentOf({ to }: { to: string }, now: Date): Date {
  const end = startOfDay(to).getTime() + dayMs;
  return new Date(Math.min(end, startOfDay(localDay(now)).getTime()));
}
