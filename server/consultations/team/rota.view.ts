/** Who is on call, who was and will be, and the organisation's procedure. */
import { languageName } from '../../core/text/language-name';
import { languages } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import { dayText } from '../../http/language/dates';
import { type Duty, dutyOn, isPrepared, type Safeguarding } from '../../settings/safeguarding.rules';
import { localDay, startOfDay } from '../../shared/clock';
import type { Role } from '../../shared/roles';
import type { Colleague } from './team.service';
import { fieldWith, nothingRefused, type Refused, type TeamReader } from './team.view';

export const longestProcedure = 6_000;

export const rotaSetters: readonly Role[] = ['lead', 'administrator'];

const people = ({ lead, deputy }: Duty, t: Translate): string =>
  deputy ? t('consultations:rota.withDeputy', { name: lead.name, deputy: deputy.name }) : lead.name;

/** The line on the pages of those who have to know. */
export function onCallNotice({ rota }: Safeguarding, now: Date, t: Translate) {
  const duty = dutyOn(rota, localDay(now));
  return duty
    ? { kind: 'info' as const, text: t('consultations:rota.onCall', { people: people(duty, t) }) }
    : { kind: 'error' as const, text: t('consultations:rota.nobody') };
}

interface Given {
  safeguarding: Safeguarding;
  colleagues: Colleague[];
  now: Date;
}

export function rotaView(
  { safeguarding, colleagues, now }: Given,
  { t, language, actor }: TeamReader,
  refused: Refused = nothingRefused,
) {
  const today = localDay(now);
  const field = fieldWith(refused, t);
  const day = { kind: 'date', width: 'short' };
  const chooseFrom = (all: Colleague[], none: string) => ({
    kind: 'select',
    options: [
      { value: '', label: t(`consultations:rota.${none}`) },
      ...all.map(({ id, name }) => ({ value: id, label: name })),
    ],
  });
  const row = (duty: Duty) => ({
    from: duty.from,
    people: people(duty, t),
    period: t('consultations:team.period', {
      from: dayText(t, startOfDay(duty.from)),
      until: dayText(t, startOfDay(duty.until)),
    }),
    isNow: duty.from <= today,
  });
  return {
    title: t('consultations:rota.title'),
    canSet: rotaSetters.includes(actor.role),
    back:
      actor.role === 'administrator'
        ? { href: '/staff/settings', text: t('settings:back') }
        : { href: '/staff/team', text: t('consultations:team.back') },
    notice: onCallNotice(safeguarding, now, t),
    notPrepared: isPrepared(safeguarding)
      ? null
      : { kind: 'warning' as const, text: t('consultations:rota.notPrepared') },
    errors: Object.entries(refused.errors).map(([id, key]) => ({ href: `#${id}`, text: t(key) })),
    ahead: safeguarding.rota.filter(({ until }) => until >= today).map(row),
    before: safeguarding.rota
      .filter(({ until }) => until < today)
      .toReversed()
      .map(row),
    fields: [
      field('from', day),
      field('until', day),
      field(
        'lead',
        chooseFrom(
          colleagues.filter(({ role }) => role === 'lead'),
          'chooseLead',
        ),
      ),
      field('deputy', chooseFrom(colleagues, 'noDeputy')),
    ],
    procedure: languages.map((one) => ({
      language: one,
      name: languageName(one, language),
      text: safeguarding.procedure?.[one] ?? '',
      field: field(`procedure-${one}`, {
        kind: 'textarea',
        rows: 8,
        label: t('consultations:rota.procedureIn', { language: languageName(one, language) }),
        value: safeguarding.procedure?.[one] ?? '',
        attributes: { lang: one, maxlength: longestProcedure },
      }),
    })),
  };
}
