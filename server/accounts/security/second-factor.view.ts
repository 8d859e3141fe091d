import { formatCode } from '../../core/attempt/code';
import type { FieldErrors } from '../../core/pages/form';
import type { Notice } from '../../core/pages/notice';
import type { Translate } from '../../core/text/translate';
import { qrDataUrl } from '../../documents/qr';
import { codeField, errorList, textField } from '../sign-in/sign-in.view';
import type { SecondFactorState } from './second-factor.service';

interface StatePage extends SecondFactorState {
  errors: FieldErrors;
  isRequired: boolean;
}

export function secondFactorView(t: Translate, given: StatePage) {
  const { isOn, isRequired, codesLeft, enrolling, errors } = given;
  return {
    lead: t(`accounts:secondFactor.${isOn ? 'isOn' : isRequired ? 'isRequired' : 'isOff'}`),
    isOn,
    codesLeft: t('accounts:secondFactor.codesLeft', { count: codesLeft }),
    errors: errorList(t, errors),
    enrolling: enrolling && {
      qr: qrDataUrl(enrolling.link),
      /** In groups of four, as it is typed from the screen. */
      secret: enrolling.secret.match(/.{1,4}/g)?.join(' ') ?? '',
      code: codeField(t, errors, 'appCode'),
    },
  };
}

export function recoveryCodesView(codes: string[]) {
  return { codes: codes.map(formatCode) };
}

/** Asks for the password once more, before what `act` says. */
export function ownPasswordView(
  t: Translate,
  given: { act: 'begin' | 'codes' | 'off'; errors?: FieldErrors; notice?: Notice },
) {
  const { act, errors = {}, notice } = given;
  return {
    title: t(`accounts:ownPassword.${act}.title`),
    lead: t(`accounts:ownPassword.${act}.lead`),
    submit: t(`accounts:ownPassword.${act}.submit`),
    action: `/staff/second-factor/${act}`,
    isDanger: act === 'off',
    notice: notice ?? null,
    errors: errorList(t, errors),
    current: textField(t, 'current', {
      errors,
      kind: 'password',
      attributes: { autocomplete: 'current-password', required: true },
    }),
  };
}
