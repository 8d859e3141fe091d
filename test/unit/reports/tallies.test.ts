import fc from 'fast-check';
import type { Profile } from '../../../server/core/attempt/profile-fields';
import { regions } from '../../../server/core/attempt/regions';
import { isComputed } from '../../../server/reports/statistics/not-computed';
import { suppress } from '../../../server/reports/suppression/suppress';
import { coverageId, coverageTables } from '../../../server/reports/tables/coverage.tables';
import { campaignEffects, compareGroups } from '../../../server/reports/tables/group-comparisons';
import { labelTable, levelId, overallLevelTables } from '../../../server/reports/tables/level.tables';
import type { CountTable } from '../../../server/reports/tables/model';
import { publishTables } from '../../../server/reports/tables/publish';
import { countReference } from '../../../server/reports/tables/reference.tables';
import { compareRegions } from '../../../server/reports/tables/region-comparisons';
import type { Answered } from '../../../server/reports/tallies/attempt';
import { ageGroup, socialStatus } from '../../../server/reports/tallies/groups';
import { levelCounts, people, scoreFrequencies } from '../../../server/reports/tallies/read';
import { topicSlots } from '../../../server/reports/tallies/slots';
import { add, emptyTally, type Tally } from '../../../server/reports/tallies/tally';
import { answered, crowd, type Person } from './people';

function tallyOf(persons: Person[]): Tally {
  const tally = emptyTally();
  for (const person of persons) add(tally, answered(person));
  return tally;
}

const times = (count: number, person: Person): Person[] => Array.from({ length: count }, () => person);

function cells(tables: CountTable[]): Map<string, number> {
  return new Map(
    tables.flatMap((table) => table.rows.flatMap((row) => row.cells.map(({ id, n }) => [id, n]))),
  );
}

describe('the groups of the grant form', () => {
  it.each([
    [13, '13-16'],
    [16, '13-16'],
    [17, '17-22'],
    [22, '17-22'],
    [23, '23-27'],
    [27, '23-27'],
    [28, '28-32'],
    [32, '28-32'],
    [33, '33-45'],
    [45, '33-45'],
    [46, '46-58'],
    [58, '46-58'],
    [59, '59+'],
    [99, '59+'],
  ])('a person of %i belongs to %s', (age, group) => {
    expect(ageGroup(age)).toBe(group);
  });

  it.each<[string, number, Profile['status'], 'disability' | undefined, string]>([
    ['a pupil', 17, 'school-upper', undefined, 'children'],
    ['a child with a disability', 15, 'school-lower', 'disability', 'children'],
    ['an adult pupil', 18, 'school-upper', undefined, 'youth'],
    ['an adult with a disability, whatever the job', 40, 'state-servant', 'disability', 'disability'],
    ['a young state servant', 25, 'state-servant', undefined, 'stateServants'],
    ['a budget employee of 55', 55, 'budget-employee', undefined, 'budgetOrganisations'],
    ['a young unemployed person', 20, 'unemployed', undefined, 'unemployed'],
    ['somebody of a public organisation', 30, 'ngo', undefined, 'publicOrganisations'],
    ['a business owner', 30, 'business', undefined, 'business'],
    ['a worker of 35', 35, 'working', undefined, 'youth'],
    ['a worker of 36', 36, 'working', undefined, 'other'],
    ['a worker of 49', 49, 'working', undefined, 'other'],
    ['a worker of 50', 50, 'working', undefined, 'fiftyAndOlder'],
  ])('%s counts once', (_, age, status, tag, expected) => {
    expect(socialStatus({ age, status, tags: tag ? [tag] : [] })).toBe(expected);
  });
});

