/** The mail server, whom the urgent mail goes to, and a message to try both. */
import type { Notice } from '../../core/pages/notice';
import type { Translate } from '../../core/text/translate';
import { fieldsOf, nothingRefused, type Reader, type Refused, sectionView } from '../section.view';
import type { Held } from '../settings.service';
import { addressField } from './mail.schema';
import { type MailSettings, securities } from './mail-settings';

export const mailInWords = ({ server, isUrgentOn }: MailSettings, t: Translate): string => {
  if (!server) return t('settings:mail.off');
  return `${server.host} · ${t(`settings:mail.${isUrgentOn ? 'urgentOn' : 'urgentOff'}`)}`;
};

interface Given {
  held: Held<MailSettings>;
  names: ReadonlyMap<string, string>;
  /** Who can be on call. */
  leads: readonly { id: string; name: string }[];
  /** What became of a message that was sent to try it; `fault` in the server's words. */
  tried?: { to: string; fault: string | null } | undefined;
}

export function mailSettingsView(
  { held, names, leads, tried }: Given,
  reader: Reader,
  refused: Refused = nothingRefused,
) {
  const { t } = reader;
  const field = fieldsOf('mail', refused, t);
  const { server, isUrgentOn, addresses } = held.value;
  const was = Object.keys(refused.values).length > 0;
  const plain = { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: 254 };
  const security = refused.values.security ?? server?.security ?? 'tls';
  const inWords = mailInWords(held.value, t);
  return {
    section: sectionView({ name: 'mail', held, names, refused, inWords }, reader),
    isSet: server !== null,
    tried: tried && triedNotice(tried, t),
    fields: {
      host: field('host', { value: server?.host ?? '', width: 'medium', attributes: plain }),
      port: field('port', {
        value: server?.port ?? 465,
        width: 'short',
        attributes: { inputmode: 'numeric', maxlength: 5 },
      }),
      security: {
        ...{ id: 'security', name: 'security', legend: t('settings:mail.fields.security') },
        ...(refused.errors.security && { error: t(refused.errors.security) }),
        choices: securities.map((value) => ({
          value,
          label: t(`settings:mail.securities.${value}`),
          isChecked: security === value,
        })),
      },
      user: field('user', { value: server?.user ?? '', width: 'medium', attributes: plain }),
      password: field('password', {
        kind: 'password',
        width: 'medium',
        ...(server?.password && { hint: t('settings:mail.passwordKept') }),
        attributes: { autocomplete: 'new-password', maxlength: 500 },
      }),
      from: field('from', { value: server?.from ?? '', kind: 'email', attributes: plain }),
      urgent: {
        ...{ id: 'urgent', name: 'urgent', kind: 'checkbox' },
        ...{ legend: t('settings:mail.urgentTitle'), hint: t('settings:mail.urgentHint') },
        choices: [
          {
            value: 'yes',
            label: t('settings:mail.urgentTick'),
            isChecked: was ? refused.values.urgent === 'yes' : isUrgentOn,
          },
        ],
      },
      addresses: leads.map(({ id, name }) =>
        field(addressField(id), {
          label: t('settings:mail.addressOf', { name }),
          value: addresses[id] ?? '',
          kind: 'email',
          attributes: plain,
        }),
      ),
    },
    to: field('to', { kind: 'email', attributes: plain }),
  };
}

const triedNotice = ({ to, fault }: { to: string; fault: string | null }, t: Translate): Notice =>
  fault === null
    ? { kind: 'success', text: t('settings:mail.sent', { to }) }
    : { kind: 'error', title: t('settings:mail.notSent'), text: fault };
