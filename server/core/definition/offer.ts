/** What somebody can begin, as it is offered to them: enough to choose by. */
import type { Language } from './types';

export interface Offer {
  /** `<id>/<version>`. */
  name: string;
  titles: Record<Language, string>;
  items: number;
}

/** From a quick reader to a slow one [P]: 10 to 15 minutes for 75 questions. */
const secondsPerItem = { from: 8, to: 12 };

/** How long so many questions take, in whole minutes. */
export function answeringMinutes(items: number): { from: number; to: number } {
  const minutes = (seconds: number) => Math.max(1, Math.round((items * seconds) / 60));
  return { from: minutes(secondsPerItem.from), to: minutes(secondsPerItem.to) };
}

/** Its title; with its version, where another one of the same title stands beside it. */
export function titleAmong(offers: readonly Offer[], { name, titles }: Offer, language: Language): string {
  const isSame = (other: Offer) => other.name !== name && other.titles[language] === titles[language];
  return offers.some(isSame)
    ? `${titles[language]} (${name.slice(name.indexOf('/') + 1)})`
    : titles[language];
}

/** The one that is meant; null where none is named of several, or one that is not among them. */
export function chosenAmong(offers: readonly Offer[], name: string | undefined): string | null {
  const [first, ...others] = offers;
  if (name === undefined) return first && others.length === 0 ? first.name : null;
  return offers.some((offer) => offer.name === name) ? name : null;
}
