import type { FieldErrors } from '../../core/pages/form';
import type { Notice } from '../../core/pages/notice';
import type { Translate } from '../../core/text/translate';
import { localMinute } from '../../shared/clock';
import type { Account } from '../account.types';
import { codeField, errorList, linkField, textField } from '../sign-in/sign-in.view';
import type { OpenReset } from './resets.service';

export function resetView(
  t: Translate,
  given: { account: Account; open: OpenReset | null; names: Map<string, string>; link: string | null },
) {
  const { account, open, names, link } = given;
  const { name } = account;
  const isNew = open?.reset.kind === 'account';
  return {
    id: account.id,
    title: t(`accounts:reset.${isNew ? 'newTitle' : 'title'}`, { name }),
    lead: t(`accounts:reset.${isNew ? 'newLead' : 'lead'}`),
    confirm: t(`accounts:reset.${isNew ? 'confirmNew' : 'confirm'}`),
    link: link ? linkField(t, name, link) : null,
    open: open && {
      facts: [
        ...(isNew
          ? []
          : [{ label: t('accounts:reset.what'), value: t(`accounts:reset.kinds.${open.reset.kind}`) }]),
        { label: t('accounts:fields.role'), value: t(`shared:roles.${account.role}`) },
        { label: t('accounts:reset.askedBy'), value: names.get(open.reset.askedBy) ?? '—' },
        { label: t('accounts:reset.askedAt'), value: localMinute(open.reset.askedAt) },
      ],
      mayConfirm: open.confirming === 'yes',
      later:
        typeof open.confirming === 'object'
          ? t('accounts:reset.later', { at: localMinute(open.confirming.from) })
          : null,
      mayRefuse: open.confirming !== 'no',
    },
  };
}

export function recoveryView(
  t: Translate,
  given: { login: string; errors: FieldErrors; notice: Notice | undefined },
) {
  const { errors, login } = given;
  return {
    notice: given.notice ?? null,
    errors: errorList(t, errors),
    login: textField(t, 'login', {
      errors,
      value: login,
      attributes: { required: true, autocapitalize: 'none', spellcheck: 'false', autocomplete: 'username' },
    }),
    code: { ...codeField(t, errors), label: t('accounts:recovery.code'), hint: t('accounts:recovery.hint') },
  };
}
