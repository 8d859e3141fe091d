/** What staff see of the library: the list, one text in both languages side by side, and the form of a change. */

import { dayText } from '../http/dates';
import type { Translate } from '../http/i18n';
import type { FieldErrors } from '../http/parse';
import { renderMarkdown } from '../questionnaire/markdown';
import {
  guideReaders,
  lengthOf,
  limitOf,
  type TextContent,
  type TextFault,
  textPlaces,
} from '../questionnaire/text-content';
import { bands, type Language, languages } from '../questionnaire/types';
import type { Questionnaire } from '../questionnaire-files';
import type { Actor } from '../shared/roles';
import { changesBetween } from './changes';
import { isUndecided, refusalOf, type Standing, standingOf, type TextAct } from './library.rules';
import type { Faults, ListedText, OpenedText } from './library.service';
import type { TextHead, TextVersion } from './text';

interface Reader {
  t: Translate;
  language: Language;
  actor: Actor;
}

const tones: Record<Standing, string> = {
  agreed: 'good',
  proposed: 'attention',
  waiting: 'info',
  replaced: 'neutral',
  declined: 'neutral',
  withdrawn: 'neutral',
};

const badgeOf = (standing: Standing, t: Translate) => ({
  text: t(`library:standing.${standing}`),
  tone: tones[standing],
});

export const libraryTabs = ['all', 'undecided'] as const;
export type LibraryTab = (typeof libraryTabs)[number];

const hrefOf = (id: string) => `/staff/library/${id}`;

/** A text's name within its group: the band, or what the text is for. */
function nameOf(id: string, t: Translate): string {
  const band = bands.find((one) => id.endsWith(`-${one}`));
  return band ? t(`library:bands.${band}`) : t(`library:names.${id}`, { defaultValue: id });
}

/** The scale of a band's text, else the further subjects, else the guides. */
function groupOf({ id, kind }: TextHead): string {
  if (kind === 'guide') return 'guides';
  const [scale] = id.split('-');
  return id.includes('-') ? (scale ?? '') : 'subjects';
}

function groupTitle(group: string, { texts }: Questionnaire, { t, language }: Reader): string {
  if (group === 'guides' || group === 'subjects') return t(`library:groups.${group}`);
  return texts[language].scales[group as 'A'].name;
}

export function libraryView(
  tab: LibraryTab,
  texts: ListedText[],
  questionnaire: Questionnaire,
  reader: Reader,
) {
  const { t } = reader;
  const undecided = texts.filter(({ standing, waiting }) => isUndecided(standing) || waiting.length > 0);
  const listed = tab === 'all' ? texts : undecided;
  const { definition } = questionnaire;
  const groups = [...definition.feedback.scales, 'subjects', 'guides'];
  const order = new Map(bands.map((band, index) => [band as string, index]));
  const place = (id: string) => order.get(id.split('-')[1] ?? '') ?? definition.guides.indexOf(id);
  return {
    title: t('library:title'),
    tabs: libraryTabs.map((one) => ({
      href: `/staff/library?tab=${one}`,
      label: t(`library:tabs.${one}`),
      count: one === 'all' ? texts.length : undecided.length,
      isCurrent: one === tab,
    })),
    groups: groups
      .map((group) => ({
        id: `group-${group}`,
        title: groupTitle(group, questionnaire, reader),
        table: tableOf(
          groupTitle(group, questionnaire, reader),
          listed
            .filter(({ shown }) => groupOf(shown) === group)
            .sort((one, other) => place(one.id) - place(other.id)),
          reader,
        ),
      }))
      .filter(({ table }) => table.rows.length > 0),
    empty: { title: t('library:empty.title'), text: t('library:empty.text') },
  };
}

