/** Where a page of staff is of one questionnaire: the choice among several. */
import { type Offer, titleAmong } from '../core/definition/offer';
import type { Language } from '../core/definition/types';

/** @returns nothing where there is nothing to choose */
export function offerTabs(offers: readonly Offer[], chosen: Offer, path: string, language: Language) {
  if (offers.length < 2) return [];
  return offers.map((offer) => ({
    href: `${path}?questionnaire=${offer.name}`,
    label: titleAmong(offers, offer, language),
    isCurrent: offer.name === chosen.name,
  }));
}
