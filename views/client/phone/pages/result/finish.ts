/** A neutral end; on a shared phone the next person goes on from the same link. */

import type { Notice } from '../../../../../server/core/pages/notice';
import finish from '../../../../screening/result/finish.ejs';
import type { Reader } from '../../model/translate';
import type { Place } from '../../state/state';
import type { Drawing, Page } from '../page';

export const drawFinish = (
  { t }: Reader,
  { link, sending }: { link: Extract<Place, { name: 'finish' }>['link']; sending: Notice | undefined },
): Drawing => ({
  view: finish,
  locals: {
    sending,
    next: link.isSharedPhone && {
      href: link.campaign === undefined ? '/' : `/c/${link.campaign}`,
      label: t('screening:handOver.next'),
    },
  },
});

export const finishPage: Page = {
  path: () => '/',
  draw({ state: { place }, reader }) {
    if (place.name !== 'finish') return drawFinish(reader, { link: {}, sending: undefined });
    const kind = place.how === 'sent' ? ('success' as const) : ('info' as const);
    const sending = { kind, text: reader.t(`screening:handOver.${place.how}`) };
    return drawFinish(reader, { link: place.link, sending });
  },
  forms: { '/test/finish': () => ({ kind: 'finish' }) },
};
