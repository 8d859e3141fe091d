/** The psychologist's list of cases. */

import { regionName } from '../../core/attempt/regions';
import { bandRules } from '../../core/definition/bands';
import type { Definition } from '../../core/definition/definition';
import type { Language } from '../../core/definition/types';
import { bandWordInLine, scaleTexts } from '../../core/feedback/scale-texts';
import { languageName } from '../../core/text/language-name';
import type { Translate } from '../../core/text/translate';
import { momentText } from '../../http/language/dates';

import type { Questionnaire, StaffTexts } from '../../questionnaires';
import type { Actor } from '../../shared/roles';
import { isFree } from '../case/case.rules';
import type { CaseState, CaseSummary } from '../case/case.types';
import type { Present } from '../case/coverage.rules';
import { type Urgency, urgencyOf } from '../case/priority';
import type { PsychologistsService } from './psychologists.service';
import { type Tab, tabs } from './queue.store';

interface Given {
  t: Translate;
  language: Language;
  actor: Actor;
  present: Present;
  /** That the student was asked with. */
  questionnaireOf: (one: CaseSummary) => Questionnaire;
}

/** A short name that two people can say to each other on the phone. */
export const caseNumber = (id: string): string => `№ ${id.slice(0, 6).toUpperCase()}`;

const urgencyTones: Record<Urgency, string> = { urgent: 'urgent', soon: 'attention', usual: 'neutral' };
const stateTones: Record<CaseState, string> = {
  waiting: 'attention',
  claimed: 'info',
  inReview: 'attention',
  answered: 'good',
  replied: 'attention',
  closed: 'neutral',
};

export function urgencyBadge(
  one: Pick<CaseSummary, 'flags' | 'bands' | 'dangerAt'>,
  definition: Definition,
  t: Translate,
) {
  const urgency = urgencyOf(definition, one);
  const icon = urgency === 'urgent' ? 'flag' : undefined;
  return { text: t(`consultations:urgency.${urgency}`), tone: urgencyTones[urgency], icon };
}

export function stateBadge({ state }: Pick<CaseSummary, 'state'>, t: Translate) {
  return { text: t(`consultations:state.${state}`), tone: stateTones[state] };
}

/** A flag of an earlier attempt can be one of another questionnaire's: it is told all the same. */
export const flagWords = (
  flag: string,
  { flags }: StaffTexts,
  t: Translate,
): { title: string; text: string } =>
  flags[flag] ?? { title: t('consultations:flags.other.title'), text: t('consultations:flags.other.text') };

/** More stand on the case's page. */
const mostReasons = 3;

/** What makes a case important, in words: danger words first, then flags, then the scales that are high. */
export function reasons(
  { flags, bands, dangerAt }: Pick<CaseSummary, 'flags' | 'bands' | 'dangerAt'>,
  questionnaire: Questionnaire,
  { t, language }: Pick<Given, 't' | 'language'>,
): string {
  const { definition } = questionnaire;
  const [texts, staffTexts] = [questionnaire.texts[language], questionnaire.staffTexts[language]];
  const high = Object.entries(bands)
    .filter(([, band]) => bandRules(definition, band)?.isHigh)
    .map(([scale, band]) => {
      const { name } = scaleTexts(texts, scale);
      return `${name}: ${bandWordInLine(texts, band ?? '', language)}`;
    });
  const danger = dangerAt ? [t('consultations:queue.danger')] : [];
  const all = [...danger, ...flags.map((flag) => flagWords(flag, staffTexts, t).title), ...high];
  const rest = all.length - mostReasons;
  const told = [
    ...all.slice(0, mostReasons),
    ...(rest > 0 ? [t('consultations:queue.more', { count: rest })] : []),
  ];
  return told.join('; ') || t('consultations:queue.nothingHigh');
}

function dueCell(one: CaseSummary, { t }: Given) {
  if (!one.dueAt) return { text: t('consultations:queue.noDeadline') };
  const moment = momentText(t, one.dueAt);
  const badge = one.isOverdue
    ? { text: t('consultations:queue.overdue'), tone: 'urgent', icon: 'clock' }
    : undefined;
  return { text: '', badge, note: moment };
}

function row(one: CaseSummary, given: Given) {
  const { t } = given;
  const questionnaire = given.questionnaireOf(one);
  const age = t('consultations:case.years', { count: one.age });
  const who = t('consultations:queue.who', { age, region: regionName(one.region, t) });
  const author = isFree(one, given.actor, given.present) ? undefined : one.author?.name;
  return [
    {
      text: caseNumber(one.id),
      href: `/staff/cases/${one.id}`,
      note: `${who}, ${t('consultations:queue.writtenIn', { language: languageName(one.language, given.language) })}`,
    },
    {
      text: '',
      badge: urgencyBadge(one, questionnaire.definition, t),
      note: reasons(one, questionnaire, given),
    },
    dueCell(one, given),
    { text: '', badge: stateBadge(one, t), note: author },
  ];
}

type Queue = Awaited<ReturnType<PsychologistsService['queue']>>;

export function queueView(
  tab: Tab,
  { cases, counts, page, pages, present }: Queue,
  reader: Omit<Given, 'present'>,
) {
  const given = { ...reader, present };
  const { t, actor } = given;
  const shown = tabs.filter((one) => one !== 'review' || actor.role === 'lead');
  const hrefOf = (to: number) => `/staff/cases?tab=${tab}&page=${to}`;
  const toWaiting = { href: '/staff/cases?tab=ours', label: t('consultations:queue.toWaiting') };
  return {
    title: t('consultations:queue.title'),
    tabs: shown.map((one) => ({
      href: `/staff/cases?tab=${one}`,
      label: t(`consultations:queue.tabs.${one}`),
      count: counts[one],
      isCurrent: one === tab,
      isPressing: one === 'returned' && counts.returned > 0,
    })),
    empty:
      cases.length > 0
        ? null
        : {
            title: t(`consultations:queue.empty.${tab}.title`),
            text: t(`consultations:queue.empty.${tab}.text`),
            action: tab === 'ours' ? undefined : toWaiting,
          },
    table: {
      caption: t(`consultations:queue.tabs.${tab}`),
      isCaptionHidden: true,
      rowHeader: true,
      columns: ['case', 'why', 'due', 'state'].map((name) => ({
        label: t(`consultations:queue.columns.${name}`),
      })),
      rows: cases.map((one) => row(one, given)),
    },
    pagination: {
      page,
      pages,
      ...(page > 1 && { previousHref: hrefOf(page - 1) }),
      ...(page < pages && { nextHref: hrefOf(page + 1) }),
    },
  };
}
