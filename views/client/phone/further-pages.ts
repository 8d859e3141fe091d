/** The pages that no first question waits for; from the same views as the server's. */

import { type Asked, checkView } from '../../../server/core/pages/page.view';
import check from '../../screening/check.ejs';
import finish from '../../screening/finish.ejs';
import later from '../../screening/later.ejs';
import start from '../../screening/start.ejs';
import young from '../../screening/young.ejs';
import type { Notice } from './app';
import type { LocalAttempt } from './attempt';
import type { CampaignFacts } from './campaign';
import type { PhoneSession } from './memory';
import type { Drawing, Reader } from './screen';

export const startPage = (
  heading: string,
  locals: { campaign: CampaignFacts | null; canContinue: boolean; notice?: Notice | undefined },
): Drawing => ({ view: start, locals: { heading, ...locals } });

export const checkPage = (asked: Asked, attempt: LocalAttempt): Drawing => ({
  view: check,
  locals: { check: checkView(asked, attempt) },
});

export const laterPage = (): Drawing => ({ view: later, locals: {} });

export const youngPage = (): Drawing => ({ view: young, locals: {}, hideFooterHelp: true });

/** On a shared phone the next person goes on from the same link. */
export const finishPage = (
  { t }: Reader,
  { session, sending }: { session: PhoneSession; sending: Notice },
): Drawing => ({
  view: finish,
  locals: {
    sending,
    next: session.isSharedPhone && {
      href: session.campaign === undefined ? '/' : `/c/${session.campaign}`,
      label: t('screening:handOver.next'),
    },
  },
});
