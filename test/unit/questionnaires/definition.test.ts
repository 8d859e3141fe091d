import { itemIds } from '../../../server/core/definition/definition';
import { optionsOf } from '../../../server/core/definition/items';
import { score } from '../../../server/core/scoring/score';
import { definitionSchema } from '../../../server/questionnaires/schema/definition.schema';
import { A, B, C, D, definition } from '../core/support';

describe('the self-diagnosis questionnaire', () => {
  it('has exactly 75 questions in the order of its blocks', () => {
    const blocks = itemIds(definition).map((item) => item.replace(/\d+/, ''));
    const runs = blocks.filter((block, index) => block !== blocks[index - 1]).map((block) => `${block}`);
    expect(itemIds(definition)).toHaveLength(75);
    expect(runs.join(' ')).toBe('A C V B D B D V E F G V');
    expect(itemIds(definition).slice(26, 31)).toEqual(['V1', 'B1', 'D1', 'D2', 'D3']);
  });

  it('shows at most eight questions and one time window a page', () => {
    expect(definition.pages.filter(({ items }) => items.length > 8)).toEqual([]);
    const windowOf = {
      A: 'threeMonths',
      C: 'threeMonths',
      B: 'twelveMonths',
      D: 'twelveMonths',
      E: 'threeMonths',
    };
    for (const [block, window] of Object.entries({ ...windowOf, F: 'twoWeeks', G: 'now' }))
      for (const page of definition.pages)
        if (page.items.some((item) => item.startsWith(block)))
          expect([page.id, page.window]).toEqual([page.id, window]);
  });

  it('reverses A3, A16 and C10 and nothing else', () => {
    expect(itemIds(definition).filter((item) => definition.items[item]?.reversed)).toEqual([
      'A3',
      'A16',
      'C10',
    ]);
  });

  it('has these harm items', () => {
    expect(itemIds(definition).filter((item) => definition.items[item]?.role === 'harm')).toEqual([
      ...['A9', 'A13', 'A14', 'C6', 'C8', 'B6', 'B7', 'B10'],
    ]);
  });

  it('offers 0 to 4 everywhere', () => {
    for (const item of itemIds(definition)) expect(optionsOf(definition, item)).toEqual([0, 1, 2, 3, 4]);
  });

  it('counts these items in its scales', () => {
    expect(definition.scales).toMatchObject({
      A: { items: A },
      B: { items: B },
      C: { items: C },
      D: { items: D },
      F: { items: ['F1', 'F2', 'F3', 'F4'] },
      G: { items: ['G1', 'G2', 'G3', 'G4', 'G5'] },
    });
  });
});

describe('another questionnaire', () => {
  it('runs on the same engine without code', () => {
    const low = { from: 50, to: 100 };
    const small = definitionSchema.parse({
      id: 'screen-time',
      version: 'v1',
      itemCount: 4,
      maxItemsPerPage: 4,
      windows: { week: {} },
      answerSets: { yesNo: 2, scale: 7 },
      pages: [
        { id: 'first', window: 'week', items: ['Gate'] },
        { id: 'second', window: 'week', items: ['Hours', 'Harm', 'Rest'] },
      ],
      items: {
        Gate: { answers: 'yesNo', construct: 'uses a screen', role: 'gate' },
        Hours: { answers: 'scale', construct: 'long hours' },
        Harm: { answers: 'scale', construct: 'harm', role: 'harm' },
        Rest: { answers: 'scale', construct: 'rests', reversed: true },
      },
      routing: [{ whenAllZero: ['Gate'], close: ['Hours', 'Harm', 'Rest'] }],
      bands: [
        { band: 'fine', isCalm: true, remindAfterWeeks: 4, points: 0 },
        { band: 'some', remindAfterWeeks: 4, points: 0 },
        { band: 'much', isHigh: true, remindAfterWeeks: 2, points: 3 },
        { band: 'most', isHigh: true, asksWarmly: true, remindAfterWeeks: 2, points: 3 },
      ],
      scales: {
        Screen: {
          kind: 'sum',
          items: ['Hours', 'Harm', 'Rest'],
          missingAllowed: 1,
          bounds: [
            { level: 'fine', from: 0 },
            { level: 'some', from: 6 },
            { level: 'much', from: 10 },
            { level: 'most', from: 15 },
          ],
          harm: {
            ...{ from: 'much', cap: 'some', confirmedBy: [{ items: 1, atLeast: 5 }] },
            ...{ cappedLabel: 'littleLost', unknownLabel: 'lossUnknown' },
          },
          closedLabel: 'noScreen',
        },
      },
      overall: { scales: ['Screen'] },
      flags: [],
      priority: { ages: [] },
      quality: {
        points: [],
        doubtfulFrom: 2,
        excludedFrom: 3,
      },
      feedback: {
        scales: ['Screen'],
        more: [],
        wordsOnly: [],
        labelTexts: [],
        extras: [],
        strength: { items: ['Rest'], atLeast: 5, onlyBelow: {} },
        reading: { minutes: 3, wordsPerMinute: 150 },
      },
      guides: [],
      limits: {
        itemWords: 14,
        sentenceWords: 15,
        texts: { bands: { fine: low, some: low, much: low, most: low }, other: low, guide: low },
      },
    });
    const screen = (answers: Record<string, number | null>) =>
      score(small, answers, { age: 30, timings: {} }).result.scales.Screen;
    expect(screen({ Gate: 1, Hours: 6, Harm: 5, Rest: 0 })).toMatchObject({
      score: 17,
      max: 18,
      band: 'most',
    });
    expect(screen({ Gate: 1, Hours: 6, Harm: 4, Rest: 0 })).toMatchObject({
      band: 'some',
      label: 'littleLost',
    });
    expect(screen({ Gate: 0 })).toMatchObject({ score: 0, label: 'noScreen' });
    expect(screen({ Gate: 1, Hours: null, Harm: null, Rest: 2 })).toMatchObject({ score: null, band: null });
  });
});
