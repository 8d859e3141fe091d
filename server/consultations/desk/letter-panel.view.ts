/** The writing side of the case page: what the reader can do with the letter now. */

import { hasBlock } from '../../core/letter/block';
import type { FieldErrors } from '../../core/pages/form';
import { type Language, languages, languageTable } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import { momentText } from '../../http/language/dates';
import type { TextVersion } from '../../library/text.types';
import type { Questionnaire } from '../../questionnaires';
import type { Attempt } from '../../screening/attempt.types';
import { localTime } from '../../shared/clock';
import type { Actor } from '../../shared/roles';
import { goesAlone, isFree, longestLetter, longestNote, refusal } from '../case/case.rules';
import { type Case, outcomes, type StaffAct } from '../case/case.types';
import type { Present } from '../case/coverage.rules';
import { lettersOf } from '../case/messages.rules';
import { needsSecondPair, unanswered } from '../case/standing.rules';
import { versionOf, versionText } from '../case/version.rules';
import type { LetterFault } from '../writing/checks.rules';
import { faultText } from '../writing/faults.view';
import { type Block, letterMaterial, openReplies, snippetBlocks } from '../writing/personal-letter.view';
import { scriptWords } from '../writing/script-words.view';
import type { Snippet } from '../writing/snippets/snippets.rules';
import { messagesView } from './messages.view';

/** A form that came back with mistakes: nothing of it is lost. */
export interface Typed {
  text?: string | undefined;
  language?: string | undefined;
  note?: string | undefined;
  errors: FieldErrors;
  /** Of the letter, where it cannot be sent as it is. */
  faults?: LetterFault[];
}

interface Given {
  case: Case;
  present: Present;
  attempt: Attempt;
  questionnaire: Questionnaire;
  library: Record<string, TextVersion>;
  shown: Record<string, TextVersion>;
  snippets: Snippet[];
}

interface Reader {
  t: Translate;
  language: Language;
  actor: Actor;
}

export function letterPanel(given: Given, reader: Reader, typed?: Typed) {
  const { case: one, present } = given;
  const { t, actor } = reader;
  const latest = lettersOf(one.messages).at(-1);
  const aim = { writerId: latest?.author.id };
  const may = (act: StaffAct) => refusal(act, one, actor, present, aim) === null;
  const helped = one.attempts.findLast((attempt) => attempt.helped !== null)?.helped;
  const common = {
    action: `/staff/cases/${one.id}`,
    version: versionText(versionOf(one)),
    errors: [
      ...Object.entries(typed?.errors ?? {}).map(([name, key]) => ({ href: `#${name}`, text: t(key) })),
      ...(typed?.faults ?? []).map((fault) => ({ href: '#text', text: faultText(fault, t) })),
    ],
    messages: messagesView(one, t),
    helped: helped ? t(`consultations:write.helped.${helped}`) : null,
    latestLetter: latest?.id ?? '',
    canWriteOn: may('writeOn'),
    canCorrect: latest !== undefined && may('correct'),
    canWithdraw: latest !== undefined && may('withdraw'),
    canTakeOver: may('takeOver'),
    canRelease: may('release'),
    canReturn: may('return'),
    canClose: may('close'),
    isClosed: one.state === 'closed',
    outcomes: outcomeChoices(reader),
    needsReason: goesAlone(one, actor, present),
    words: scriptWords(t),
    closing: one.closing && t(`consultations:outcome.${one.closing.outcome}`),
  };
  if (isFree(one, actor, present)) return { ...common, kind: 'free' as const, isBegun: one.draft !== null };
  if (one.state === 'inReview')
    return may('publish') || may('confirmClosing')
      ? { ...common, kind: 'review' as const, ...reviewOf(one, reader, typed) }
      : { ...common, kind: 'inReview' as const, draft: one.draft?.text ?? '' };
  if (may('saveDraft')) return { ...common, kind: 'editor' as const, ...editorOf(given, reader, typed) };
  if (one.state === 'claimed' || one.state === 'replied')
    return { ...common, kind: 'held' as const, text: heldText(one, reader) };
  return { ...common, kind: 'answered' as const };
}

