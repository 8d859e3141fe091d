/** The texts of the library as one reader reads them. On the phone they come typeset from the server. */

import type { Language } from '../../core/definition/types';
import type { ShownTexts } from '../../core/pages/result/result.view';
import { typeset } from '../../core/text/typeset';
import type { TextVersion } from '../../library/text.types';

type Version = Pick<TextVersion, 'id' | 'contents'>;

export function shownTextsIn(language: Language, versions: Record<string, Version>): ShownTexts {
  const read = (text: string) => typeset(text, language);
  const textOf = ({ id, contents }: Version) => {
    const { title, body, byAge } = contents[language];
    const ages = byAge && Object.entries(byAge).map(([group, text]) => [group, read(text)]);
    return { id, title: read(title), body: read(body), ...(ages && { byAge: Object.fromEntries(ages) }) };
  };
  return Object.fromEntries(Object.entries(versions).map(([id, version]) => [id, textOf(version)]));
}
