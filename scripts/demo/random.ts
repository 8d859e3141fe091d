/** Reproducible randomness for the demo: the same seed gives the same respondents. Never for secrets. */
import { defined } from '../../server/core/defined';
export interface Random {
  /** Uniform in [0, 1). */
  unit(): number;
  /** Standard normal (Box-Muller). */
  normal(): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** Picks by weight. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T;
  /** Whole number from `from` to `to`, both inclusive. */
  whole(from: number, to: number): number;
}

/** mulberry32, a 32-bit generator by Tommy Ettinger (public domain). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const random: Random = {
    unit,
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    chance: (probability) => unit() < probability,
    pick: (values) => defined(values[Math.floor(unit() * values.length)], 'a value to pick'),
    whole: (from, to) => from + Math.floor(unit() * (to - from + 1)),
    weighted(pairs) {
      let left = unit() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of pairs) {
        left -= weight;
        if (left < 0) return value;
      }
      return defined(pairs.at(-1), 'a value to pick')[0];
    },
  };
  return random;
}
