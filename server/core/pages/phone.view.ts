/** My or a shared device; drawn by the server and by the phone. Pure. */
import type { Translate } from '../text/translate';

/** @param errorKey locale key of what is wrong */
export function phoneView(
  t: Translate,
  { chosen, errorKey }: { chosen?: unknown; errorKey?: string | undefined },
) {
  const error = errorKey && t(errorKey);
  const choices = ['own', 'shared'].map((value) => ({
    value,
    label: t(`screening:phone.${value}`),
    hint: t(`screening:phone.${value}Hint`),
    isChecked: chosen === value,
  }));
  return {
    errors: error ? [{ href: '#phone', text: error }] : [],
    phone: { id: 'phone', name: 'phone', legend: t('screening:phone.legend'), choices, error },
  };
}
