/** Single days that the Government decides about, as the administrator keeps them. Pure. */
import { z } from 'zod';
import type { MovedDays } from './working-days';

const days = z.array(z.iso.date());
export const movedDaysShape = z.object({ off: days, working: days });

export type MovedDay = { day: string; kind: keyof MovedDays };

/** More than any year has had. */
const mostDays = 120;

/** Why a day cannot be moved so. @param today 'YYYY-MM-DD' @param isWorkedByLaw whether the law has it as a working day */
export function dayFault(
  moved: MovedDays,
  { day, kind }: MovedDay,
  { today, isWorkedByLaw }: { today: string; isWorkedByLaw: boolean },
): 'taken' | 'alreadySo' | 'tooFar' | 'tooMany' | null {
  if (moved.off.includes(day) || moved.working.includes(day)) return 'taken';
  if (isWorkedByLaw === (kind === 'working')) return 'alreadySo';
  if (Math.abs(Number(day.slice(0, 4)) - Number(today.slice(0, 4))) > 1) return 'tooFar';
  return moved.off.length + moved.working.length >= mostDays ? 'tooMany' : null;
}

export const withDay = (moved: MovedDays, { day, kind }: MovedDay): MovedDays => ({
  ...moved,
  [kind]: [...moved[kind], day].sort(),
});

export const withoutDay = ({ off, working }: MovedDays, day: string): MovedDays => ({
  off: off.filter((one) => one !== day),
  working: working.filter((one) => one !== day),
});
