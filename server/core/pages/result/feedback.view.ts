/** The question about the test itself; drawn by the server and by the phone. Pure. */
import { formatCode } from '../../attempt/code';
import type { Translate } from '../../text/translate';

/** @param errorKey locale key of what is wrong */
export function feedbackView(
  t: Translate,
  {
    isGiven,
    isSharedPhone,
    code,
    errorKey,
  }: { isGiven: boolean; isSharedPhone: boolean; code: string; errorKey?: string | undefined },
) {
  const options = t('screening:feedback.options', { returnObjects: true }) as string[];
  const error = errorKey && t(errorKey);
  return {
    isGiven,
    isSharedPhone,
    codeGroups: formatCode(code).split('-'),
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
