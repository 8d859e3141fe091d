/** The page of one psychologist: the name that students read, and the texts that are written again and again. */
import type { FieldErrors } from '../../core/pages/form';
import { type Language, languages, languageTable } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import type { Actor } from '../../shared/roles';
import { scriptWords } from './script-words.view';
import { longestSnippet, mayChange, mayShare, type Snippet } from './snippets/snippets.rules';

interface Given {
  signsAs: string | null;
  snippets: Snippet[];
  /** The one that is being changed. */
  edited: Snippet | undefined;
  /** A form that came back with mistakes. */
  typed?: { values: Record<string, unknown>; errors: FieldErrors } | undefined;
}

interface Reader {
  t: Translate;
  language: Language;
  actor: Actor;
}

export const ownPath = '/staff/writing';

export function ownPageView({ signsAs, snippets, edited, typed }: Given, { t, language, actor }: Reader) {
  const values = typed?.values ?? {};
  const errors = typed?.errors ?? {};
  const given = (name: string, stored: string) =>
    typeof values[name] === 'string' ? (values[name] as string) : stored;
  const errorOf = (name: string) => errors[name] && t(errors[name]);
  const isNameWrong = errors.signsAs !== undefined;
  const chosen = given('language', edited?.language ?? language);
  const label = (name: string) => t(`writing:own.fields.${name}`);
  return {
    title: t('writing:own.title'),
    words: scriptWords(t),
    errors: Object.entries(errors).map(([name, key]) => ({
      href: `#${name}`,
      text: `${label(name)}: ${t(key)}`,
    })),
    name: {
      id: 'signsAs',
      label: label('signsAs'),
      hint: t('writing:own.signsAsHint'),
      value: isNameWrong ? given('signsAs', '') : signsAs,
      error: errorOf('signsAs'),
      width: 'medium',
      attributes: { autocomplete: 'off' },
    },
    snippets: snippets.map((snippet) => ({
      ...{ title: snippet.title, text: snippet.text, language: snippet.language },
      languageName: languageTable[snippet.language].name,
      isShared: snippet.isShared,
      editHref: mayChange(snippet, actor) ? `${ownPath}?edit=${snippet.id}#snippet` : null,
      removeAction: mayChange(snippet, actor) ? `${ownPath}/snippets/${snippet.id}/remove` : null,
    })),
    form: {
      heading: t(`writing:own.${edited ? 'editTitle' : 'newTitle'}`),
      action: edited ? `${ownPath}/snippets/${edited.id}` : `${ownPath}/snippets`,
      version: edited?.version ?? null,
      back: edited ? `${ownPath}?edit=${edited.id}` : ownPath,
      title: {
        ...{ id: 'title', label: label('title'), value: given('title', edited?.title ?? '') },
        error: errorOf('title'),
        attributes: { autocomplete: 'off' },
      },
      text: {
        ...{ id: 'text', kind: 'textarea', label: label('text'), rows: 6 },
        hint: t('writing:own.textHint'),
        value: given('text', edited?.text ?? ''),
        error: errorOf('text'),
        attributes: { lang: chosen, spellcheck: 'true', 'data-longest': longestSnippet },
      },
      languages: {
        ...{ id: 'language', name: 'language', legend: label('language'), isInline: true },
        error: errorOf('language'),
        choices: languages.map((value) => ({
          value,
          label: languageTable[value].name,
          isChecked: value === chosen,
        })),
      },
      shared: mayShare(actor)
        ? {
            ...{ id: 'isShared', name: 'isShared', kind: 'checkbox', isLegendHidden: true },
            legend: t('writing:own.share'),
            choices: [
              {
                value: 'yes',
                label: t('writing:own.share'),
                isChecked: typed ? values.isShared === 'yes' : (edited?.isShared ?? false),
              },
            ],
          }
        : null,
      isEdit: edited !== undefined,
    },
  };
}
