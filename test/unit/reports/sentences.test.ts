import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n } from 'i18next';
import type { Profile } from '../../../server/core/attempt/profile-fields';
import { regions } from '../../../server/core/attempt/regions';
import { type ConclusionsInput, conclude } from '../../../server/reports/sentences/conclusions';
import { renderSentence, type Speaker } from '../../../server/reports/sentences/render';
import type { Sentence } from '../../../server/reports/sentences/sentence';
import { notComputed } from '../../../server/reports/statistics/not-computed';
import { suppress } from '../../../server/reports/suppression/suppress';
import { campaignEffects, compareGroups } from '../../../server/reports/tables/group-comparisons';
import { publishTables } from '../../../server/reports/tables/publish';
import { type CountedReference, countReference } from '../../../server/reports/tables/reference.tables';
import { compareRegions } from '../../../server/reports/tables/region-comparisons';
import { add, emptyTally } from '../../../server/reports/tallies/tally';
import { answered, crowd, type Person } from './people';

type Language = 'kk' | 'ru';
const languages: Language[] = ['kk', 'ru'];

function textsOf(language: Language): Record<string, unknown> {
  return JSON.parse(
    readFileSync(join(__dirname, '..', '..', '..', 'locales', language, 'conclusions.json'), 'utf8'),
  );
}

async function speakers(): Promise<Record<Language, Speaker>> {
  const texts: i18n = i18next.createInstance();
  await texts.init({
    resources: { kk: { conclusions: textsOf('kk') }, ru: { conclusions: textsOf('ru') } },
    ns: ['conclusions'],
    interpolation: { escapeValue: false },
  });
  const speaker = (language: Language): Speaker => {
    const format = (digits: number) => (value: number) =>
      new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(value);
    const t = texts.getFixedT(language);
    return {
      t: (key, values) => {
        if (!texts.exists(key, { lng: language, ...values })) throw new Error(`${language} has no ${key}`);
        return t(key, values);
      },
      count: format(0),
      percentWithSign: (value) => `${format(1)(value)} %`,
      interval: ([low, high]) => `${format(1)(low)}–${format(1)(high)}`,
      decimal: format(2),
      pValue: (p) => `= ${format(3)(p)}`,
      byDimension: (dimension) => `by ${dimension}`,
      groupName: (dimension, group) => `${dimension} ${group}`,
    };
  };
  return { kk: speaker('kk'), ru: speaker('ru') };
}

function inputFor(
  persons: Person[],
  plannedCoverage: number | null = 500,
  hide: (counted: CountedReference) => ReadonlySet<string> = (counted) => suppress(counted).hidden,
): ConclusionsInput {
  const tally = emptyTally();
  for (const person of persons) add(tally, answered(person));
  const counted = countReference(tally, regions);
  const tables = publishTables(counted.tables, hide(counted));
  return {
    tables,
    groups: compareGroups(tally, tables),
    regions: compareRegions(tables),
    campaigns: campaignEffects(tally, tables),
    plannedCoverage,
  };
}

/** As in a reference of a handful of people. */
const everything = ({ tables }: CountedReference) =>
  new Set(tables.flatMap((table) => table.rows.flatMap((row) => row.cells.map(({ id }) => id))));

const some = (profile: Partial<Profile>, high: number, low: number): Person[] => [
  ...Array.from({ length: high }, () => ({ profile, bands: { A: 'high' as const } })),
  ...Array.from({ length: low }, () => ({ profile })),
];

function find(sentences: Sentence[], id: string): Sentence | undefined {
  return sentences.find((sentence) => sentence.id === id);
}

