/** A text that could not be saved, beside what is stored instead; the writer goes on with either of them. */
import { languages } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import type { Actor } from '../../shared/roles';
import type { PageVersion } from '../case/version.rules';
import { versionText } from '../case/version.rules';
import type { SaveOutcome } from '../desk/psychologists.service';
import { caseNumber } from '../desk/queue.view';
import { scriptWords } from './script-words.view';

interface Typed {
  text: string;
  language: string;
  /** Of the page on which it was typed. */
  version: PageVersion;
}

export function changedView(
  { refused, stored }: Extract<SaveOutcome, { refused: unknown }>,
  { text, language, version }: Typed,
  { t, actor }: { t: Translate; actor: Actor },
) {
  const isOwn = stored.author?.id === actor.accountId;
  // Sealed under the writer's name: nobody else is shown it.
  const draft = isOwn && languages.some((one) => one === stored.draft?.language) ? stored.draft : null;
  const canGoOn = isOwn && stored.state === 'claimed';
  const readonly = { readonly: true };
  return {
    title: t('consultations:changed.title'),
    words: scriptWords(t),
    number: caseNumber(stored.id),
    reason: t(`consultations:changed.${refused}`),
    advice: t(`consultations:changed.${canGoOn ? 'choose' : 'copy'}`),
    action: `/staff/cases/${stored.id}`,
    canGoOn,
    letterLanguage: language,
    version: versionText({ acts: stored.version, messages: version.messages }),
    own: {
      ...{ id: 'own', name: 'text', kind: 'textarea', label: t('consultations:changed.own'), rows: 18 },
      value: text,
      attributes: { lang: language, ...(canGoOn ? {} : readonly) },
    },
    stored: draft && {
      ...{ id: 'stored', kind: 'textarea', label: t('consultations:changed.stored'), rows: 18 },
      value: draft.text,
      attributes: { lang: draft.language, ...readonly },
    },
  };
}
