/**
 * Which case first. Points tell how much is at stake; time makes up for points, so that nobody waits for ever: each
 * point counts as having asked three hours earlier. The order of two cases therefore never changes with time and
 * can be stored and indexed. The points are the questionnaire's.
 */
import { bandRules } from '../../core/definition/bands';
import type { Definition } from '../../core/definition/definition';
import { hourMs } from '../../shared/clock';

const hoursPerPoint = 3;

export interface PriorityFacts {
  flags: string[];
  bands: Record<string, string | null>;
  /** Years. */
  age: number;
}

const sumOf = (points: number[]): number => points.reduce((sum, one) => sum + one, 0);

const bandPoints = (definition: Definition, bands: PriorityFacts['bands']): number =>
  sumOf(Object.values(bands).map((band) => bandRules(definition, band)?.points ?? 0));

export function pointsOf(definition: Definition, { flags, bands, age }: PriorityFacts): number {
  const raised = definition.flags.filter(({ flag }) => flags.includes(flag));
  const young = definition.priority.ages.find(({ under }) => age < under);
  return sumOf(raised.map(({ points }) => points)) + bandPoints(definition, bands) + (young?.points ?? 0);
}

/** The earlier, the sooner to be answered. */
export const rankOf = ({ points }: { points: number }, askedAt: Date): Date =>
  new Date(askedAt.getTime() - points * hoursPerPoint * hourMs);

export type Urgency = 'urgent' | 'soon' | 'usual';

/** The word in the queue: unanswered danger words and a flag are urgent, bands together can be soon. */
export function urgencyOf(
  definition: Definition,
  { flags, bands, dangerAt }: Pick<PriorityFacts, 'flags' | 'bands'> & { dangerAt: Date | null },
): Urgency {
  if (dangerAt || flags.length > 0) return 'urgent';
  const { soonFrom } = definition.priority;
  return soonFrom !== undefined && bandPoints(definition, bands) >= soonFrom ? 'soon' : 'usual';
}
