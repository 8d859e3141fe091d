import { shapesOf } from '../../support/command-shapes';
import { aggregates } from './aggregates';
import { type Case, stepsOf } from './case';
import { commands } from './commands';
import { filters } from './filters';
import { indexes } from './indexes';
import { reads } from './reads';
import { writes } from './writes';

export const tables: Record<string, Record<string, Case[]>> = {
  filters,
  reads,
  writes,
  indexes,
  aggregates,
  commands,
};

/** A reply of the kind that the next step of a case is made from. */
const aReply = { cursor: { id: 1 }, cursorsKilled: [1] };

function commandsOf(one: Case) {
  const steps = stepsOf(one).map((step) => (typeof step === 'function' ? step(aReply) : step));
  const indexed = (one.indexes ?? []).map((index) => ({ createIndexes: '', indexes: [index] }));
  return [...indexed, ...steps];
}

const carriedOut = Object.values(tables)
  .flatMap((table) => Object.values(table).flat())
  .filter(({ fails }) => fails === undefined);

/** Many cases begin with the same documents. */
const documents = [...new Set(carriedOut.flatMap(({ docs = [] }) => docs))];

/** The shapes of everything that some case sends and the store carries out. */
const covered: ReadonlySet<string> = new Set(
  [{ insert: '', documents }, ...carriedOut.flatMap(commandsOf)].flatMap(shapesOf),
);

/** @throws Error that names what no case covers. */
export function refuseUncovered(sent: Iterable<string>): void {
  const uncovered = [...new Set(sent)].filter((shape) => !covered.has(shape));
  if (uncovered.length > 0)
    throw new Error(
      `the application sends what no table in test/store/tables covers: ${uncovered.join(', ')}`,
    );
}
