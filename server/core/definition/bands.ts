/**
 * The bands of a questionnaire, from the calmest up: one order for all its scales, each of which has some of them, and a
 * questionnaire may have none. What a band means to the engine is said by its roles, so that its name means nothing.
 */
import type { BandedResult } from './types';

export interface BandRules {
  band: string;
  /** Nothing that a letter would have to speak of. */
  isCalm?: boolean;
  /** Counted in the overall result, and told to psychologists as a reason. */
  isHigh?: boolean;
  /** Its text is read first, and the offer of a psychologist is warm. */
  asksWarmly?: boolean;
  /** When the calendar asks to look again. */
  remindAfterWeeks: number;
  /** In the order of cases. */
  points: number;
}

interface Banded {
  bands: BandRules[];
}

export const bandIds = ({ bands }: Banded): string[] => bands.map(({ band }) => band);

/** undefined for a scale that was not scored. */
export const bandRules = ({ bands }: Banded, id: string | null): BandRules | undefined =>
  bands.find(({ band }) => band === id);

/** From 0; -1 for a scale that was not scored. */
export const placeOfBand = ({ bands }: Banded, id: string | null): number =>
  bands.findIndex(({ band }) => band === id);

/** Every band up to the highest one of these results. */
export const reachedBands = (definition: Banded, results: Pick<BandedResult, 'band'>[]): string[] => {
  const highest = Math.max(-1, ...results.map(({ band }) => placeOfBand(definition, band)));
  return bandIds(definition).slice(0, highest + 1);
};

/** Of the colours, from light to dark, of which neighbours among many bands share one: a word always stands beside it. */
const shades = 4;
export type Shade = 0 | 1 | 2 | 3;

export const shadeOf = (definition: Banded, id: string | null): Shade => {
  const steps = Math.max(1, definition.bands.length - 1);
  return Math.round((Math.max(0, placeOfBand(definition, id)) * (shades - 1)) / steps) as Shade;
};
