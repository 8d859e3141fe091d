import type { Reader } from '../../core/text/translate';
import { localMinute } from '../../shared/clock';
import type { Actor } from '../../shared/roles';
import type { OpenReset } from '../security/resets.service';
import type { SecondFactorState } from '../security/second-factor.service';
import type { News } from '../security/security.store';
import type { Session } from '../sign-in/sessions.store';

interface OwnAccount {
  actor: Actor;
  sessions: Session[];
  secondFactor: SecondFactorState;
  news: News[];
  /** On which the actor may decide. */
  resets: OpenReset[];
  ownReset: OpenReset | null;
}

export function ownAccountView({ t }: Reader, given: OwnAccount) {
  const { actor, sessions, secondFactor, news, resets, ownReset } = given;
  const others = sessions.filter(({ id }) => id !== actor.sessionId);
  return {
    news: news.map(({ kind, at, about }) => ({
      at: localMinute(at),
      text: t(`accounts:news.${about === null ? kind : `${kind}By`}`, { name: about ?? '' }),
    })),
    resets: resets.map(({ account, reset }) => ({
      href: `/staff/resets/${account.id}`,
      name: account.name,
      note: t(`accounts:reset.kinds.${reset.kind}`),
    })),
    ownReset: ownReset && { action: `/staff/resets/${actor.accountId}/refuse` },
    secondFactor: {
      state: t(`accounts:secondFactor.${secondFactor.isOn ? 'isOn' : 'isOff'}`),
      codesLeft: secondFactor.isOn
        ? t('accounts:secondFactor.codesLeft', { count: secondFactor.codesLeft })
        : null,
      link: t(`accounts:secondFactor.${secondFactor.isOn ? 'change' : 'begin'}`),
    },
    table: {
      caption: t('accounts:own.sessions'),
      isCaptionHidden: true,
      rowHeader: true,
      columns: ['browser', 'startedAt', 'usedAt'].map((name) => ({ label: t(`accounts:own.${name}`) })),
      rows: sessions.map(({ id, browser, startedAt, usedAt }) => [
        {
          text: browser ?? t('accounts:own.unknownBrowser'),
          ...(id === actor.sessionId && { badge: { text: t('accounts:own.thisOne'), tone: 'good' } }),
        },
        localMinute(startedAt),
        localMinute(usedAt),
      ]),
    },
    hasOthers: others.length > 0,
  };
}
