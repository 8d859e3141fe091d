/** The case page: facts on one side (here), writing on the other (letter-panel.view.ts). */

import { noAnswer } from '../../core/attempt/profile';
import { type Profile, type ProfileField, profileFields } from '../../core/attempt/profile-fields';
import { regionName } from '../../core/attempt/regions';
import { defined } from '../../core/defined';
import { readFor } from '../../core/feedback/reader';
import { type Language, languages, languageTable } from '../../core/text/languages';
import { renderMarkdown } from '../../core/text/markdown';
import type { Translate } from '../../core/text/translate';
import { typeset } from '../../core/text/typeset';
import { dayText, momentText } from '../../http/language/dates';

import type { TextVersion } from '../../library/text.types';
import type { Questionnaire, StaffTexts } from '../../questionnaires';
import type { Attempt } from '../../screening/attempt.types';
import type { AttemptForCase } from '../../screening/screening.service';
import type { Safeguarding } from '../../settings/safeguarding.rules';
import type { Actor } from '../../shared/roles';
import type { Case } from '../case/case.types';
import type { Present } from '../case/coverage.rules';
import { onCallNotice } from '../team/rota.view';
import { handedOverNote, handOverView, type Refused } from '../team/team.view';
import { readersIn } from '../writing/personal-letter.view';
import type { Snippet } from '../writing/snippets/snippets.rules';
import { answerBlocks } from './answers.view';
import { letterPanel, type Typed } from './letter-panel.view';
import { caseNumber, flagWords, reasons, stateBadge, urgencyBadge } from './queue.view';
import { changes, drivers } from './reasons.view';
import { scaleRows } from './scale-chart.view';

export interface Opened {
  case: Case;
  present: Present;
  attempt: AttemptForCase;
  /** Of the same code. */
  earlier: Attempt[];
  questionnaire: Questionnaire;
  /** The texts of the result in the versions that the student read, by id. */
  shown: Record<string, TextVersion>;
  /** All texts that are shown now, by id: what a letter starts from. */
  library: Record<string, TextVersion>;
  /** The reader's own and the shared ones. */
  snippets: Snippet[];
  /** Who is on call, and the organisation's procedure. */
  safeguarding: Safeguarding;
}

export interface StaffReader {
  t: Translate;
  language: Language;
  actor: Actor;
  /** How the answers stand on the page: folded by block, all open, or the strong ones alone. */
  answers: 'folded' | 'all' | 'strong';
}

export function caseView(opened: Opened, reader: StaffReader, typed?: Typed, refused?: Refused) {
  const { case: one, attempt, questionnaire } = opened;
  const { t, language } = reader;
  const { definition } = questionnaire;
  const [texts, staffTexts] = [questionnaire.texts[language], questionnaire.staffTexts[language]];
  const { profile, result } = attempt;
  const age = t('consultations:case.years', { count: profile.age });
  return {
    title: t('consultations:case.title', { number: caseNumber(one.id) }),
    subtitle: t('consultations:queue.who', { age, region: regionName(profile.region, t) }),
    badges: [
      urgencyBadge(one, definition, t),
      stateBadge(one, t),
      ...(one.isOverdue ? [{ text: t('consultations:queue.overdue'), tone: 'urgent', icon: 'clock' }] : []),
    ],
    facts: [...factsOf(one, attempt, reader), ...earlierFacts(one, questionnaire, reader)],
    danger: one.dangerAt || one.flags.length > 0 ? dangerGuide(opened, reader) : null,
    drivers: drivers(attempt, questionnaire, reader),
    changes: changes(attempt, opened.earlier, questionnaire, reader),
    path: `/staff/cases/${one.id}`,
    answersShown: reader.answers,
    flags: one.flags.map((flag) => flagWords(flag, staffTexts, t)),
    scales: result ? scaleRows({ definition, texts, staffTexts, result, t }) : [],
    quality: qualityOf(attempt, staffTexts, t),
    blocks: answerBlocks({ attempt, questionnaire, language, t, isStrongOnly: reader.answers === 'strong' }),
    shown: shownTexts(opened, t),
    shownLanguage: attempt.language,
    history: one.events.map(({ act, by, at }) => ({
      title: t(`consultations:history.acts.${act}`),
      meta: by ? t('consultations:history.by', { name: by, moment: momentText(t, at) }) : momentText(t, at),
    })),
    panel: letterPanel(opened, reader, typed),
    handOver: handOverView(one, opened.present, reader, refused),
    handedOver: handedOverNote(one, reader),
  };
}

