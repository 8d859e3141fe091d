/** One version of a text in both languages side by side, with what changed and what may be done. */

import { readForAll } from '../core/feedback/reader';
import { guideReaders, lengthOf, limitOf, type TextContent } from '../core/feedback/text-content';
import type { Notice } from '../core/pages/notice';
import { type Language, languages, languageTable } from '../core/text/languages';
import { renderMarkdown } from '../core/text/markdown';
import type { Translate } from '../core/text/translate';
import { typeset } from '../core/text/typeset';
import { dayText } from '../http/language/dates';

import { changesBetween } from './changes';
import { refusalOf, type Standing, standingOf, type TextAct } from './library.rules';
import type { OpenedText } from './library.service';
import type { TextHead, TextVersion } from './text.types';
import { badgeOf, fullName, hrefOf, type Reader } from './text-names.view';

/** A text with each passage for some readers only led in by who they are. */
function forEverybody(content: TextContent, leadIn: (name: string | null) => string): TextContent {
  const read = (text: string) => readForAll(text, leadIn);
  const readEach = <T extends Record<string, string>>(texts: T) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, read(text)])) as T;
  const { body, byAge, boxes } = content;
  return {
    ...content,
    body: read(body),
    ...(byAge ? { byAge: readEach(byAge) } : {}),
    ...(boxes ? { boxes: readEach(boxes) } : {}),
  };
}

/** One version in one language. @param content as it is read, of what was written */
function columnOf(written: TextContent, content: TextContent, language: Language, { t }: Reader) {
  const typed = (text: string) => renderMarkdown(typeset(text, language));
  return {
    language,
    languageName: languageTable[language].name,
    title: content.title,
    summary: content.summary,
    html: typed(content.body),
    byAge: Object.entries(content.byAge ?? {}).map(([group, text]) => ({
      label: t(`library:byAge.${group}`),
      text,
    })),
    boxes: guideReaders.flatMap((one) => {
      const box = content.boxes?.[one];
      return box ? [{ label: t(`library:readers.${one}`), html: typed(box) }] : [];
    }),
    sources: content.sources ?? [],
    words: t('library:words', { count: lengthOf(written) }),
  };
}

export function textView(
  { address, questionnaire, versions, shown }: OpenedText,
  chosen: TextVersion,
  reader: Reader,
) {
  const { t, actor } = reader;
  const { id } = chosen;
  const standing = standingOf(chosen, shown);
  const read = (one: TextVersion, language: Language) => {
    const { readers = {} } = questionnaire.staffTexts[language];
    const others = t('library:otherReaders', { lng: language });
    return forEverybody(one.contents[language], (name) => (name === null ? others : (readers[name] ?? name)));
  };
  const may = (act: TextAct) => refusalOf(act, chosen, standing, actor) === null;
  const { from, to } = limitOf(questionnaire.definition, chosen.kind, id);
  const open = versions.find((one) => !one.isShipped && standingOf(one, shown) === 'waiting');
  return {
    title: fullName(chosen, questionnaire, reader),
    badge: badgeOf(standing, t),
    facts: factsOf(chosen, reader),
    limit: t('library:limit', { from, to }),
    columns: languages.map((language) =>
      columnOf(chosen.contents[language], read(chosen, language), language, reader),
    ),
    changes:
      chosen.version === shown.version
        ? null
        : languages.map((language) => ({
            language,
            languageName: languageTable[language].name,
            paragraphs: changesBetween(read(shown, language), read(chosen, language)),
          })),
    changesTitle: t('library:changes.title', { version: shown.version }),
    action: hrefOf(address),
    version: chosen.version,
    revision: chosen.revision,
    note: noteOf(standing, t),
    canAgree: may('agree'),
    canDecline: may('decline'),
    canWithdraw: may('withdraw'),
    publicHref: chosen.kind === 'guide' ? `/guides/${id}` : null,
    editHref: may('edit') ? `${hrefOf(address)}/edit?version=${chosen.version}` : null,
    proposeHref: open ? null : `${hrefOf(address)}/propose?from=${chosen.version}`,
    openProposal:
      open && open.version !== chosen.version
        ? { href: `${hrefOf(address)}?version=${open.version}`, text: t('library:openProposal') }
        : null,
    history: [...versions].reverse().map((one) => ({
      href: `${hrefOf(address)}?version=${one.version}`,
      label: t('library:versionNumber', { version: one.version }),
      badge: badgeOf(standingOf(one, shown), t),
      meta: `${authorText(one, t)}, ${dayText(reader.t, one.writtenAt)}`,
      reason: one.reason,
      isCurrent: one.version === chosen.version,
    })),
  };
}

function noteOf(standing: Standing, t: Translate): Notice | null {
  const isTold = standing === 'proposed' || standing === 'waiting' || standing === 'replaced';
  return isTold ? { kind: 'info', text: t(`library:notes.${standing}`) } : null;
}

const authorText = ({ isShipped, author }: TextHead, t: Translate): string =>
  isShipped ? t('library:shipped') : t(`shared:roles.${author.role}`);

function factsOf(version: TextVersion, { t }: Reader) {
  const { decision, reason } = version;
  const facts: [string, string | null][] = [
    ['version', String(version.version)],
    ['author', authorText(version, t)],
    ['date', dayText(t, version.writtenAt)],
    ['reason', reason],
    ['decided', decision && `${t(`shared:roles.${decision.role}`)}, ${dayText(t, decision.at)}`],
    ['note', decision?.note ?? null],
  ];
  return facts.flatMap(([name, value]) => (value ? [{ label: t(`library:facts.${name}`), value }] : []));
}
