/** Who answered: all submitted first attempts in the grant form's own tables. */
import { type Dimension, dimensions, everybody, groupKey, groupsOfDimension } from '../tallies/groups';
import { groupsPresent, people } from '../tallies/read';
import type { Tally } from '../tallies/tally';
import { type CountTable, cellId, type Nested } from './model';

const column = 'n';
const coverage = 'coverage';

export function coverageId(group: string): string {
  return cellId(coverage, group, column);
}

/** The groups that a table lists: all of a dimension, or the regions that were asked for and the days and regions that came in. */
export function listedGroups(tally: Tally, dimension: Dimension, regions: readonly string[]): string[] {
  if (dimension === 'region') return [...new Set([...regions, ...groupsPresent(tally, 'region')])].sort();
  return dimension === 'day' ? groupsPresent(tally, 'day') : [...groupsOfDimension(dimension)];
}

/** One table per dimension. `regions`: KATO codes that are listed even when nobody answered there. */
export function coverageTables(tally: Tally, regions: readonly string[]): CountTable[] {
  return dimensions.map((dimension) => {
    const groups = listedGroups(tally, dimension, regions);
    const row = (group: string, key: string, ofId?: string) => ({
      key: group,
      cells: [{ id: coverageId(key), key: column, n: people(tally, key, 'covered'), ...(ofId && { ofId }) }],
    });
    return {
      id: `coverage.${dimension}`,
      dimensions: { rows: dimension, columns: 'people' },
      columns: [{ key: column, kind: 'count' }],
      rows: [
        ...groups.map((group) => row(group, groupKey(dimension, group), coverageId(everybody))),
        row(everybody, everybody),
      ],
      marginals: { rows: [{ total: everybody, parts: groups }], columns: [] },
    };
  });
}

/** Age groups and social status overlap by definition: whoever is 13-16 is a child, whoever is 50 or older is 46 or older. */
export const nestedCoverage: readonly Nested[] = [
  { inner: ['age:13-16'], outer: ['status:children'] },
  { inner: ['status:children'], outer: ['age:13-16', 'age:17-22'] },
  { inner: ['status:fiftyAndOlder'], outer: ['age:46-58', 'age:59+'] },
  { inner: ['status:youth'], outer: ['age:17-22', 'age:23-27', 'age:28-32', 'age:33-45'] },
].map(({ inner, outer }) => ({ inner: inner.map(coverageId), outer: outer.map(coverageId) }));
