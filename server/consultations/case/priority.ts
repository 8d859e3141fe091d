/**
 * Which case first. Points tell how much is at stake; time makes up for points, so that nobody waits for ever: each
 * point counts as having asked three hours earlier. The order of two cases therefore never changes with time and
 * can be stored and indexed. The weights are our experts' proposal, to be looked at again after a pilot.
 */
import { hourMs } from '../../shared/clock';

/** A threat, extortion or sexual pressure by others comes before everything else. */
const flagPoints: Readonly<Record<string, number>> = {
  threat: 40,
  lowAlone: 30,
  veryHighAlone: 24,
  tension: 20,
  money: 16,
};

/** A flag that only another questionnaire has. */
const otherFlagPoints = 16;

const bandPoints: Readonly<Record<string, number>> = { moderate: 2, high: 6, veryHigh: 12 };

const soonFrom = 12;

/** The younger, the sooner: under 16 and under 18. */
const agePoints = (age: number): number => (age < 16 ? 8 : age < 18 ? 4 : 0);

const hoursPerPoint = 3;

export interface PriorityFacts {
  flags: string[];
  bands: Record<string, string | null>;
  /** Years. */
  age: number;
}

export const pointsOf = ({ flags, bands, age }: PriorityFacts): number =>
  flags.reduce((sum, flag) => sum + (flagPoints[flag] ?? otherFlagPoints), 0) +
  Object.values(bands).reduce((sum, band) => sum + ((band && bandPoints[band]) || 0), 0) +
  agePoints(age);

/** The earlier, the sooner to be answered. */
export const rankOf = (facts: PriorityFacts, askedAt: Date): Date =>
  new Date(askedAt.getTime() - pointsOf(facts) * hoursPerPoint * hourMs);

export type Urgency = 'urgent' | 'soon' | 'usual';

/** The word in the queue: a flag is urgent, a very high band or two high ones are soon. */
export const urgencyOf = ({ flags, bands }: Pick<PriorityFacts, 'flags' | 'bands'>): Urgency => {
  if (flags.length > 0) return 'urgent';
  const points = Object.values(bands).reduce((sum, band) => sum + ((band && bandPoints[band]) || 0), 0);
  return points >= soonFrom ? 'soon' : 'usual';
};
