/** What a reader of the queue wants to see of it: from an address to a wish, and back. Pure. */
import { z } from 'zod';
import { isRegion } from '../../core/attempt/regions';
import type { BandRules } from '../../core/definition/bands';
import type { Definition } from '../../core/definition/definition';
import { languages } from '../../core/text/languages';

/** By years: 'from' is in the group, 'to' is not. */
export const ageGroups = {
  under14: { from: 0, to: 14 },
  under18: { from: 14, to: 18 },
  under25: { from: 18, to: 25 },
  older: { from: 25, to: 200 },
} as const;
export type AgeGroup = keyof typeof ageGroups;
const ageGroupNames = Object.keys(ageGroups) as [AgeGroup, ...AgeGroup[]];

/** Of any kind; or danger words that are unanswered. */
export const anyFlag = 'any';
export const dangerWords = 'danger';
/** Each band that counts as high. */
export const highBands = 'high';

const name = z.string().regex(/^[\w./-]{1,80}$/);
const wish = <Of extends z.ZodType>(of: Of) => of.optional().catch(undefined);

/** An unknown or empty value wishes nothing: an address that somebody kept still opens. */
export const wishesSchema = z.object({
  region: wish(z.string().refine(isRegion)),
  /** Of the answers; an address that says `language` asks for the page in another one. */
  answeredIn: wish(z.enum(languages)),
  flag: wish(name),
  band: wish(name),
  ages: wish(z.enum(ageGroupNames)),
  /** Its id, whatever the version. */
  questionnaire: wish(name),
  holding: wish(z.enum(['free', 'taken'])),
});
export type Wishes = z.output<typeof wishesSchema>;

export const isWishing = (wishes: Wishes): boolean =>
  Object.values(wishes).some((value) => value !== undefined);

/** '&region=190000000': to go behind what an address has already. */
export const wishesInAddress = (wishes: Wishes): string =>
  Object.entries(wishes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `&${key}=${encodeURIComponent(value ?? '')}`)
    .join('');

/** What a band, wished by its name or as any high one, comes to: these bands on one of these scales. */
export interface WishedBands {
  scales: string[];
  bands: string[];
}

export function wishedBands(definitions: readonly Definition[], wished: string): WishedBands {
  const isWished = ({ band, isHigh }: BandRules) =>
    wished === highBands ? isHigh === true : band === wished;
  const distinct = (all: string[]) => [...new Set(all)];
  return {
    scales: distinct(definitions.flatMap(({ scales }) => Object.keys(scales))),
    bands: distinct(definitions.flatMap(({ bands }) => bands.filter(isWished).map(({ band }) => band))),
  };
}
