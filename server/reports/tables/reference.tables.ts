/** The tables of a reference, and what is known about their counts beside their own sums. */
import type { Tally } from '../tallies/tally';
import { coverageTables, nestedCoverage } from './coverage.tables';
import { groupLevelTables, labelTable, nestedLevels, overallLevelTables, regionTables } from './level.tables';
import type { CountTable, Nested } from './model';

/** Everything that is published together: hiding must look at all of it at once. */
export interface CountedReference {
  tables: CountTable[];
  nested: Nested[];
}

/** `regions`: KATO codes of the regions that the reference covers, listed even when nobody answered there. */
export function countReference(tally: Tally, regions: readonly string[]): CountedReference {
  return {
    tables: [
      ...coverageTables(tally, regions),
      ...overallLevelTables(tally),
      labelTable(tally),
      ...groupLevelTables(tally),
      ...regionTables(tally, regions),
    ],
    nested: [...nestedCoverage, ...nestedLevels(tally, regions)],
  };
}