describe('a tally', () => {
  it('is the same in whatever order people are counted', () => {
    const all = crowd(120, 3);
    const inOrder = emptyTally();
    for (const attempt of all) add(inOrder, attempt);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const tally = emptyTally();
        for (const attempt of shuffled) add(tally, attempt);
        expect(tally).toEqual(inOrder);
      }),
      { numRuns: 20 },
    );
  });

  it('counts everybody in the coverage, and levels of valid attempts only', () => {
    const tally = tallyOf([{}, { verdict: 'doubtful' }, { verdict: 'excluded', bands: { A: 'veryHigh' } }]);
    expect(people(tally, 'all', 'covered')).toBe(3);
    expect(people(tally, 'all', 'valid')).toBe(1);
    expect(people(tally, 'all', 'doubtful')).toBe(1);
    expect(people(tally, 'all', 'excluded')).toBe(1);
    expect(levelCounts(tally, 'A', 'all')).toMatchObject({ low: 1, veryHigh: 0, scored: 1 });
  });

  it('keeps those who never game apart from the low ones', () => {
    const tally = tallyOf([
      ...times(3, { labels: { B: 'noGaming' } }),
      ...times(2, {}),
      { bands: { B: 'high' } },
      { bands: { B: null } },
    ]);
    expect(levelCounts(tally, 'B', 'sex:f')).toEqual({
      structural: 3,
      low: 2,
      moderate: 0,
      high: 1,
      veryHigh: 0,
      highOrAbove: 1,
      belowHigh: 5,
      open: 3,
      scored: 6,
      notScored: 1,
    });
  });

  it('counts a closed gate as a no and a skipped one as unknown', () => {
    const tally = tallyOf([
      { attempt: { answers: { D1: 2, D2: 0, D3: 0, D13: 1 } } },
      { attempt: { answers: { D1: 0, D2: 0, D3: 0, D13: 'S' } } },
      { attempt: { answers: { D1: 0, D2: null, D3: 0 } } },
      { profile: { age: 30 }, attempt: { answers: { D1: 1, D2: 0, D3: 0, D13: 0 } } },
    ]);
    const count = (topic: 'gambling' | 'moneyTaken' | 'underAgePlay') =>
      ['yes', 'no', 'unknown'].map((outcome) => tally.counts.get('all')?.[topicSlots[topic].get(outcome)!]);
    expect(count('gambling')).toEqual([2, 1, 1]);
    expect(count('moneyTaken')).toEqual([1, 2, 1]);
    expect(count('underAgePlay')).toEqual([1, 1, 1]);
  });

  it('keeps a histogram of unrounded scores', () => {
    const tally = tallyOf([{ scores: { A: 12.8 } }, { scores: { A: 12.8 } }, { scores: { A: 4 } }]);
    expect([...scoreFrequencies(tally, 'A', 'sex:f')]).toEqual([
      [12.8, 2],
      [4, 1],
    ]);
    expect(scoreFrequencies(tally, 'A', 'sex:m').size).toBe(0);
  });
});

