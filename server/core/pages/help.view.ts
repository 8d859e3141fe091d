import type { Translate } from '../text/translate';
import { helpLines } from './help-lines';

/** The help card's lines, as every page of the server and of the phone shows them. */
export function helpView(t: Translate) {
  return helpLines.map(({ number, way }) => ({
    number,
    label: t(`shared:help.lines.${way}${number}`),
    href: `${way}:${number}`,
  }));
}
