import regionsJson from './regions.json';

export interface Region {
  /** Nine-digit code of the state classifier of administrative units (KATO). */
  kato: string;
  kk: string;
  ru: string;
}

export const regions: readonly Region[] = regionsJson;

const byKato = new Map(regions.map((region) => [region.kato, region]));

export function findRegion(kato: string): Region | undefined {
  return byKato.get(kato);
}

export function isRegion(kato: string): boolean {
  return byKato.has(kato);
}
