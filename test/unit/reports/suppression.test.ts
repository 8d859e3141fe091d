import fc from 'fast-check';
import { regions } from '../../../server/core/attempt/regions';
import { smallestLimit } from '../../../server/reports/suppression/primary';
import { difference, differsByFew } from '../../../server/reports/suppression/small-difference';
import { suppress } from '../../../server/reports/suppression/suppress';
import { coverageId } from '../../../server/reports/tables/coverage.tables';
import { type CountTable, cellId, type Nested } from '../../../server/reports/tables/model';
import { publishTables } from '../../../server/reports/tables/publish';
import { countReference } from '../../../server/reports/tables/reference.tables';
import { add, emptyTally } from '../../../server/reports/tallies/tally';
import { attack } from './attacker';
import { crowd } from './people';

type Facts = Record<string, string>;
const dimensions: Record<string, string[]> = {
  sex: ['m', 'f'],
  age: ['young', 'middle', 'old'],
  place: ['north', 'south', 'east', 'west'],
  level: ['low', 'high', 'top'],
};

/** One-way table of a dimension, or two-way with another one, over the same people: tables share their margins. */
function tableOf(people: Facts[], rows: string, columns?: string): CountTable {
  const count = (row: string, column: string) =>
    people.filter(
      (person) =>
        (row === 'all' || person[rows] === row) && (column === 'all' || person[columns!] === column),
    ).length;
  const group = (dimension: string, key: string) => (key === 'all' ? 'all' : `${dimension}:${key}`);
  const id = (row: string, column: string) => {
    const parts = [group(rows, row), column === 'all' ? 'all' : group(columns!, column)].filter(
      (part) => part !== 'all',
    );
    return parts.sort().join(',') || 'all';
  };
  const rowKeys = [...dimensions[rows]!, 'all'];
  const columnKeys = columns ? [...dimensions[columns]!, 'all'] : ['all'];
  return {
    id: columns ? `${rows} x ${columns}` : rows,
    dimensions: { rows, columns: columns ?? 'people' },
    columns: columnKeys.map((key) => ({ key, kind: 'count' })),
    rows: rowKeys.map((row) => ({
      key: row,
      cells: columnKeys.map((column) => ({
        id: id(row, column),
        key: column,
        n: count(row, column),
        ...(id(row, column) !== 'all' && { ofId: column === 'all' ? 'all' : id(row, 'all') }),
      })),
    })),
    marginals: {
      rows: [{ total: 'all', parts: dimensions[rows]! }],
      columns: columns ? [{ total: 'all', parts: dimensions[columns]! }] : [],
    },
  };
}

const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 12, maxLength: 12 });
/** People whose groups are unevenly large, so that small counts turn up in inner cells and in margins. */
const crowds = fc
  .record({ size: fc.integer({ min: 0, max: 400 }), weights, seed: fc.integer() })
  .map(({ size, weights: given, seed }) => {
    let state = seed >>> 0;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
    return Array.from({ length: size }, () => {
      let offset = 0;
      const facts: Facts = {};
      for (const [dimension, groups] of Object.entries(dimensions)) {
        const own = groups.map((_, index) => given[offset + index]! + 0.5);
        offset += groups.length;
        let left = next() * own.reduce((sum, weight) => sum + weight, 0);
        const chosen = own.findIndex((weight) => {
          left -= weight;
          return left < 0;
        });
        facts[dimension] = groups[Math.max(0, chosen)]!;
      }
      return facts;
    });
  });

const shapes: [string, string?][][] = [
  [['place']],
  [['place', 'level']],
  [['sex'], ['age'], ['sex', 'level'], ['age', 'level']],
  [
    ['place', 'age'],
    ['age', 'level'],
    ['sex', 'place'],
  ],
];

function publish(tables: CountTable[], nested: Nested[] = [], limit: number = smallestLimit) {
  const { hidden, primary } = suppress({ tables, nested }, limit);
  return { tables: publishTables(tables, hidden), hidden, primary };
}

function counts(table: CountTable): number[] {
  return table.rows.flatMap((row) => row.cells.map((cell) => cell.n));
}

