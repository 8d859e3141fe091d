/** What the site offers everybody, as its pages and the kept shell say. */
import type { Offer } from '../../../../../server/core/definition/offer';
import type { Language } from '../../../../../server/core/definition/types';

/** From which the start page lets somebody choose; none where there is nothing to choose. */
export const offersHere = (): Offer[] => JSON.parse(document.body.dataset.offers ?? '[]');

/** The age from which a psychologist is offered: everybody, unless the page says otherwise. */
export const offersFromAge = (): number => Number(document.body.dataset.offersFromAge ?? 0);

/** By name: what is offered, be it one. */
export function offeredNames(): string[] {
  const { questionnaire } = document.body.dataset;
  return questionnaire ? [questionnaire] : offersHere().map(({ name }) => name);
}

export const offeredTitle = (name: string, language: Language): string | undefined =>
  offersHere().find((offer) => offer.name === name)?.titles[language];
