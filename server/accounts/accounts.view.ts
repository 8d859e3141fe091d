import { regionName, regionOptions } from '../core/attempt/regions';
import type { FieldErrors } from '../core/pages/form';
import { languages, languageTable } from '../core/text/languages';
import type { Reader } from '../core/text/translate';
import { localMinute } from '../shared/clock';
import { roles } from '../shared/roles';
import type { Account } from './account.types';
import { stateOf } from './accounts.rules';
import { type Reset, resetKinds } from './security/resets.rules';
import { errorList, linkField, textField } from './sign-in/sign-in.view';

const stateTones = { active: 'good', invited: 'info', disabled: 'neutral' } as const;

function stateBadge({ t }: Reader, account: Account) {
  const state = stateOf(account);
  return { text: t(`accounts:states.${state}`), tone: stateTones[state] };
}

/** By name; who is disabled comes last. */
export function accountsTable(reader: Reader, accounts: Account[]) {
  const { t, language } = reader;
  const sorted = accounts.toSorted(
    (left, right) =>
      Number(right.isActive) - Number(left.isActive) || left.name.localeCompare(right.name, language),
  );
  return {
    caption: t('accounts:list.title'),
    isCaptionHidden: true,
    rowHeader: true,
    columns: ['name', 'role', 'regions', 'state', 'lastSignIn'].map((name) => ({
      label: t(`accounts:fields.${name}`),
    })),
    rows: sorted.map((account) => [
      { text: account.name, href: `/staff/accounts/${account.id}`, note: account.login },
      t(`shared:roles.${account.role}`),
      regionsInWords(reader, account),
      { text: '', badge: stateBadge(reader, account) },
      account.lastSignInAt ? localMinute(account.lastSignInAt) : '—',
    ]),
  };
}

function regionsInWords({ t }: Reader, { role, regions: katos }: Account): string {
  if (role !== 'psychologist') return '—';
  if (katos.length === 0) return t('accounts:allRegions');
  return katos.map((kato) => regionName(kato, t)).join(', ');
}

/** `values`: what was typed, or the stored account. */
export function accountFormView({ t, language }: Reader, values: unknown, errors: FieldErrors) {
  const given = (values ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
  const chosenRegions = [given.regions ?? []].flat();
  const error = (name: string) => errors[name] && t(errors[name]);
  return {
    errors: errorList(t, errors),
    name: textField(t, 'name', {
      errors,
      value: text('name'),
      hint: t('accounts:hints.name'),
      attributes: { required: true, maxlength: 80, autocomplete: 'off' },
    }),
    login: textField(t, 'login', {
      errors,
      value: text('login'),
      hint: t('accounts:hints.login'),
      attributes: {
        required: true,
        maxlength: 60,
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: 'false',
      },
    }),
    role: {
      id: 'role',
      name: 'role',
      legend: t('accounts:fields.role'),
      error: error('role'),
      choices: roles.map((role) => ({
        value: role,
        label: t(`shared:roles.${role}`),
        hint: t(`accounts:roleHints.${role}`),
        isChecked: given.role === role,
      })),
    },
    areRegionsOpen: chosenRegions.length > 0 || errors.regions !== undefined,
    regions: {
      id: 'regions',
      name: 'regions',
      kind: 'checkbox',
      legend: t('accounts:fields.regions'),
      isLegendHidden: true,
      hint: t('accounts:hints.regions'),
      error: error('regions'),
      choices: regionOptions({ t, language }).map((one) => ({
        ...one,
        isChecked: chosenRegions.includes(one.value),
      })),
    },
    language: {
      id: 'language',
      name: 'language',
      legend: t('accounts:fields.language'),
      hint: t('accounts:hints.language'),
      isInline: true,
      error: error('language'),
      choices: languages.map((one) => ({
        value: one,
        label: languageTable[one].name,
        isChecked: given.language === one,
      })),
    },
  };
}

interface AccountPage {
  account: Account;
  /** What others have to confirm. */
  asked: Reset | null;
  /** Whether a reset has to be confirmed. */
  isConfirmed: boolean;
  /** A new one-time link, shown this once. */
  link: string | null;
  isOwn: boolean;
  values?: unknown;
  errors?: FieldErrors;
}

export function accountView(
  reader: Reader,
  { account, asked, isConfirmed, link, isOwn, values = account, errors = {} }: AccountPage,
) {
  const { t } = reader;
  const { id, name, isActive, createdAt, lastSignInAt } = account;
  return {
    id,
    title: name,
    badge: stateBadge(reader, account),
    link: link ? linkField(t, name, link) : null,
    facts: [
      { label: t('accounts:fields.createdAt'), value: localMinute(createdAt) },
      { label: t('accounts:fields.lastSignIn'), value: lastSignInAt ? localMinute(lastSignInAt) : '—' },
    ],
    /** A stale form keeps the version it was opened with, so that it stays stale. */
    version: versionIn(values) ?? account.version,
    form: accountFormView(reader, values, errors),
    isOwn,
    isActive,
    reset: resetFormView(reader, account, isConfirmed),
    asked: asked && {
      href: `/staff/resets/${id}`,
      action: `/staff/resets/${id}/refuse`,
      text: t(`accounts:reset.kinds.${asked.kind}`),
    },
  };
}

/** What can be lost, once there is something; before that a new link is all that is needed. */
function resetFormView({ t }: Reader, account: Account, isConfirmed: boolean) {
  const isLink = !account.hasPassword && (!isConfirmed || account.lastSignInAt === null);
  const texts = isLink ? 'newLink' : 'reset';
  return {
    button: t(`accounts:actions.${texts}`),
    hint: t(`accounts:actions.${isConfirmed ? 'resetAsksHint' : `${texts}Hint`}`),
    kind: isLink
      ? null
      : {
          id: 'kind',
          name: 'kind',
          legend: t('accounts:reset.what'),
          choices: resetKinds.map((kind) => ({
            value: kind,
            label: t(`accounts:reset.kinds.${kind}`),
            isChecked: kind === 'password',
          })),
        },
  };
}

function versionIn(values: unknown): string | null {
  const version = (values as { version?: unknown }).version;
  return typeof version === 'string' ? version : null;
}