describe('hiding small counts', () => {
  it('prints no count from 1 to 9 and no zero of fewer than 30 people, and leaves an attacker with linear programming at least 10 people of doubt about every hidden count', () => {
    fc.assert(
      fc.property(crowds, fc.constantFrom(...shapes), (people, shape) => {
        const { tables } = publish(shape.map(([rows, columns]) => tableOf(people, rows, columns)));
        for (const { n, of } of tables.flatMap((table) => table.rows.flatMap((row) => row.cells))) {
          if (n !== null) expect(n === 0 || n >= 10).toBe(true);
          if (n === 0 && of !== null) expect(of === 0 || of >= 30).toBe(true);
        }
        for (const { low, high } of attack(tables)) expect(high - low).toBeGreaterThanOrEqual(10 - 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the doubt at a raised limit', () => {
    fc.assert(
      fc.property(crowds, (people) => {
        const { tables } = publish([tableOf(people, 'place', 'level')], [], 20);
        for (const { low, high } of attack(tables)) expect(high - low).toBeGreaterThanOrEqual(20 - 1e-6);
      }),
      { numRuns: 40 },
    );
  });

  it('hides nothing where every count is at least 10', () => {
    fc.assert(
      fc.property(crowds, fc.constantFrom(...shapes), (people, shape) => {
        const tables = shape.map(([rows, columns]) => tableOf(people, rows, columns));
        fc.pre(tables.every((table) => counts(table).every((count) => count >= 10)));
        expect(publish(tables).hidden.size).toBe(0);
      }),
    );
  });

  it('hides no count of 10 or more that could be printed without narrowing another', () => {
    fc.assert(
      fc.property(crowds, (people) => {
        const table = tableOf(people, 'place', 'level');
        const { hidden, primary } = publish([table]);
        for (const cell of hidden) {
          if (primary.has(cell)) continue;
          const fewer = new Set([...hidden].filter((other) => other !== cell));
          const narrow = attack(publishTables([table], fewer)).some(
            ({ low, high }) => high - low < 10 - 1e-6,
          );
          expect(narrow).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('protects a small count with the smallest sufficient one beside it', () => {
    const people = (sizes: number[]) =>
      sizes.flatMap((size, index) =>
        Array.from({ length: size }, () => ({ place: dimensions.place![index]! })),
      );
    const { tables } = publish([tableOf(people([4, 60, 35, 50]), 'place')]);
    expect(tables[0]!.rows.filter((row) => row.cells[0]!.hidden).map((row) => row.key)).toEqual([
      'north',
      'east',
    ]);
  });

  it('lets two small counts protect each other where they add up to enough', () => {
    const people = [9, 8, 60, 70].flatMap((size, index) =>
      Array.from({ length: size }, () => ({ place: dimensions.place![index]! })),
    );
    expect([...publish([tableOf(people, 'place')]).hidden].sort()).toEqual(['place:north', 'place:south']);
  });

  it('hides everything of a reference with fewer than 10 people', () => {
    const people = Array.from({ length: 6 }, () => ({ sex: 'm' }));
    const [table] = publish([tableOf(people, 'sex')]).tables;
    expect(table!.rows.every((row) => row.cells[0]!.hidden)).toBe(true);
  });

  it('hides nothing of a reference of nobody', () => {
    expect(publish([tableOf([], 'sex')]).hidden.size).toBe(0);
  });

  it('refuses a limit below 10', () => {
    expect(() => suppress({ tables: [], nested: [] }, 9)).toThrow(RangeError);
  });

  it('holds for tables of a whole reference that share their margins', () => {
    const tally = emptyTally();
    for (const attempt of crowd(6000)) add(tally, attempt);
    const counted = countReference(tally, regions);
    const tables = publishTables(counted.tables, suppress(counted).hidden);
    // All tables at once make the attacker's problem too large for a test; these touch each other everywhere.
    const touching = /^(coverage\.(age|sex|status)|levels|levels\.A\.(age|sex))$/;
    const known = attack(
      tables.filter(({ id }) => touching.test(id)),
      counted.nested,
    );
    expect(known.length).toBeGreaterThan(20);
    for (const { low, high } of known) expect(high - low).toBeGreaterThanOrEqual(10 - 1e-6);
  });

  it('lets nobody work out hidden excluded answers from who was scored', () => {
    const tally = emptyTally();
    const people = crowd(400).map((attempt) => structuredClone(attempt));
    people.forEach((attempt, index) => {
      attempt.result.quality.verdict = index < 4 ? 'excluded' : index < 30 ? 'doubtful' : 'valid';
      add(tally, attempt);
    });
    const counted = countReference(tally, regions);
    const all = coverageId('all');
    const count = (key: string, n: number) => ({
      key,
      cells: [
        {
          id: key === 'all' ? all : cellId('quality', 'all', key),
          key: 'n',
          n,
          ...(key !== 'all' && { ofId: all }),
        },
      ],
    });
    const quality: CountTable = {
      id: 'quality',
      dimensions: { rows: 'quality', columns: 'people' },
      columns: [{ key: 'n', kind: 'count' }],
      rows: [count('valid', 370), count('doubtful', 26), count('excluded', 4), count('all', 400)],
      marginals: { rows: [{ total: 'all', parts: ['valid', 'doubtful', 'excluded'] }], columns: [] },
    };
    const linked = [quality, ...counted.tables.filter(({ id }) => id === 'levels')];
    const tables = publishTables(linked, suppress({ tables: linked, nested: counted.nested }).hidden);
    const excluded = attack(tables, counted.nested).find(({ id }) => id === 'quality|all|excluded')!;
    expect(excluded.high - excluded.low).toBeGreaterThanOrEqual(10 - 1e-6);
  });
});

describe('what is calculated from a hidden count', () => {
  it('is gone with it', () => {
    const people = [4, 60, 35, 50].flatMap((size, index) =>
      Array.from({ length: size }, () => ({ place: dimensions.place![index]! })),
    );
    const cells = publish([tableOf(people, 'place')]).tables[0]!.rows.map((row) => row.cells[0]!);
    for (const cell of cells) {
      if (cell.hidden) expect(cell).toMatchObject({ n: null, percent: null, interval: null });
      else expect(cell.n).not.toBeNull();
    }
    expect(cells[1]).toMatchObject({ n: 60, of: 149, percent: (100 * 60) / 149 });
  });

  it('is no percentage below 30 people', () => {
    const people = [11, 12].flatMap((size, index) =>
      Array.from({ length: size }, () => ({ sex: dimensions.sex![index]! })),
    );
    const [table] = publish([tableOf(people, 'sex')]).tables;
    expect(table!.rows[0]!.cells[0]).toMatchObject({ n: 11, of: 23, percent: null, interval: null });
    expect(table!.notes).toContainEqual({ key: 'fewAnswers', values: { base: 30 } });
  });

  it('says how many numbers are hidden', () => {
    const people = [9, 8, 60, 70].flatMap((size, index) =>
      Array.from({ length: size }, () => ({ place: dimensions.place![index]! })),
    );
    expect(publish([tableOf(people, 'place')]).tables[0]!.notes).toEqual([
      { key: 'hidden', values: { count: 2 } },
    ]);
  });
});

describe('a reference that differs from an earlier one by a few people', () => {
  const set = (from: number, to: number) =>
    new Set(Array.from({ length: to - from }, (_, index) => `person-${from + index}`));

  it.each([
    ['the same people', set(0, 50), set(0, 50), false],
    ['one more', set(0, 51), set(0, 50), true],
    ['nine fewer', set(0, 41), set(0, 50), true],
    ['ten more', set(0, 60), set(0, 50), false],
    ['four more and five fewer', set(5, 54), set(0, 50), true],
    ['quite other people', set(100, 150), set(0, 50), false],
  ])('%s', (_, current, earlier, refused) => {
    expect(differsByFew(current, earlier)).toBe(refused);
    expect(differsByFew(earlier, current)).toBe(refused);
  });

  it('counts who came and who went', () => {
    expect(difference(set(5, 54), set(0, 50))).toEqual({ added: 4, removed: 5 });
  });

  it('widens with a raised limit', () => {
    expect(differsByFew(set(0, 65), set(0, 50), 20)).toBe(true);
  });
});
