/** A class's board: the link in big letters and three numbers of the whole class. Nothing of anyone in it. */

import type { Campaign } from '../../campaigns/campaign.types';
import { campaignState } from '../../campaigns/campaigns.rules';
import { campaignLink } from '../../campaigns/campaigns.view';
import type { Language } from '../../core/definition/types';
import type { Notice } from '../../core/pages/notice';
import type { Translate } from '../../core/text/translate';
import { qrDataUrl } from '../../documents/qr';

/** No times, no order, no levels: a number of one tells whose it is no more than a number of thirty. */
export interface ClassNumbers {
  /** Phones that opened the link. */
  opened: number;
  started: number;
  /** Submitted and here. */
  received: number;
}

const numberNames = ['opened', 'started', 'received'] as const;

/** As they are written on the board, and the state, whose change shows the board anew. */
export function numbersAnswer(campaign: Campaign, numbers: ClassNumbers, language: Language, now: Date) {
  const format = new Intl.NumberFormat(language);
  const shown = numberNames.map((name) => [name, format.format(numbers[name])]);
  return {
    state: campaignState(campaign, now),
    numbers: Object.fromEntries(shown) as Record<string, string>,
  };
}

/** ['example.kz', '/c/k7m3pqx']: what is typed, in lines. Where there is no HTTPS the browser must be told. */
export const typedAddress = (link: string): string[] => link.replace(/^https:\/\//, '').split(/(?=\/c\/)/);

const notice = (text: string): Notice => ({ kind: 'warning', text });

interface Seen {
  campaign: Campaign;
  numbers: ClassNumbers;
  publicUrl: string;
  /** Where this board is; its numbers stand below it. */
  path: string;
  /** Where staff go back to; null for a teacher. */
  backHref: string | null;
  now: Date;
}

export function boardView(
  { campaign, numbers, publicUrl, path, backHref, now }: Seen,
  { t, language }: { t: Translate; language: Language },
) {
  const link = campaignLink(publicUrl, campaign.slug);
  const { state, numbers: shown } = numbersAnswer(campaign, numbers, language, now);
  return {
    title: campaign.name,
    address: typedAddress(link),
    link,
    qr: { src: qrDataUrl(link), alt: t('campaigns:page.qrAlt', { link }) },
    state,
    notice: state === 'open' ? null : notice(t(`campaigns:board.${state}`)),
    numbers: numberNames.map((name) => ({
      name,
      label: t(`campaigns:board.numbers.${name}`),
      value: shown[name] ?? '',
    })),
    path,
    numbersPath: `${path}/numbers`,
    homeHref: backHref === null ? path : '/staff',
    backHref,
    lesson: t('campaigns:board.lesson', { returnObjects: true }) as string[],
  };
}