function heldText({ author, claimExpiresAt, reservedUntil }: Case, { t }: Reader): string {
  const until = claimExpiresAt ?? reservedUntil;
  const time = until ? localTime(until) : '';
  return t('consultations:write.heldBy', { name: author?.name ?? '', time });
}

function editorOf(given: Given, reader: Reader, typed?: Typed) {
  const { case: one, attempt } = given;
  const { t } = reader;
  const wanted = languages.find((known) => known === typed?.language);
  const letterLanguage = wanted ?? one.draft?.language ?? attempt.language;
  const { start, blocks } = letterMaterial(given, t, letterLanguage);
  const switchable = (block: Block) => ({ ...block, isIn: hasBlock(value, block.text) });
  const value = typed?.text ?? one.draft?.text ?? start;
  const error = typed?.errors.text;
  const isSentToLead = needsSecondPair(one);
  return {
    isCorrection: Boolean(one.draft?.corrects),
    isStarter: one.draft === null && typed?.text === undefined && start !== '',
    openReplies: openReplies(one).map(({ text, receivedAt }) => ({
      text: text ?? '',
      meta: t('consultations:write.replyMeta', { moment: momentText(t, receivedAt) }),
    })),
    blocks: blocks.map(switchable),
    snippets: snippetBlocks(given.snippets, letterLanguage).map(switchable),
    letterLanguage,
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
      value,
      error: error && t(error),
      rows: 24,
      attributes: { lang: letterLanguage, spellcheck: 'true', 'data-longest': longestLetter },
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
    draftLanguage: one.draft?.language ?? one.language,
    correction: {
      id: 'text',
      kind: 'textarea',
      label: t('consultations:write.text'),
      hint: t('consultations:team.ownCorrectionsHint'),
      value: typed?.text ?? one.draft?.text ?? '',
      rows: 18,
      attributes: {
        'data-longest': longestLetter,
        lang: one.draft?.language ?? one.language,
        spellcheck: 'true',
      },
    },
    signOff: t('consultations:write.signOffText', { name: one.author?.name ?? '' }),
    reasonField: {
      id: 'reason',
      kind: 'textarea',
      label: t('consultations:write.reason'),
      rows: 3,
      attributes: { maxlength: longestNote, required: true },
    },
    noteField: {
      id: 'note',
      kind: 'textarea',
      label: t('consultations:write.note'),
      hint: t('consultations:write.noteHint'),
      value: typed?.note ?? '',
      error: error && t(error),
      rows: 4,
      attributes: { 'data-longest': longestNote },
    },
  };
}

const outcomeChoices = ({ t }: Reader) => ({
  id: 'outcome',
  name: 'outcome',
  legend: t('consultations:outcome.legend'),
  isInline: true,
  choices: outcomes
    .filter((outcome) => outcome !== 'noReply')
    .map((value) => ({ value, label: t(`consultations:outcome.${value}`), isChecked: value === 'helped' })),
});

/** Of what came after the draft was written: the letter answers it only where its writer says so. */
export function lateView({ messages, draft }: Case, t: Translate) {
  const late = unanswered(messages.slice(draft?.seen ?? messages.length));
  if (late.length === 0) return null;
  return {
    text: t('consultations:write.late', { count: late.length }),
    messages: late.flatMap(({ text, receivedAt }) =>
      text === null
        ? []
        : [{ text, meta: t('consultations:write.replyMeta', { moment: momentText(t, receivedAt) }) }],
    ),
    answersAll: {
      id: 'answersAll',
      name: 'answersAll',
      kind: 'checkbox',
      legend: t('consultations:write.answersAll'),
      isLegendHidden: true,
      choices: [{ value: 'yes', label: t('consultations:write.answersAll') }],
    },
  };
}