describe('the tables', () => {
  it('add up, each of them', () => {
    const tally = emptyTally();
    for (const attempt of crowd(300, 5)) add(tally, attempt);
    for (const table of countReference(tally, regions).tables) {
      const at = (row: string, column: string) =>
        table.rows.find(({ key }) => key === row)?.cells.find(({ key }) => key === column)?.n;
      for (const { total, parts } of table.marginals.rows) {
        for (const { key } of table.columns) {
          expect(parts.reduce((sum, part) => sum + (at(part, key) ?? 0), 0)).toBe(at(total, key));
        }
      }
      for (const { total, parts } of table.marginals.columns) {
        for (const { key } of table.rows) {
          expect(parts.reduce((sum, part) => sum + (at(key, part) ?? 0), 0)).toBe(at(key, total));
        }
      }
    }
  });

  it('list regions where nobody answered', () => {
    const tables = coverageTables(tallyOf([{}]), regions);
    const region = tables.find((table) => table.id === 'coverage.region')!;
    expect(region.rows.map((row) => row.key)).toEqual([...regions, 'all']);
    expect(cells(tables).get(coverageId('region:790000000'))).toBe(0);
  });

  it('show people of open gates a second time, without those who never play', () => {
    const tally = tallyOf([
      ...times(3, { labels: { D: 'noGambling' } }),
      ...times(2, { bands: { D: 'high' } }),
    ]);
    const [levels, open] = overallLevelTables(tally);
    const row = (table: CountTable) =>
      Object.fromEntries(table.rows.find(({ key }) => key === 'D')!.cells.map(({ key, n }) => [key, n]));
    expect(row(levels!)).toMatchObject({ structural: 3, high: 2, scored: 5 });
    expect(row(open!)).toEqual({ low: 0, moderate: 0, high: 2, veryHigh: 0, highOrAbove: 2, open: 2 });
  });

  it('show a label within the band that it stands in', () => {
    const tally = tallyOf([
      ...times(2, { bands: { A: 'moderate' }, labels: { A: 'littleHarm' } }),
      ...times(3, { bands: { A: 'moderate' } }),
    ]);
    const row = labelTable(tally).rows.find(({ key }) => key === 'A.littleHarm')!;
    expect(row.cells.map(({ key, n }) => [key, n])).toEqual([
      ['with', 2],
      ['without', 3],
      ['of', 5],
    ]);
  });
});

function published(tally: Tally) {
  const counted = countReference(tally, regions);
  return publishTables(counted.tables, suppress(counted).hidden);
}

/** `high` and `low` people of a profile. */
const some = (
  profile: Partial<Profile>,
  high: number,
  low: number,
  attempt: Partial<Answered> = {},
): Person[] => [
  ...times(high, { profile, attempt, bands: { A: 'high' } }),
  ...times(low, { profile, attempt }),
];

describe('comparing groups', () => {
  const tally = tallyOf([
    ...some({ sex: 'm' }, 30, 70),
    ...some({ sex: 'f' }, 45, 55),
    ...some({ sex: 'none' }, 20, 80),
  ]);
  const comparisons = compareGroups(tally, published(tally));
  const find = (scale: string, dimension: string) =>
    comparisons.find((comparison) => comparison.scale === scale && comparison.dimension === dimension)!;

  it('leaves those who did not say out of the test', () => {
    const { groups, test } = find('A', 'sex');
    expect(groups.map(({ group, count, total }) => [group, count, total])).toEqual([
      ['m', 30, 100],
      ['f', 45, 100],
    ]);
    // [30 70; 45 55] without correction: 200 (30x55 - 45x70)^2 / (100 x 100 x 75 x 125)
    expect(test).toMatchObject({ kind: 'chiSquare', statistic: expect.closeTo(4.8, 9), df: 1 });
  });

  it('gives the effect by rank, positive when the first group scores higher', () => {
    const { effect } = find('A', 'sex');
    expect(effect).toEqual({ name: 'cliffsDelta', value: expect.closeTo(-0.15, 9) });
  });

  it('says why a test is not computed', () => {
    expect(find('A', 'settlement').test).toEqual({ because: 'oneGroup' });
    expect(find('C', 'sex').test).toEqual({ because: 'zeroVariance' });
  });

  it('adjusts over all printed tests of the section', () => {
    const two = tallyOf([
      ...some({ sex: 'm', settlement: 'urban' }, 30, 70),
      ...some({ sex: 'f', settlement: 'rural' }, 45, 55),
    ]);
    const tests = compareGroups(two, published(two))
      .map(({ test }) => test)
      .filter(isComputed);
    expect(tests).toHaveLength(2);
    for (const test of tests) expect(test.adjusted).toBeCloseTo(2 * test.p, 12);
  });

  it('uses the exact test where an expected count is below 5', () => {
    const rare = tallyOf([...some({ sex: 'm' }, 12, 388), ...some({ sex: 'f' }, 0, 60)]);
    expect(
      compareGroups(rare, published(rare)).find(({ dimension }) => dimension === 'sex')!.test,
    ).toMatchObject({
      kind: 'fisherFreemanHalton',
    });
  });

  it('tests no hidden count and no group below 30', () => {
    const small = tallyOf([
      ...some({ sex: 'm' }, 4, 96),
      ...some({ sex: 'f' }, 40, 60),
      ...some({ sex: 'none' }, 12, 12),
    ]);
    const tables = published(small);
    for (const { groups, scale, dimension } of compareGroups(small, tables)) {
      const rows = tables.find((table) => table.id === `levels.${scale}.${dimension}`)!.rows;
      for (const { group, total } of groups) {
        expect(total).toBeGreaterThanOrEqual(30);
        expect(
          rows.find(({ key }) => key === group)!.cells.find(({ key }) => key === 'highOrAbove')!.hidden,
        ).toBe(false);
      }
    }
  });

  it('gives the design effect of campaigns on each scale', () => {
    const clustered = tallyOf([
      ...some({}, 30, 10, { campaignId: 'one' }),
      ...some({}, 10, 30, { campaignId: 'two' }),
      ...some({}, 10, 10),
    ]);
    const { A, B } = campaignEffects(clustered, published(clustered));
    expect(isComputed(A) && A.m0).toBe(40);
    expect(isComputed(A) && A.designEffect).toBeGreaterThan(5);
    expect(B).toEqual({ because: 'zeroVariance' });
  });
});

