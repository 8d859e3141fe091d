/** The form of a change: both languages side by side, with every mistake beside its field. */

import {
  lengthOf,
  limitOf,
  type TextContent,
  type TextFault,
  textPlaces,
} from '../core/feedback/text-content';
import type { FieldErrors } from '../core/pages/form';
import { type Language, languages, languageTable } from '../core/text/languages';
import type { Translate } from '../core/text/translate';

import type { Faults, OpenedText } from './library.service';
import type { TextVersion } from './text.types';
import { fullName, hrefOf, type Reader } from './text-names.view';

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

export function proposalView(page: ProposalPage, reader: Reader) {
  const { text, from, isEdit, shownThen = text.shown.version, typed, errors = {}, faults } = page;
  const { t } = reader;
  const { id } = from;
  const contents = typed?.contents ?? from.contents;
  const { from: fewest, to: most } = limitOf(text.questionnaire.definition, from.kind, id);
  const columns = languages.map((language) => ({
    language,
    languageName: languageTable[language].name,
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
    subtitle: fullName(from, text.questionnaire, reader),
    action: `${hrefOf(text.address)}/${isEdit ? 'edit' : 'propose'}`,
    hidden: isEdit
      ? { version: from.version, revision: from.revision }
      : { basedOn: from.version, shownThen },
    limit: t('library:limit', { from: fewest, to: most }),
    columns,
    reason,
    cancelHref: `${hrefOf(text.address)}?version=${from.version}`,
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
