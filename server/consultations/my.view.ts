/** The student's pages behind the code. */

import { dayInstant, dayText, weekdayText } from '../http/dates';
import type { Translate } from '../http/i18n';
import type { FieldErrors } from '../http/parse';
import { formatCode } from '../questionnaire/code';
import type { Language } from '../questionnaire/types';
import type { Attempt } from '../screening/attempt';
import { localDay } from '../shared/clock';
import { type CaseForStudent, helpedAnswers } from './case';
import { longestReply } from './consultations.rules';

export interface Reader {
  t: Translate;
  language: Language;
}

export function errorList(errors: FieldErrors, t: Translate, ids: Record<string, string> = {}) {
  return Object.entries(errors).map(([name, key]) => ({ href: `#${ids[name] ?? name}`, text: t(key) }));
}

export function codeField(t: Translate, typed = '', error?: string) {
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

interface Listed {
  attempt: Attempt;
  consultation: CaseForStudent | null;
}

export function myView(listed: Listed[], code: string, now: Date, reader: Reader) {
  const { t } = reader;
  return {
    title: t('consultations:my.title'),
    lead: t('consultations:my.lead', { code: formatCode(code) }),
    attempts: listed.map((one) => attemptCard(one, now, reader)),
    field: codeField(t),
  };
}

function attemptCard({ attempt, consultation }: Listed, now: Date, { t, language }: Reader) {
  const { id, startedAt, submittedAt, isTryOut } = attempt;
  const when = submittedAt ?? startedAt;
  return {
    id,
    isSubmitted: submittedAt !== null,
    canAsk: submittedAt !== null && !isTryOut && consultation === null,
    heading: t(`consultations:my.${submittedAt ? 'submitted' : 'started'}`, { day: dayText(language, when) }),
    consultation: consultation && consultationCard(consultation, now, { t, language }),
  };
}

function consultationCard(one: CaseForStudent, now: Date, { t, language }: Reader) {
  if (one.published) {
    const day = dayText(language, one.published.publishedAt);
    return {
      isAnswered: true,
      isNew: !one.published.isRead,
      title: t('consultations:my.answered'),
      text: t('consultations:my.answeredText', { day }),
    };
  }
  const day = weekdayText(language, dayInstant(one.promisedBy));
  const isLate = localDay(now) > one.promisedBy;
  return {
    isAnswered: false,
    isNew: false,
    title: t('consultations:my.waiting'),
    text: isLate ? t('consultations:my.lateText') : t('consultations:my.waitingText', { day }),
  };
}

/** A letter as a student who reads `language` sees it; also the psychologist's preview, in the letter's language. */
export function letterView(
  letter: { text: string; language: Language; publishedAt: Date; number: number },
  { t, language }: Reader,
) {
  const day = dayText(language, letter.publishedAt);
  return {
    text: letter.text,
    language: letter.language,
    meta: t(`consultations:letter.${letter.number > 1 ? 'corrected' : 'meta'}`, { day, lng: language }),
  };
}

export interface ConsultationForms {
  replyId: string;
  typed?: string;
  errors?: FieldErrors;
}

export function consultationView(
  one: CaseForStudent & { published: NonNullable<CaseForStudent['published']> },
  { replyId, typed = '', errors = {} }: ConsultationForms,
  reader: Reader,
) {
  const { t, language } = reader;
  const errorOf = (name: string) => errors[name] && t(errors[name]);
  return {
    title: t('consultations:letter.title'),
    errors: errorList(errors, t, { text: 'reply' }),
    letter: letterView(one.published, reader),
    replies: one.replies.map(({ text, sentAt }) => ({ text, meta: dayText(language, sentAt) })),
    canReply: one.canReply,
    replyId,
    replyField: {
      id: 'reply',
      name: 'text',
      kind: 'textarea',
      label: t('consultations:letter.reply'),
      hint: t('consultations:letter.replyHint'),
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
