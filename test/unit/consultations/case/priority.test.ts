import fc from 'fast-check';
import { pointsOf, rankOf, urgencyOf } from '../../../../server/consultations/case/priority';
import { hourMs } from '../../../../server/shared/clock';
import { type Band, bands, definition } from '../../core/support';

const flags = definition.flags.map(({ flag }) => flag);

const ranked = (facts: typeof quiet, at: Date) => rankOf({ points: pointsOf(definition, facts) }, at);

const quiet = {
  flags: [] as string[],
  bands: { A: 'low', B: 'low', C: 'low', D: 'low' } as Record<string, Band | null>,
  age: 20,
};
const asked = new Date('2026-10-05T06:00:00Z');

describe('priority', () => {
  it.each<[string, Partial<typeof quiet>, number]>([
    ['nothing', {}, 0],
    ['not scored', { bands: { A: null, B: null, C: null, D: null } }, 0],
    ['a threat', { flags: ['threat'] }, 40],
    ['low and alone', { flags: ['lowAlone'] }, 30],
    ['very high and alone', { flags: ['veryHighAlone'] }, 24],
    ['tension', { flags: ['tension'] }, 20],
    ['money', { flags: ['money'] }, 16],
    ['one moderate', { bands: { A: 'moderate' } }, 2],
    ['one high', { bands: { A: 'high' } }, 6],
    ['one very high', { bands: { A: 'veryHigh' } }, 12],
    ['under 16', { age: 15 }, 8],
    ['under 18', { age: 16 }, 4],
    ['17', { age: 17 }, 4],
    ['18', { age: 18 }, 0],
    [
      'everything adds up',
      { flags: ['threat', 'tension'], bands: { A: 'high', D: 'veryHigh' }, age: 14 },
      86,
    ],
  ])('%s', (_name, changes, expected) => {
    expect(pointsOf(definition, { ...quiet, ...changes })).toBe(expected);
  });

  it('counts a point as having asked three hours earlier', () => {
    expect(ranked({ ...quiet, bands: { A: 'moderate' } }, asked).getTime()).toBe(
      asked.getTime() - 6 * hourMs,
    );
  });

  it('lets time make up for points, so that nobody waits for ever', () => {
    const threat = ranked({ ...quiet, flags: ['threat'] }, asked);
    expect(ranked(quiet, new Date(asked.getTime() - 119 * hourMs)) > threat).toBe(true);
    expect(ranked(quiet, new Date(asked.getTime() - 121 * hourMs)) < threat).toBe(true);
  });

  it('is never lowered by one more flag, a higher band or fewer years', () => {
    const facts = fc.record({
      flags: fc.uniqueArray(fc.constantFrom(...flags)),
      bands: fc.record({ A: fc.constantFrom(...bands), D: fc.constantFrom(...bands) }),
      age: fc.integer({ min: 13, max: 99 }),
    });
    fc.assert(
      fc.property(facts, fc.constantFrom(...flags), (one, flag) => {
        const worse = [
          { ...one, flags: [...new Set([...one.flags, flag])] },
          { ...one, bands: { ...one.bands, A: 'veryHigh' as const } },
          { ...one, age: Math.max(13, one.age - 3) },
        ];
        for (const other of worse)
          expect(pointsOf(definition, other)).toBeGreaterThanOrEqual(pointsOf(definition, one));
      }),
    );
  });

  it.each([
    ['urgent', { flags: ['money'] }],
    ['urgent', { dangerAt: new Date(0) }],
    ['soon', { bands: { A: 'veryHigh' as Band } }],
    ['soon', { bands: { A: 'high' as Band, B: 'high' as Band } }],
    ['usual', { bands: { A: 'high' as Band } }],
    ['usual', {}],
  ])('is said in a word: %s', (expected, changes) => {
    expect(urgencyOf(definition, { ...quiet, dangerAt: null, ...changes })).toBe(expected);
  });

  it('is never soon by bands where the questionnaire does not say from when', () => {
    const rules = { ...definition, priority: { ages: [] } };
    const bands = { A: 'veryHigh', B: 'veryHigh', C: 'veryHigh', D: 'veryHigh' } as const;
    expect(urgencyOf(rules, { ...quiet, dangerAt: null, bands })).toBe('usual');
    expect(pointsOf(rules, { ...quiet, age: 13 })).toBe(0);
  });
});
