import type { Reader } from '../../core/text/translate';
import { localMinute } from '../../shared/clock';
import type { Actor } from '../../shared/roles';
import type { Session } from '../sign-in/sessions.store';

export function ownAccountView({ t }: Reader, { actor, sessions }: { actor: Actor; sessions: Session[] }) {
  const others = sessions.filter(({ id }) => id !== actor.sessionId);
  return {
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