describe('comparing regions', () => {
  const [abai, akmola, aktobe, almaty] = regions as [string, string, string, string];
  const tally = tallyOf([
    ...some({ region: abai }, 60, 40),
    ...some({ region: akmola }, 40, 160),
    ...some({ region: aktobe }, 36, 144),
    ...some({ region: almaty }, 10, 11),
  ]);
  const comparisons = compareRegions(published(tally)).filter(({ scale }) => scale === 'A');
  const find = (code: string) => comparisons.find(({ region }) => region === code)!;

  it('calls a region higher only when the adjusted test says so', () => {
    expect(find(abai)).toMatchObject({ percent: 60, test: { verdict: 'higher' } });
    for (const { test } of comparisons.filter(({ test }) => isComputed(test))) {
      if (isComputed(test) && test.adjusted >= 0.05) expect(test.verdict).toBe('same');
    }
  });

  it('does not judge a region of fewer than 30 people', () => {
    expect(find(almaty)).toMatchObject({ percent: null, test: { because: 'tooFewPeople' } });
    expect(find(regions[10]!)).toMatchObject({ percent: null, test: { because: 'tooFewPeople' } });
  });

  it('gives limits round the share of the whole', () => {
    const { limits95, limits998 } = find(akmola);
    const whole = (100 * 146) / 501;
    if (!isComputed(limits95) || !isComputed(limits998)) throw new Error('no limits');
    expect(limits95[0]).toBeLessThan(whole);
    expect(limits95[1]).toBeGreaterThan(whole);
    expect(limits998[0]).toBeLessThan(limits95[0]);
  });

  it('compares nothing when nobody answered', () => {
    const none = compareRegions(published(emptyTally()));
    expect(none).toHaveLength(80);
    for (const { test } of none) expect(isComputed(test)).toBe(false);
  });
});

describe('cell ids', () => {
  it('are the same number wherever they stand', () => {
    const tally = emptyTally();
    for (const attempt of crowd(200, 9)) add(tally, attempt);
    const seen = new Map<string, number>();
    for (const { rows } of countReference(tally, regions).tables) {
      for (const { id, n } of rows.flatMap((row) => row.cells)) {
        expect(seen.get(id) ?? n).toBe(n);
        seen.set(id, n);
      }
    }
    expect(seen.get(levelId('A', 'all', 'scored'))).toBe(levelCounts(tally, 'A', 'all').scored);
  });
});