function tableOf(caption: string, texts: ListedText[], { t, language }: Reader) {
  return {
    caption,
    isCaptionHidden: true,
    rowHeader: true,
    columns: [
      { label: t('library:columns.text') },
      { label: t('library:columns.state') },
      { label: t('library:columns.version'), isNumeric: true },
      { label: t('library:columns.date') },
    ],
    rows: texts.map(({ id, shown, standing, waiting }) => [
      { text: nameOf(id, t), href: hrefOf(id) },
      {
        text: '',
        badge: badgeOf(standing, t),
        note: waiting.length > 0 ? t('library:changeWaits') : undefined,
      },
      String(shown.version),
      dayText(language, shown.writtenAt),
    ]),
  };
}

/** One version in one language, as a student reads it. */
function columnOf(content: TextContent, language: Language, { t }: Reader) {
  const typed = (text: string) => renderMarkdown(text, language);
  return {
    language,
    languageName: t(`shared:languageFull.${language}`),
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
    words: t('library:words', { count: lengthOf(content) }),
  };
}

export function textView(
  { versions, shown }: OpenedText,
  chosen: TextVersion,
  questionnaire: Questionnaire,
  reader: Reader,
) {
  const { t, actor } = reader;
  const { id } = chosen;
  const standing = standingOf(chosen, shown);
  const may = (act: TextAct) => refusalOf(act, chosen, standing, actor) === null;
  const { from, to } = limitOf(questionnaire.definition, chosen.kind, id);
  const open = versions.find((one) => !one.isShipped && standingOf(one, shown) === 'waiting');
  return {
    title: `${groupTitle(groupOf(chosen), questionnaire, reader)} · ${nameOf(id, t)}`,
    badge: badgeOf(standing, t),
    facts: factsOf(chosen, reader),
    limit: t('library:limit', { from, to }),
    columns: languages.map((language) => columnOf(chosen.contents[language], language, reader)),
    changes:
      chosen.version === shown.version
        ? null
        : languages.map((language) => ({
            language,
            languageName: t(`shared:languageFull.${language}`),
            paragraphs: changesBetween(shown.contents[language], chosen.contents[language]),
          })),
    changesTitle: t('library:changes.title', { version: shown.version }),
    action: hrefOf(id),
    version: chosen.version,
    revision: chosen.revision,
    note: noteOf(standing, t),
    canAgree: may('agree'),
    canDecline: may('decline'),
    canWithdraw: may('withdraw'),
    publicHref: chosen.kind === 'guide' ? `/guides/${id}` : null,
    editHref: may('edit') ? `${hrefOf(id)}/edit?version=${chosen.version}` : null,
    proposeHref: open ? null : `${hrefOf(id)}/propose?from=${chosen.version}`,
    openProposal:
      open && open.version !== chosen.version
        ? { href: `${hrefOf(id)}?version=${open.version}`, text: t('library:openProposal') }
        : null,
    history: [...versions].reverse().map((one) => ({
      href: `${hrefOf(id)}?version=${one.version}`,
      label: t('library:versionNumber', { version: one.version }),
      badge: badgeOf(standingOf(one, shown), t),
      meta: `${authorText(one, t)}, ${dayText(reader.language, one.writtenAt)}`,
      reason: one.reason,
      isCurrent: one.version === chosen.version,
    })),
  };
}

function noteOf(standing: Standing, t: Translate) {
  const isTold = standing === 'proposed' || standing === 'waiting' || standing === 'replaced';
  return isTold ? { kind: 'info', text: t(`library:notes.${standing}`) } : null;
}

const authorText = ({ isShipped, author }: TextHead, t: Translate): string =>
  isShipped ? t('library:shipped') : t(`shared:roles.${author.role}`);

function factsOf(version: TextVersion, { t, language }: Reader) {
  const { decision, reason } = version;
  const facts: [string, string | null][] = [
    ['version', String(version.version)],
    ['author', authorText(version, t)],
    ['date', dayText(language, version.writtenAt)],
    ['reason', reason],
    ['decided', decision && `${t(`shared:roles.${decision.role}`)}, ${dayText(language, decision.at)}`],
    ['note', decision?.note ?? null],
  ];
  return facts.flatMap(([name, value]) => (value ? [{ label: t(`library:facts.${name}`), value }] : []));
}

