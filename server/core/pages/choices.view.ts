/** The two small forms of the way that are nothing but one choice; drawn by the server and by the phone. Pure. */
import type { Translate } from '../text/translate';

/** My or a shared device. @param errorKey locale key of what is wrong */
export function phoneView(t: Translate, { chosen, errorKey }: { chosen?: unknown; errorKey?: string }) {
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

/** The question about the test itself. @param errorKey locale key of what is wrong */
export function feedbackView(
  t: Translate,
  { isGiven, isSharedPhone, errorKey }: { isGiven: boolean; isSharedPhone: boolean; errorKey?: string },
) {
  const options = t('screening:feedback.options', { returnObjects: true }) as string[];
  const error = errorKey && t(errorKey);
  return {
    isGiven,
    isSharedPhone,
    errors: error ? [{ href: '#satisfaction', text: error }] : [],
    satisfaction: {
      id: 'satisfaction',
      name: 'satisfaction',
      legend: t('screening:feedback.legend'),
      choices: options.map((label, index) => ({ value: String(index + 1), label })),
      error,
    },
  };
}
