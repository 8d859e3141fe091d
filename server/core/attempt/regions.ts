import type { Translate } from '../text/translate';

/**
 * The regions of Kazakhstan by their nine-digit codes of the state classifier of administrative units (KATO). Their names
 * are texts: `locales/<language>/regions.json`.
 */
export const regions: readonly string[] = [
  '100000000',
  '110000000',
  '150000000',
  '190000000',
  '230000000',
  '270000000',
  '310000000',
  '330000000',
  '350000000',
  '390000000',
  '430000000',
  '470000000',
  '550000000',
  '590000000',
  '610000000',
  '620000000',
  '630000000',
  '710000000',
  '750000000',
  '790000000',
];

export const isRegion = (kato: string): boolean => regions.includes(kato);

/** A code that names no region stands for itself. */
export const regionName = (kato: string, t: Translate): string =>
  isRegion(kato) ? t(`regions:${kato}`) : kato;

/** To choose from, in the order of the alphabet. */
export const regionOptions = ({ t, language }: { t: Translate; language: string }) =>
  regions
    .map((kato) => ({ value: kato, label: regionName(kato, t) }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
