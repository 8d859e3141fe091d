/** Whether the order of cases follows what is at stake, and whether each of its rules can ever count. */
import { bandRules } from '../../core/definition/bands';
import type { Definition } from '../../core/definition/definition';
import { bandsOfScale } from '../../core/scoring/kinds';
import type { DefinitionProblem } from './condition.rules';

export function* priorityProblems(definition: Definition): Generator<DefinitionProblem> {
  for (const [index, { band, points }] of definition.bands.entries()) {
    const below = definition.bands[index - 1];
    if (below && points < below.points)
      yield { path: ['bands', index], reason: `${band} has fewer points than ${below.band} below it` };
  }
  const { ages, soonFrom } = definition.priority;
  for (const [index, { under, points }] of ages.entries()) {
    const before = ages[index - 1];
    const path = ['priority', 'ages', index];
    if (before && under <= before.under)
      yield { path, reason: `under ${under} never counts after under ${before.under}` };
    if (before && points >= before.points)
      yield { path, reason: `under ${under} must have fewer points than under ${before.under}` };
  }
  const most = mostBandPoints(definition);
  if (soonFrom !== undefined && soonFrom > most)
    yield { path: ['priority', 'soonFrom'], reason: `the bands together have ${most} points at most` };
}

const mostBandPoints = (definition: Definition): number =>
  Object.values(definition.scales)
    .map((scale) => bandRules(definition, bandsOfScale(scale).at(-1) ?? null)?.points ?? 0)
    .reduce((sum, points) => sum + points, 0);