const dangerSteps = ['open', 'write', 'ask', 'numbers', 'honest', 'act', 'second'] as const;
const dangerWords = ['believe', 'safe', 'call', 'honest'] as const;

/** How to act when somebody anonymous is in danger; the words to write in every language, whatever the reader's. */
function dangerGuide(
  { case: one, safeguarding, present }: Pick<Opened, 'case' | 'safeguarding' | 'present'>,
  { t, language }: StaffReader,
) {
  return {
    /** With danger words that nobody has answered: what to do must not have to be looked for. */
    isOpen: one.dangerAt !== null,
    onCall: onCallNotice(safeguarding, present.now, t),
    steps: dangerSteps.map((step) => t(`consultations:danger.steps.${step}`)),
    wordings: languages.map((language) => ({
      language,
      name: languageTable[language].name,
      sentences: dangerWords.map((word) => t(`consultations:danger.say.${word}`, { lng: language })),
    })),
    procedure: safeguarding.procedure?.[language] ?? t('consultations:danger.noProcedure'),
  };
}

/** Never the campaign or the school. */
function factsOf(one: Case, attempt: AttemptForCase, { t }: StaffReader) {
  const { submittedAt, isRepeated } = attempt;
  const spoken = languageTable[attempt.language].name;
  const submitted = submittedAt ? dayText(t, submittedAt) : '';
  const rows: [string, string][] = [
    [
      'language',
      attempt.hasSwitchedLanguage ? t('consultations:case.switched', { language: spoken }) : spoken,
    ],
    ['submitted', isRepeated ? `${submitted}, ${t('consultations:case.attemptOf')}` : submitted],
    ['asked', momentText(t, one.askedAt)],
    ['due', one.dueAt ? momentText(t, one.dueAt) : t('consultations:queue.noDeadline')],
  ];
  const facts = profileFields
    .filter(({ isRare }) => !isRare)
    .map((field) => ({
      label: t(`profile:case.${field.id}`),
      value: factText(field, attempt.profile[field.id], t),
    }));
  return [...facts, ...rows.map(([name, value]) => ({ label: t(`consultations:case.${name}`), value }))];
}

/** Of the same code's earlier attempts what made them important then; levels as the shown one's questionnaire calls them. */
function earlierFacts({ attempts }: Case, questionnaire: Questionnaire, { t, language }: StaffReader) {
  const { scales } = questionnaire.definition;
  return attempts.slice(0, -1).map(({ askedAt, flags, bands }) => {
    const known = Object.fromEntries(Object.entries(bands).filter(([scale]) => scale in scales));
    const day = dayText(t, askedAt);
    return {
      label: t('consultations:case.earlier', { day }),
      value: reasons({ flags, bands: known, dangerAt: null }, questionnaire, { t, language }),
    };
  });
}

function factText({ id, kind }: ProfileField, value: Profile[keyof Profile], t: Translate): string {
  if (kind === 'age') return t('consultations:case.years', { count: value as number });
  if (kind === 'region') return regionName(value as string, t);
  const chosen = [value].flat().filter((one) => one !== noAnswer);
  if (chosen.length === 0) return t('consultations:case.notStated');
  return chosen.map((one) => t(`profile:form.${id}.answers.${one}`)).join(', ');
}

function qualityOf({ result }: Attempt, { points }: StaffTexts, t: Translate) {
  if (!result) return null;
  const { verdict, reasons, timed } = result.quality;
  return {
    verdict: t(`consultations:quality.${verdict}`),
    kind: verdict === 'valid' ? 'success' : 'warning',
    reasons: [
      ...reasons.map((reason) => defined(points[reason], `staff's words for ${reason}`)),
      ...(timed ? [] : [t('consultations:quality.untimed')]),
    ],
  };
}

/** What the student read with the result, in the language of that moment. */
function shownTexts({ attempt, questionnaire, shown, library }: Opened, t: Translate) {
  const { language } = attempt;
  const readers = readersIn({ attempt, questionnaire });
  return Object.values(shown).map(({ id, version, contents }) => {
    const { title, body } = contents[language];
    const isNewest = library[id]?.version === version;
    const note = isNewest ? '' : t('consultations:shown.changed', { version });
    return { title, html: renderMarkdown(typeset(readFor(body, readers), language)), note };
  });
}