describe('conclusions', () => {
  it.each([
    [null, 'conclusions:coverage.noPlan'],
    [0, 'conclusions:coverage.noPlan'],
    [100, 'conclusions:coverage.planMet'],
    [101, 'conclusions:coverage.planNotMet'],
  ])('set the coverage of 100 against a plan of %s', (plan, key) => {
    expect(find(conclude(inputFor(some({}, 40, 60), plan)), 'coverage')?.key).toBe(key);
  });

  it('do not name a coverage that is hidden', () => {
    const sentences = conclude(inputFor(some({}, 2, 3), 500, everything));
    expect(find(sentences, 'coverage')).toEqual({
      id: 'coverage',
      key: 'conclusions:coverage.hidden',
      values: {},
    });
    expect(JSON.stringify(sentences)).not.toMatch(/\b[1-9]\b/);
  });

  it('say the share of high or above with its interval', () => {
    expect(find(conclude(inputFor(some({}, 40, 60))), 'levels.A')).toEqual({
      id: 'levels.A',
      key: 'conclusions:levels.share',
      values: {
        scale: { scale: 'A' },
        share: { percent: 40 },
        interval: { interval: [expect.closeTo(30.94, 2), expect.closeTo(49.8, 2)] },
        count: 100,
      },
    });
  });

  it('say that answers are too few instead of a hidden share', () => {
    const sentences = conclude(inputFor(some({}, 4, 60)));
    expect(find(sentences, 'levels.A')?.key).toBe('conclusions:levels.tooFew');
  });

  it('name a difference between groups with its size, the higher group first', () => {
    const sentences = conclude(inputFor([...some({ sex: 'm' }, 20, 180), ...some({ sex: 'f' }, 80, 120)]));
    const found = find(sentences, 'differences.A.sex');
    expect(found?.key).toBe('conclusions:differences.medium');
    expect(found?.values.groups).toEqual({
      groups: [
        { dimension: 'sex', group: 'f', percent: 40 },
        { dimension: 'sex', group: 'm', percent: 10 },
      ],
    });
  });

  it('say how many comparisons found nothing', () => {
    const sentences = conclude(inputFor([...some({ sex: 'm' }, 40, 60), ...some({ sex: 'f' }, 40, 60)]));
    expect(find(sentences, 'differences')).toEqual({
      id: 'differences',
      key: 'conclusions:differences.none',
      values: { count: 1 },
    });
  });

  it('call a region higher or lower only when its test says so', () => {
    const [first, second, third] = regions as [string, string, string];
    const sentences = conclude(
      inputFor([
        ...some({ region: first }, 70, 30),
        ...some({ region: second }, 30, 70),
        ...some({ region: third }, 40, 60),
      ]),
    );
    expect(find(sentences, 'regions.A.higher')?.values.groups).toEqual({
      groups: [{ dimension: 'region', group: first, percent: 70 }],
    });
    expect(find(sentences, 'regions.A.lower')?.values.groups).toEqual({
      groups: [{ dimension: 'region', group: second, percent: 30 }],
    });
  });

  it('say nothing false about an empty reference', () => {
    const keys = conclude(inputFor([])).map(({ key }) => key);
    expect(keys).toEqual([
      'conclusions:coverage.planNotMet',
      ...Array(4).fill('conclusions:levels.tooFew'),
      'conclusions:differences.notTested',
      ...Array(4).fill('conclusions:regions.tooFew'),
    ]);
  });

  it('warn of campaigns only when they blur the intervals by a tenth', () => {
    const none = notComputed('oneGroup');
    const input = inputFor([]);
    const widened = (designEffect: number) =>
      conclude({ ...input, campaigns: { A: { icc: 0.1, m0: 5, designEffect }, B: none, C: none, D: none } });
    expect(find(widened(1.2), 'clustering')).toBeUndefined();
    expect(find(widened(4), 'clustering')?.values).toEqual({ times: { decimal: 2 } });
  });
});

/** Sentences of references of many kinds, made once for both languages. */
let made: Sentence[] | undefined;
function believable(): Sentence[] {
  made ??= [
    inputFor(some({}, 2, 3), 500, everything),
    inputFor([], null),
    inputFor([...some({ sex: 'm' }, 20, 180), ...some({ sex: 'f' }, 80, 120)], 100),
    inputFor([...some({ sex: 'm' }, 40, 60), ...some({ sex: 'f' }, 40, 60)]),
    inputFor(crowd(6000).map((attempt) => ({ attempt, profile: attempt.profile, result: attempt.result }))),
  ].flatMap(conclude);
  return made;
}

describe.each(languages)('conclusions in %s', (language) => {
  it('are whole sentences without a gap', async () => {
    const speaker = (await speakers())[language];
    for (const sentence of believable()) {
      const text = renderSentence(sentence, speaker);
      expect(text).toMatch(/^[«\p{Lu}].*\.$/u);
      expect(text).not.toMatch(/\{\{|undefined|NaN|conclusions:| {2}/);
    }
  });

  it('has a text for every difference in size', async () => {
    const speaker = (await speakers())[language];
    const texts = ['verySmall', 'small', 'medium', 'large'].map((size) =>
      renderSentence(
        {
          id: size,
          key: `conclusions:differences.${size}`,
          values: {
            scale: { scale: 'B' },
            dimension: { dimension: 'settlement' },
            groups: { groups: [{ dimension: 'settlement', group: 'rural', percent: 12.34 }] },
            p: { p: 0.012 },
            effect: { decimal: 0.2 },
          },
        },
        speaker,
      ),
    );
    expect(new Set(texts).size).toBe(4);
    for (const text of texts) expect(text).toContain('settlement rural — 12,3 %');
  });
});

describe('numbers of people', () => {
  const coverage = (count: number): Sentence => ({
    id: 'c',
    key: 'conclusions:coverage.noPlan',
    values: { count },
  });

  it.each([
    [1, 'Опросник прошёл 1 человек.'],
    [22, 'Опросник прошли 22 человека.'],
    [25, 'Опросник прошли 25 человек.'],
    [111, 'Опросник прошли 111 человек.'],
    [121, 'Опросник прошёл 121 человек.'],
    [6003, 'Опросник прошли 6 003 человека.'],
  ])('take the right Russian form: %i', async (count, text) => {
    const { ru } = await speakers();
    expect(renderSentence(coverage(count), ru).replaceAll(/\s/gu, ' ')).toBe(text);
  });

  it('take one form in Kazakh', async () => {
    const { kk } = await speakers();
    expect(renderSentence(coverage(1), kk)).toBe('Сауалнаманы 1 адам толтырды.');
    expect(renderSentence(coverage(25), kk)).toBe('Сауалнаманы 25 адам толтырды.');
  });
});
