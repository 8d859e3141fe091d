/** The first page, also of a campaign's link; pure, so that a phone draws it as the server does. */
import { answeringMinutes, type Offer, titleAmong } from '../definition/offer';
import type { Language } from '../definition/types';
import type { Translate } from '../text/translate';
import type { Notice } from './notice';

interface Start {
  /** What can be begun from here: one, or several to choose from. */
  offers: readonly Offer[];
  /** What the one is about, in the reader's language; where there are several, each says it itself later. */
  lead: string | undefined;
  campaign: { slug: string; name: string; isTryOut: boolean } | null;
  canContinue: boolean;
  /** The age from which a psychologist is offered; 0 for everybody. */
  offersFromAge: number;
  notice?: Notice | undefined;
}

interface Reader {
  t: Translate;
  language: Language;
}

const furtherFacts = { anonymous: 'lock', result: 'chart', psychologist: 'message' } as const;

/** "75 questions, 10–15 minutes". */
export function extentText({ items }: Offer, t: Translate): string {
  const { from, to } = answeringMinutes(items);
  const span = from === to ? String(to) : `${from}–${to}`;
  const minutes = t('screening:start.minutes', { span, count: to });
  return t('screening:start.extent', { count: items, minutes });
}

export function startView(
  { offers, lead, campaign, canContinue, offersFromAge, notice }: Start,
  { t, language }: Reader,
) {
  const [first] = offers;
  const only = first && offers.length === 1 ? first : null;
  return {
    heading: only ? only.titles[language] : t('screening:start.severalTitle'),
    lead: only ? lead : t('screening:start.severalLead'),
    campaign,
    canContinue,
    notice,
    /** What begins at once; empty where it has yet to be chosen. */
    begins: only?.name ?? '',
    /** Empty where nobody has to choose. */
    choices: only
      ? []
      : offers.map((offer) => ({
          name: offer.name,
          title: titleAmong(offers, offer, language),
          extent: extentText(offer, t),
        })),
    facts: [
      ...(only ? [{ icon: 'clock', text: extentText(only, t) }] : []),
      ...Object.entries(furtherFacts)
        .filter(([fact]) => fact !== 'psychologist' || offersFromAge === 0)
        .map(([fact, icon]) => ({ icon, text: t(`screening:start.facts.${fact}`) })),
    ],
  };
}
