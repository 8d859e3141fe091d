/** What the page's script says beside a text that is being written, for `data-words` of its form. */
import type { Translate } from '../../core/text/translate';

const names = [
  ...['saving', 'unsaved', 'saved', 'failed', 'refused', 'signedOut', 'otherAccount'],
  ...['left', 'over', 'restored', 'restoredBeside', 'notKept'],
];

export const scriptWords = (t: Translate): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, t(`writing:script.${name}`)])));
