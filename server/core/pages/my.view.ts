/**
 * The student's pages behind the code. Pure and without `Intl`, so that a phone draws them from what `/api/my` and
 * `/api/attempts/:id/consultation` answer, moments as text included.
 */

import { formatCode } from '../attempt/code';
import type { Profile } from '../attempt/profile-fields';
import { idOf } from '../definition/name';
import type { Language } from '../definition/types';
import { dayText, weekdayText } from '../text/day-text';
import { type Day, dayOf, type Instant } from '../text/days';
import type { Translate } from '../text/translate';
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
  profile: Pick<Profile, 'age' | 'region'>;
  consultation: ListedConsultation | null;
}

interface ListedConsultation {
  /** Local day by whose end the answer is promised. */
  promisedBy: Day;
  published: { publishedAt: Instant; isRead: boolean } | null;
  /** How many. */
  replies: number;
  turn: 'ours' | 'student' | 'closed';
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
  /** The age from which a psychologist is offered. */
  offersFromAge: number;
  now: Date;
}

/** What is new first: unread letters stand above everything else. */
export function myView(given: My, reader: Reader) {
  const { attempts, code, repeated, again, titleOf } = given;
  const { t } = reader;
  const answered = attempts.map(({ questionnaire }) => questionnaire);
  const areSeveral = new Set([...answered, ...again].map(idOf)).size > 1;
  const cards = attempts.map((one) => ({
    ...attemptCard(one, given, reader),
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

function attemptCard(
  { consultation, ...attempt }: ListedAttempt,
  { now, offersFromAge }: Pick<My, 'now' | 'offersFromAge'>,
  reader: Reader,
) {
  const { t } = reader;
  const { id, startedAt, submittedAt, isTryOut, profile } = attempt;
  const isSubmitted = submittedAt !== null;
  const isOffered = profile.age >= offersFromAge;
  const day = dayText(t, dayOf(submittedAt ?? startedAt));
  return {
    id,
    isSubmitted,
    canAsk: isSubmitted && !isTryOut && consultation === null && isOffered,
    heading: t(`consultations:my.${isSubmitted ? 'submitted' : 'started'}`, { day }),
    ...(consultation ? consultationState(consultation, now, reader) : ownState(attempt, isOffered, reader)),
  };
}

interface CardState {
  state: string;
  /** Empty where there is no more to say. */
  text: string;
  /** What the button to the conversation says; null where there is none. */
  toLetters: string | null;
  isNew: boolean;
}

function ownState({ submittedAt, isTryOut }: ComparedAttempt, isOffered: boolean, { t }: Reader): CardState {
  const nothing = { toLetters: null, isNew: false };
  if (submittedAt === null)
    return {
      ...nothing,
      state: t('consultations:my.unfinished'),
      text: t('consultations:my.unfinishedText'),
    };
  const ready = { ...nothing, state: t('consultations:my.ready') };
  if (!isTryOut && !isOffered) return { ...ready, text: '' };
  return { ...ready, text: t(`consultations:my.${isTryOut ? 'tryOutText' : 'askText'}`) };
}

function consultationState(
  { published, promisedBy, replies, turn }: ListedConsultation,
  now: Date,
  { t }: Reader,
): CardState {
  if (published) {
    const day = dayText(t, dayOf(published.publishedAt));
    const text = t('consultations:my.answeredText', { day });
    const sent = replies > 0 && turn === 'ours' ? ` ${t('consultations:my.alsoSent')}` : '';
    return {
      toLetters: t(`consultations:my.${published.isRead ? 'readAgain' : 'read'}`),
      isNew: !published.isRead,
      state: t('consultations:my.answered'),
      text: `${text}${sent}`,
    };
  }
  const waiting = { toLetters: t('consultations:my.write'), isNew: false };
  if (turn === 'closed')
    return {
      ...waiting,
      state: t('consultations:my.closed'),
      text: t('consultations:letter.closedUnanswered'),
    };
  const isLate = dayOf(now) > promisedBy;
  const day = weekdayText(t, promisedBy);
  return {
    ...waiting,
    state: t('consultations:my.waiting'),
    text: isLate ? t('consultations:my.lateText') : t('consultations:my.waitingText', { day }),
  };
}
