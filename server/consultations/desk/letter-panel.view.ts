/** The writing side of the case page: what the reader can do with the letter now. */

import type { FieldErrors } from '../../core/pages/form';
import { type Language, languages, languageTable } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import { momentText } from '../../http/language/dates';
import type { TextVersion } from '../../library/text.types';
import type { Questionnaire } from '../../questionnaires';
import type { Attempt } from '../../screening/attempt.types';
import { localTime } from '../../shared/clock';
import type { Actor } from '../../shared/roles';
import { isFree, longestLetter, longestNote, needsSignOff, refusal } from '../case/case.rules';
import type { Case } from '../case/case.types';
import { type Letter, lettersOf, repliesOf } from '../case/messages.rules';
import { startingLetter } from './starting-letter';

/** A form that came back with mistakes: nothing of it is lost. */
export interface Typed {
  text?: string | undefined;
  language?: string | undefined;
  note?: string | undefined;
  errors: FieldErrors;
}

interface Given {
  case: Case;
  attempt: Attempt;
  questionnaire: Questionnaire;
  library: Record<string, TextVersion>;
}

interface Reader {
  t: Translate;
  language: Language;
  actor: Actor;
  now: Date;
}

export function letterPanel(given: Given, reader: Reader, typed?: Typed) {
  const { case: one } = given;
  const { t, actor, now } = reader;
  const may = (act: Parameters<typeof refusal>[0]) => refusal(act, one, actor, now) === null;
  const helped = one.attempts.findLast((attempt) => attempt.helped !== null)?.helped;
  const common = {
    action: `/staff/cases/${one.id}`,
    version: one.version,
    errors: Object.entries(typed?.errors ?? {}).map(([name, key]) => ({ href: `#${name}`, text: t(key) })),
    letters: shownLetters(one, reader),
    replies: repliesOf(one.messages).map(({ text, sentAt }) => ({
      text,
      meta: t('consultations:write.replyMeta', { moment: momentText(t, sentAt) }),
    })),
    helped: helped ? t(`consultations:write.helped.${helped}`) : null,
    canRevise: may('revise'),
    canClose: may('close'),
    isClosed: one.state === 'closed',
  };
  if (isFree(one, now) && one.author?.id !== actor.accountId)
    return { ...common, kind: 'free' as const, isBegun: one.draft !== null };
  if (one.state === 'inReview')
    return may('publish')
      ? { ...common, kind: 'review' as const, ...reviewOf(one, reader, typed) }
      : { ...common, kind: 'inReview' as const, draft: one.draft?.text ?? '' };
  if (may('save')) return { ...common, kind: 'editor' as const, ...editorOf(given, reader, typed) };
  if (one.state === 'claimed' || one.state === 'draft')
    return { ...common, kind: 'held' as const, text: heldText(one, reader) };
  return { ...common, kind: 'answered' as const };
}

function heldText({ author, claimExpiresAt }: Case, { t }: Reader): string {
  const time = claimExpiresAt ? localTime(claimExpiresAt) : '';
  return t('consultations:write.heldBy', { name: author?.name ?? '', time });
}

function editorOf({ case: one, attempt, questionnaire, library }: Given, reader: Reader, typed?: Typed) {
  const { t, actor } = reader;
  const wanted = languages.find((known) => known === typed?.language);
  const letterLanguage = wanted ?? one.draft?.language ?? attempt.language;
  const start = () =>
    startingLetter({
      attempt,
      questionnaire,
      texts: library,
      language: letterLanguage,
      greeting: t('consultations:letter.greeting', { lng: letterLanguage }),
      closing: t('consultations:letter.closing', { lng: letterLanguage }),
    });
  const error = typed?.errors.text;
  const isSentToLead = needsSignOff(one) && actor.role !== 'lead';
  return {
    isCorrection: Boolean(one.draft?.corrects),
    isStarter: one.draft === null && typed?.text === undefined,
    returnNote: one.returnNote,
    status: one.draft
      ? t('consultations:write.savedAt', { time: localTime(one.draft.savedAt) })
      : t('consultations:write.notSaved'),
    held: one.claimExpiresAt
      ? t('consultations:write.heldUntil', { time: localTime(one.claimExpiresAt) })
      : '',
    previewLabel: t(`consultations:write.${isSentToLead ? 'previewSend' : 'preview'}`),
    field: {
      id: 'text',
      kind: 'textarea',
      label: t('consultations:write.text'),
      hint: t('consultations:write.textHint'),
      value: typed?.text ?? one.draft?.text ?? start(),
      error: error && t(error),
      rows: 24,
      attributes: { maxlength: longestLetter, lang: letterLanguage, spellcheck: 'true' },
    },
    languages: {
      id: 'language',
      name: 'language',
      legend: t('consultations:write.languageLegend'),
      isInline: true,
      choices: languages.map((value) => ({
        value,
        label: languageTable[value].name,
        isChecked: value === letterLanguage,
      })),
    },
  };
}

function reviewOf(one: Case, { t }: Reader, typed?: Typed) {
  const error = typed?.errors.note;
  return {
    draft: one.draft?.text ?? '',
    signOff: t('consultations:write.signOffText', { name: one.author?.name ?? '' }),
    noteField: {
      id: 'note',
      kind: 'textarea',
      label: t('consultations:write.note'),
      hint: t('consultations:write.noteHint'),
      value: typed?.note ?? '',
      error: error && t(error),
      rows: 4,
      attributes: { maxlength: longestNote },
    },
  };
}

/** The latest first; the earlier ones are folded below it. */
function shownLetters({ messages }: Case, { t }: Reader) {
  return lettersOf(messages)
    .toReversed()
    .map((letter) => ({
      text: letter.text,
      language: letter.language,
      meta: metaOf(letter, t),
      heading: t('consultations:write.version', {
        number: letter.number,
        moment: momentText(t, letter.publishedAt),
      }),
      receipt: letter.readAt
        ? t('consultations:write.readAt', { moment: momentText(t, letter.readAt) })
        : t('consultations:write.unread'),
      isRead: letter.readAt !== null,
    }));
}

function metaOf({ author, signedOffBy, publishedAt }: Letter, t: Translate): string {
  const moment = momentText(t, publishedAt);
  const { name } = author;
  return signedOffBy && signedOffBy.id !== author.id
    ? t('consultations:write.signedOff', { name, moment, lead: signedOffBy.name })
    : t('consultations:write.letterMeta', { name, moment });
}
