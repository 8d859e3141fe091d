/** What there is to know of what is asked, for students, parents and teachers. */
import type { Offer } from '../../core/definition/offer';
import type { Texts } from '../../core/definition/texts';
import type { Language } from '../../core/definition/types';
import { extentText } from '../../core/pages/start.view';
import type { Translate } from '../../core/text/translate';

interface Given {
  offers: readonly Offer[];
  /** The words of each, in the reader's language. */
  asked: Texts[];
}

/** Each says what it asks; where there is more than one, under its own title. */
export function aboutTestView({ offers, asked }: Given, { t }: { t: Translate; language: Language }) {
  const isOnly = offers.length === 1;
  return {
    lead: (isOnly && asked[0]?.lead) || null,
    asked: offers.map((offer, index) => ({
      title: isOnly ? t('screening:aboutTest.whatTitle') : (asked[index]?.title ?? ''),
      text: asked[index]?.about ?? `${extentText(offer, t)}.`,
    })),
    sources: asked.flatMap(({ sources }) => sources ?? []),
  };
}
