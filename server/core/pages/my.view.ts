/**
 * The student's pages behind the code. Pure and without `Intl`, so that a phone draws them from what `/api/my` and
 * `/api/attempts/:id/consultation` answer, moments as text included.
 */

import { formatCode } from '../attempt/code';
import { idOf } from '../definition/name';
import type { Language } from '../definition/types';
import { dayText, weekdayText } from '../text/day-text';
import { type Day, dayOf, type Instant } from '../text/days';
import type { Translate } from '../text/translate';
import { type HelpedAnswer, helpedAnswers, longestReply } from './conversation';
import type { FieldErrors } from './form';
import type { ComparedAttempt } from './result/comparison.view';
import type { Repeated } from './result/repeated.view';

export interface Reader {
  t: Translate;
  language: Language;
}

function errorList(errors: FieldErrors, t: Translate, ids: Record<string, string> = {}) {
  return Object.entries(errors).map(([name, key]) => ({ href: `#${ids[name] ?? name}`, text: t(key) }));
}

function codeField(t: Translate, typed = '', error?: string) {
  return {
    id: 'code',
    label: t('consultations:enter.code'),
    hint: t('consultations:enter.codeHint'),
    value: typed,
    error,
    width: 'medium',
    attributes: { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: 64 },
  };
}

export function enterView({ t }: Reader, typed: string, errors: FieldErrors, isErased: boolean) {
  return {
    title: t('consultations:enter.title'),
    errors: errorList(errors, t),
    field: codeField(t, typed, errors.code && t(errors.code)),
    isErased,
  };
}

/** Of `api.view.ts`, or of its JSON. */
export interface ListedAttempt extends ComparedAttempt {
  id: string;
  startedAt: Instant;
  consultation: ListedConsultation | null;
}

interface ListedConsultation {
  /** Local day by whose end the answer is promised. */
  promisedBy: Day;
  published: { publishedAt: Instant; isRead: boolean } | null;
  /** How many. */
  replies: number;
}

interface My {
  /** Newest first. */
  attempts: ListedAttempt[];
  code: string;
  /** What was answered, by questionnaire. */
  repeated: Repeated[];
  /** What can be begun again, by its name. */
  again: string[];
  /** Undefined for a questionnaire that cannot be read here and now. */
  titleOf: (name: string) => string | undefined;
  now: Date;
}

/** What is new first: unread letters stand above everything else. */
export function myView({ attempts, code, repeated, again, titleOf, now }: My, reader: Reader) {
  const { t } = reader;
  const answered = attempts.map(({ questionnaire }) => questionnaire);
  const areSeveral = new Set([...answered, ...again].map(idOf)).size > 1;
  const cards = attempts.map((one) => ({
    ...attemptCard(one, now, reader),
    questionnaire: areSeveral ? titleOf(one.questionnaire) : undefined,
  }));
  return {
    title: t('consultations:my.title'),
    lead: t('consultations:my.lead', { code: formatCode(code) }),
    news: cards.filter(({ isNew }) => isNew),
    attempts: cards.filter(({ isNew }) => !isNew),
    comparisons: repeated.flatMap(({ comparison, title }) =>
      comparison ? [{ ...comparison, questionnaire: areSeveral ? title : undefined }] : [],
    ),
    again: again.map((name) => ({
      name,
      title: again.length > 1 ? titleOf(name) : undefined,
      text: [
        t('consultations:my.againText'),
        ...(repeated.find((one) => idOf(one.name) === idOf(name))?.comparableFrom ?? []),
      ].join(' '),
    })),
    field: codeField(t),
  };
}

function attemptCard({ consultation, ...attempt }: ListedAttempt, now: Date, reader: Reader) {
  const { t } = reader;
  const { id, startedAt, submittedAt, isTryOut } = attempt;
  const isSubmitted = submittedAt !== null;
  const day = dayText(t, dayOf(submittedAt ?? startedAt));
  return {
    id,
    isSubmitted,
    canAsk: isSubmitted && !isTryOut && consultation === null,
    heading: t(`consultations:my.${isSubmitted ? 'submitted' : 'started'}`, { day }),
    ...(consultation ? consultationState(consultation, now, reader) : ownState(attempt, reader)),
  };
}

