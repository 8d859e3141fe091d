import type { Language } from '../text/languages';
import type { Translate } from '../text/translate';
import { type FurtherLine, helpLines } from './help-lines';

interface Reader {
  t: Translate;
  language: Language;
}

/**
 * The help card's lines, as every page of the server and of the phone shows them.
 * @param region of who reads; those of other regions are left out, and all of them where it is not known
 */
export function helpView(
  { t, language }: Reader,
  further: readonly FurtherLine[] = [],
  region: string | null = null,
) {
  return [
    ...helpLines.map(({ number }) => ({
      number,
      label: t(`shared:help.lines.tel${number}`),
      href: `tel:${number}`,
    })),
    ...further
      .filter((line) => line.region === null || line.region === region)
      .map(({ number, label, href }) => ({ number, label: label[language], href })),
  ];
}
