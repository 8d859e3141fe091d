/**
 * Tells the lead who is on call by mail that something urgent waits, and again each working hour until somebody opens it.
 * Nothing in it is about the child: it says that there is something, and where to sign in.
 */
import type { AccountsService } from '../../accounts/accounts.service';
import type { Language } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import type { Calendar } from '../../settings/holidays/working-days';
import type { Mailer } from '../../settings/mail/mailer';
import { dutyOn } from '../../settings/safeguarding.rules';
import type { SafeguardingService } from '../../settings/safeguarding.service';
import type { SettingsService } from '../../settings/settings.service';
import { dayMs, localDay } from '../../shared/clock';
import { workingHoursBetween } from '../case/working-time';
import type { QueueStore } from '../desk/queue.store';

export interface UrgentMailService {
  /** @throws Error with the mail server's words where it did not take the mail */
  remind(act: { now: Date }): Promise<void>;
}

interface Parts {
  queue: Pick<QueueStore, 'unopenedDanger'>;
  accounts: Pick<AccountsService, 'get'>;
  settings: Pick<SettingsService, 'current'>;
  safeguarding: Pick<SafeguardingService, 'get'>;
  mailer: Pick<Mailer, 'send'>;
  /** Counts across all processes, so that one of them writes. */
  counters: { increment(id: string, expiresAt: Date): Promise<number> };
  calendar: () => Promise<Calendar>;
  textsOf(language: Language): Translate;
  publicUrl: string;
}

/** Longer than a weekend; then nothing is left of what was written for. */
const rememberedMs = 4 * dayMs;

export function urgentMailService(parts: Parts): UrgentMailService {
  const { queue, accounts, settings, safeguarding, mailer, counters, calendar } = parts;

  /** Whether this process is the first that comes to a case in this working hour. */
  async function isFirst({ id, since }: { id: string; since: Date }, now: Date): Promise<boolean> {
    const hour = Math.floor(workingHoursBetween(since, now, await calendar()));
    const count = await counters.increment(
      `urgentMail ${id} ${hour}`,
      new Date(now.getTime() + rememberedMs),
    );
    return count === 1;
  }

  return {
    async remind({ now }) {
      const { mail } = await settings.current();
      if (!mail.server || !mail.isUrgentOn) return;
      const waiting = await queue.unopenedDanger();
      if (waiting.length === 0) return;
      const onCall = dutyOn((await safeguarding.get()).rota, localDay(now))?.lead.id;
      const to = onCall && mail.addresses[onCall];
      if (!to) return;
      const first = await Promise.all(waiting.map((one) => isFirst(one, now)));
      if (!first.includes(true)) return;
      const t = parts.textsOf((await accounts.get(onCall)).language);
      const link = `${parts.publicUrl}/staff/cases`;
      const message = {
        subject: t('settings:mail.urgentSubject'),
        text: t('settings:mail.urgentText', { link }),
      };
      const fault = await mailer.send({ to, ...message });
      if (fault !== null) throw new Error(fault);
    },
  };
}