export interface ProposalPage {
  text: OpenedText;
  /** The version whose words the form starts from. */
  from: TextVersion;
  /** true where the author goes on with an open proposal. */
  isEdit: boolean;
  /** The version that was shown when the writer began; the present one for a form just opened. */
  shownThen?: number;
  typed?: { contents: Record<Language, TextContent>; reason: string };
  errors?: FieldErrors;
  faults?: Faults;
}

export function proposalView(page: ProposalPage, questionnaire: Questionnaire, reader: Reader) {
  const { text, from, isEdit, shownThen = text.shown.version, typed, errors = {}, faults } = page;
  const { t } = reader;
  const { id } = from;
  const contents = typed?.contents ?? from.contents;
  const { from: fewest, to: most } = limitOf(questionnaire.definition, from.kind, id);
  const columns = languages.map((language) => ({
    language,
    languageName: t(`shared:languageFull.${language}`),
    words: t('library:words', { count: lengthOf(contents[language]) }),
    fields: fieldsOf(contents[language], language, faults?.[language] ?? [], t),
  }));
  const reason = {
    id: 'reason',
    kind: 'textarea',
    rows: 2,
    label: t('library:form.reason'),
    hint: t('library:form.reasonHint'),
    value: typed?.reason ?? (isEdit ? (from.reason ?? '') : ''),
    error: errors.reason && t(errors.reason),
    attributes: { required: true, maxlength: 500 },
  };
  return {
    title: t(isEdit ? 'library:form.editTitle' : 'library:form.title'),
    subtitle: `${groupTitle(groupOf(from), questionnaire, reader)} · ${nameOf(id, t)}`,
    action: `${hrefOf(id)}/${isEdit ? 'edit' : 'propose'}`,
    hidden: isEdit
      ? { version: from.version, revision: from.revision }
      : { basedOn: from.version, shownThen },
    limit: t('library:limit', { from: fewest, to: most }),
    columns,
    reason,
    cancelHref: `${hrefOf(id)}?version=${from.version}`,
    errors: [
      ...columns.flatMap(({ languageName, fields }) =>
        fields.flatMap((field) =>
          field.error
            ? [{ href: `#${field.id}`, text: `${languageName}, ${field.label}: ${field.error}` }]
            : [],
        ),
      ),
      ...(reason.error ? [{ href: '#reason', text: reason.error }] : []),
    ],
  };
}

const rowsOf: Record<string, number> = { summary: 2, body: 24, byAge: 3, boxes: 7 };

function fieldsOf(content: TextContent, language: Language, faults: TextFault[], t: Translate) {
  const field = (place: string, value: string) => {
    const [name = '', part] = place.split('.');
    const own = faults.filter((fault) => fault.place === place);
    return {
      id: `${language}-${place.replace('.', '-')}`,
      name: `${language}.${place}`,
      kind: name === 'title' ? 'text' : 'textarea',
      rows: rowsOf[name] ?? 6,
      label: part === undefined ? t(`library:places.${name}`) : t(`library:${labelsOf[name]}.${part}`),
      value,
      error: own.length > 0 ? own.map((fault) => faultText(fault, t)).join(' ') : undefined,
      attributes: { lang: language, spellcheck: 'true' },
    };
  };
  const valueAt = (place: string): string => {
    const [name = '', part] = place.split('.');
    const value = content[name as keyof TextContent] as string | Record<string, string> | undefined;
    return typeof value === 'string' ? value : (value?.[part ?? ''] ?? '');
  };
  const sources = content.sources ? [field('sources', content.sources.join('\n'))] : [];
  return [...textPlaces(content).map((place) => field(place, valueAt(place))), ...sources];
}

const labelsOf: Record<string, string> = { byAge: 'byAge', boxes: 'readers' };

function faultText({ place: _place, code, ...values }: TextFault, t: Translate): string {
  return t(`library:faults.${code}`, values);
}
