/** How much lies open, and how fast it went in the last weeks: counts and medians, of colleagues, regions and weeks. Pure. */
import type { Calendar } from '../../settings/holidays/working-days';
import { dayMs, hourMs, localDay } from '../../shared/clock';
import { awaitsAnswer, type Head, standingLetters } from '../case/standing.rules';
import { workingHoursBetween } from '../case/working-time';

export const weeksShown = 8;

/** What is left to do in one case. */
export interface OpenCase {
  region: string;
  /** Who holds it; null for a case that is free. */
  holder: string | null;
  isOverdue: boolean;
}

/** One conversation without its words. */
export interface Said {
  id: string;
  region: string;
  messages: Head[];
}

/** Something that came or was done, counted in the week of `at`. */
export interface Happening {
  kind: 'asked' | 'answered' | 'danger' | 'opened';
  at: Date;
  region: string;
  /** The account of who did it; null for what came. */
  by: string | null;
  /** Working hours until an answer, hours by the clock until danger words were opened; null for what came. */
  hours: number | null;
}

/** Danger words are opened at night too: what waits there waits by the clock. */
const hoursBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / hourMs;

/** An opening is told with the danger words it opened, so that a week has both. */
export function happeningsOf({ region, messages }: Said, isWorkingDay: Calendar): Happening[] {
  const letters = standingLetters(messages);
  return messages.flatMap(({ id, receivedAt: at, hasDanger, readAt, readBy, ...message }) => {
    const came = { at, region, by: null, hours: null };
    const isAsked = awaitsAnswer(message);
    const first = isAsked ? letters.find(({ answers }) => answers.includes(id)) : undefined;
    const all: Happening[] = [];
    if (isAsked) all.push({ ...came, kind: 'asked' });
    if (first) {
      const hours = workingHoursBetween(at, first.receivedAt, isWorkingDay);
      all.push({ kind: 'answered', at: first.receivedAt, region, by: first.author?.id ?? null, hours });
    }
    if (hasDanger) all.push({ ...came, kind: 'danger' });
    if (hasDanger && readAt)
      all.push({ kind: 'opened', at, region, by: readBy, hours: hoursBetween(at, readAt) });
    return all;
  });
}

export interface Pace {
  asked: number;
  answered: number;
  /** Medians in hours; null where there is nothing to take one of. */
  answerHours: number | null;
  danger: number;
  opened: number;
  openingHours: number | null;
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return below === undefined || above === undefined ? null : (below + above) / 2;
}

function paceOf(all: readonly Happening[]): Pace {
  const of = (kind: Happening['kind']) => all.filter((one) => one.kind === kind);
  const hoursOf = (some: Happening[]) => some.flatMap(({ hours }) => (hours === null ? [] : [hours]));
  const [answered, opened] = [of('answered'), of('opened')];
  return {
    asked: of('asked').length,
    answered: answered.length,
    answerHours: median(hoursOf(answered)),
    danger: of('danger').length,
    opened: opened.length,
    openingHours: median(hoursOf(opened)),
  };
}

interface Amount {
  open: number;
  free: number;
  overdue: number;
}

const amountOf = (all: readonly OpenCase[]): Amount => ({
  open: all.length,
  free: all.filter(({ holder }) => holder === null).length,
  overdue: all.filter(({ isOverdue }) => isOverdue).length,
});

export type Row = Amount & Pace;

export interface LoadRows {
  all: Row;
  /** By account. */
  colleagues: Map<string, Row>;
  /** By KATO code. */
  regions: Map<string, Row>;
  /** By their Monday, the newest first; those without anything too. */
  weeks: { monday: string; pace: Pace }[];
}

const rowOf = (open: readonly OpenCase[], done: readonly Happening[]): Row => ({
  ...amountOf(open),
  ...paceOf(done),
});

/** Those with a key. */
function groupedBy<One>(all: readonly One[], keyOf: (one: One) => string | null): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function rowsBy(
  open: readonly OpenCase[],
  done: readonly Happening[],
  keyOf: { open: (one: OpenCase) => string | null; done: (one: Happening) => string | null },
): Map<string, Row> {
  const [openBy, doneBy] = [groupedBy(open, keyOf.open), groupedBy(done, keyOf.done)];
  const keys = new Set([...openBy.keys(), ...doneBy.keys()]);
  return new Map([...keys].map((key) => [key, rowOf(openBy.get(key) ?? [], doneBy.get(key) ?? [])]));
}

const daysAfter = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);

/** Of a local day, the Monday of its week. */
export const mondayOf = (day: string): string => daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7));

/** The Mondays of the weeks that are shown, the newest first. */
export function weeksUntil(now: Date): string[] {
  const last = mondayOf(localDay(now));
  return Array.from({ length: weeksShown }, (_, week) => daysAfter(last, -7 * week));
}

/** The last day of the week of a Monday. */
export const sundayOf = (monday: string): string => daysAfter(monday, 6);

/** @param done what happened in the weeks that are shown */
export function loadRows(open: readonly OpenCase[], done: readonly Happening[], now: Date): LoadRows {
  const byWeek = groupedBy(done, ({ at }) => mondayOf(localDay(at)));
  return {
    all: rowOf(open, done),
    colleagues: rowsBy(open, done, { open: ({ holder }) => holder, done: ({ by }) => by }),
    regions: rowsBy(open, done, { open: ({ region }) => region, done: ({ region }) => region }),
    weeks: weeksUntil(now).map((monday) => ({ monday, pace: paceOf(byWeek.get(monday) ?? []) })),
  };
}
