import type { FieldErrors } from '../../core/pages/form';
import type { Notice } from '../../core/pages/notice';
import type { Translate } from '../../core/text/translate';
import type { Account } from '../account.types';
import { shortestPassword } from '../accounts.rules';

/** For the summary above a form, in the order of the fields. */
export function errorList(t: Translate, errors: FieldErrors) {
  return Object.entries(errors).map(([name, key]) => ({
    href: `#${name}`,
    text: `${t(`accounts:fields.${name}`)}: ${errorText(t, key)}`,
  }));
}

function errorText(t: Translate, key: string): string {
  return t(key, { shortest: shortestPassword });
}

export function textField(
  t: Translate,
  name: string,
  {
    errors,
    ...more
  }: { errors: FieldErrors; kind?: string; value?: string; hint?: string; attributes?: object },
) {
  const error = errors[name] && errorText(t, errors[name]);
  return { id: name, label: t(`accounts:fields.${name}`), error, ...more };
}

function newPasswordFields(t: Translate, errors: FieldErrors) {
  const attributes = { autocomplete: 'new-password', required: true };
  const hint = t('accounts:hints.password', { shortest: shortestPassword });
  return {
    password: {
      ...textField(t, 'password', { errors, kind: 'password', hint, attributes }),
      label: t('accounts:fields.newPassword'),
    },
    passwordAgain: textField(t, 'passwordAgain', { errors, kind: 'password', attributes }),
  };
}

const plainTyping = { required: true, autocapitalize: 'none', spellcheck: 'false' };

export function signInView(
  t: Translate,
  given: {
    login: string;
    next: string | undefined;
    /** A form to be sent again afterwards. */
    carried: { carriedTo: string; carried: string } | undefined;
    errors: FieldErrors;
    notice: Notice | undefined;
  },
) {
  const { errors } = given;
  return {
    notice: given.notice ?? null,
    errors: errorList(t, errors),
    next: given.next ?? '',
    carried: given.carried ?? null,
    login: textField(t, 'login', {
      errors,
      value: given.login,
      attributes: { ...plainTyping, autocomplete: 'username' },
    }),
    password: textField(t, 'password', {
      errors,
      kind: 'password',
      attributes: { autocomplete: 'current-password', required: true },
    }),
  };
}

/** A one-time link, shown this once. */
export function linkField(t: Translate, name: string, link: string) {
  return {
    id: 'link',
    label: t('accounts:link.title'),
    isLabelHidden: true,
    kind: 'textarea',
    rows: 3,
    value: link,
    hint: t('accounts:link.hint', { name }),
    attributes: { readonly: true, autocomplete: 'off' },
  };
}

const codeTyping = {
  required: true,
  autocomplete: 'one-time-code',
  autocapitalize: 'characters',
  spellcheck: 'false',
  maxlength: 40,
};

/** For a code of the app, or in its place a recovery code. */
export function codeField(t: Translate, errors: FieldErrors, hint: 'code' | 'appCode' = 'code') {
  return textField(t, 'code', { errors, hint: t(`accounts:hints.${hint}`), attributes: codeTyping });
}

interface CodePage {
  next: string | undefined;
  /** As at the first step. */
  carried: { carriedTo: string; carried: string } | undefined;
  errors: FieldErrors;
  notice: Notice | undefined;
}

export function codeView(t: Translate, { next, carried, errors, notice }: CodePage) {
  return {
    ...{ notice: notice ?? null, errors: errorList(t, errors), code: codeField(t, errors) },
    ...{ next: next ?? '', carried: carried ?? null },
  };
}

export function passwordView(
  t: Translate,
  given: { mustChangePassword: boolean; errors: FieldErrors; notice: Notice | undefined },
) {
  const { errors } = given;
  return {
    lead: t(given.mustChangePassword ? 'accounts:password.mustChange' : 'accounts:password.lead'),
    notice: given.notice ?? null,
    errors: errorList(t, errors),
    current: textField(t, 'current', {
      errors,
      kind: 'password',
      attributes: { autocomplete: 'current-password', required: true },
    }),
    ...newPasswordFields(t, errors),
  };
}

/** `account` null: the link makes a new administrator, who also says the name and the login. */
export function invitationView(
  t: Translate,
  given: { account: Account | null; typed: Record<string, unknown>; errors: FieldErrors },
) {
  const { account, errors } = given;
  const typed = (name: string) => (typeof given.typed[name] === 'string' ? given.typed[name] : '');
  const who = account
    ? null
    : {
        name: textField(t, 'name', {
          errors,
          value: typed('name'),
          hint: t('accounts:hints.name'),
          attributes: { autocomplete: 'name', required: true, maxlength: 80 },
        }),
        login: textField(t, 'login', {
          errors,
          value: typed('login'),
          hint: t('accounts:hints.login'),
          attributes: { ...plainTyping, autocomplete: 'username', maxlength: 60 },
        }),
      };
  return {
    title: t(account ? 'accounts:invitation.title' : 'accounts:invitation.firstTitle'),
    lead: account
      ? t('accounts:invitation.lead', { name: account.name, login: account.login })
      : t('accounts:invitation.firstLead'),
    /** For password managers, which want to know whose password it is. */
    knownLogin: account?.login ?? null,
    errors: errorList(t, errors),
    who,
    ...newPasswordFields(t, errors),
  };
}