interface CardState {
  state: string;
  text: string;
  isAnswered: boolean;
  isNew: boolean;
}

function ownState({ submittedAt, isTryOut }: ComparedAttempt, { t }: Reader): CardState {
  const nothing = { isAnswered: false, isNew: false };
  if (submittedAt === null)
    return {
      ...nothing,
      state: t('consultations:my.unfinished'),
      text: t('consultations:my.unfinishedText'),
    };
  const text = t(`consultations:my.${isTryOut ? 'tryOutText' : 'askText'}`);
  return { ...nothing, state: t('consultations:my.ready'), text };
}

function consultationState(
  { published, promisedBy, replies }: ListedConsultation,
  now: Date,
  { t }: Reader,
): CardState {
  if (published) {
    const day = dayText(t, dayOf(published.publishedAt));
    const text = t('consultations:my.answeredText', { day });
    const sent = replies > 0 ? ` ${t('consultations:letter.sent')}` : '';
    return {
      isAnswered: true,
      isNew: !published.isRead,
      state: t('consultations:my.answered'),
      text: `${text}${sent}`,
    };
  }
  const isLate = dayOf(now) > promisedBy;
  const day = weekdayText(t, promisedBy);
  return {
    isAnswered: false,
    isNew: false,
    state: t('consultations:my.waiting'),
    text: isLate ? t('consultations:my.lateText') : t('consultations:my.waitingText', { day }),
  };
}

interface Letter {
  text: string;
  language: Language;
  publishedAt: Instant;
  /** A corrected letter has the next one. */
  number: number;
}

/** A letter as a student who reads `language` sees it; also the psychologist's preview, in the letter's language. */
export function letterView(letter: Letter, { t, language }: Reader) {
  const day = dayText(t, dayOf(letter.publishedAt));
  return {
    text: letter.text,
    language: letter.language,
    meta: t(`consultations:letter.${letter.number > 1 ? 'corrected' : 'meta'}`, { day, lng: language }),
  };
}

/** A consultation with its letter, as the store has it or as JSON brings it. */
export interface OpenedConsultation {
  published: Letter;
  replies: { text: string; sentAt: Instant }[];
  canReply: boolean;
  helped: HelpedAnswer | null;
}

export interface ConsultationForms {
  replyId: string;
  typed?: string | undefined;
  errors?: FieldErrors;
  /** Where what is typed stays until it is sent; told before anything is typed. */
  keptIn?: 'phone' | 'tab';
  /** The crisis card stands beside the box. */
  isInDanger?: boolean;
}

export function consultationView(
  one: OpenedConsultation,
  { replyId, typed = '', errors = {}, isInDanger = false, keptIn }: ConsultationForms,
  reader: Reader,
) {
  const { t } = reader;
  const errorOf = (name: string) => errors[name] && t(errors[name]);
  return {
    title: t('consultations:letter.title'),
    errors: errorList(errors, t, { text: 'reply' }),
    letter: letterView(one.published, reader),
    replies: one.replies.map(({ text, sentAt }) => ({ text, meta: dayText(t, dayOf(sentAt)) })),
    canReply: one.canReply,
    replyId,
    isInDanger,
    replyField: {
      id: 'reply',
      name: 'text',
      kind: 'textarea',
      label: t('consultations:letter.reply'),
      hint: [
        t('consultations:letter.replyHint'),
        ...(keptIn ? [t(`consultations:letter.keptIn.${keptIn}`)] : []),
      ].join(' '),
      value: typed,
      error: errorOf('text'),
      rows: 5,
      attributes: { maxlength: longestReply },
    },
    isRated: one.helped !== null,
    helped: {
      id: 'helped',
      name: 'helped',
      legend: t('consultations:letter.helpedTitle'),
      isInline: true,
      error: errorOf('helped'),
      choices: helpedAnswers.map((value) => ({
        value,
        label: t(`consultations:letter.helped.${value}`),
        isChecked: value === one.helped,
      })),
    },
  };
}
