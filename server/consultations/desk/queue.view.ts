/** The psychologist's list of cases. */

import { regionName, regionOptions } from '../../core/attempt/regions';
import { bandRules } from '../../core/definition/bands';
import type { Definition } from '../../core/definition/definition';
import type { Language } from '../../core/definition/types';
import { bandWord, bandWordInLine, scaleTexts } from '../../core/feedback/scale-texts';
import { languageName } from '../../core/text/language-name';
import { languages } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import { momentText } from '../../http/language/dates';

import type { Questionnaire, StaffTexts } from '../../questionnaires';
import type { Actor } from '../../shared/roles';
import { isFree } from '../case/case.rules';
import type { CaseState, CaseSummary } from '../case/case.types';
import type { Present } from '../case/coverage.rules';
import { type Urgency, urgencyOf } from '../case/priority';
import { versionText } from '../case/version.rules';
import type { QueuePage, QueueService } from './queue.service';
import { mostCounted, type Tab, tabs } from './queue.store';
import {
  ageGroups,
  anyFlag,
  dangerWords,
  highBands,
  isWishing,
  type Wishes,
  wishesInAddress,
} from './queue-filter';

const base = '/staff/cases';

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

function dueOf(one: CaseSummary, { t }: Given) {
  if (!one.dueAt) return { text: t('consultations:queue.noDeadline') };
  const text = t('consultations:list.due', { moment: momentText(t, one.dueAt) });
  const badge = { text: t('consultations:queue.overdue'), tone: 'urgent', icon: 'clock' };
  return one.isOverdue ? { text, badge } : { text };
}

function rowOf(one: CaseSummary, given: Given) {
  const { t, actor, present } = given;
  const questionnaire = given.questionnaireOf(one);
  const age = t('consultations:case.years', { count: one.age });
  const who = t('consultations:queue.who', { age, region: regionName(one.region, t) });
  const isTakable = isFree(one, actor, present);
  return {
    number: caseNumber(one.id),
    href: `${base}/${one.id}`,
    who: `${who}, ${t('consultations:queue.writtenIn', { language: languageName(one.language, given.language) })}`,
    urgency: urgencyBadge(one, questionnaire.definition, t),
    why: reasons(one, questionnaire, given),
    due: dueOf(one, given),
    state: stateBadge(one, t),
    author: isTakable ? undefined : one.author?.name,
    // Whatever the student wrote since, a case that is free can be taken.
    version: isTakable ? versionText({ acts: one.version, messages: 0 }) : null,
    isCalling: one.dangerAt !== null,
  };
}

/** As `views/client/queue.ts` understands them. */
const keys = [
  { key: 'j', name: 'next' },
  { key: 'k', name: 'previous' },
  { key: 'Enter', name: 'enter' },
  { key: 'c', name: 'claim' },
  { key: '?', name: 'help' },
];

interface Shown {
  tab: Tab;
  wishes: Wishes;
  questionnaires: readonly Questionnaire[];
}

/** Each choice once, whatever number of questionnaires and versions have it. */
function distinct(options: Option[]): Option[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

interface Option {
  value: string;
  label: string;
}

type Reader = Pick<Given, 't' | 'language'>;

function flagOptions(questionnaires: readonly Questionnaire[], { t, language }: Reader): Option[] {
  const known = questionnaires.flatMap(({ definition, staffTexts }) =>
    definition.flags.map(({ flag }) => ({
      value: flag,
      label: flagWords(flag, staffTexts[language], t).title,
    })),
  );
  return [
    { value: dangerWords, label: t('consultations:list.filters.danger') },
    { value: anyFlag, label: t('consultations:list.filters.anyFlag') },
    ...distinct(known),
  ];
}

function bandOptions(questionnaires: readonly Questionnaire[], { t, language }: Reader): Option[] {
  const known = questionnaires.flatMap(({ definition, texts }) =>
    definition.bands.map(({ band }) => ({ value: band, label: bandWord(texts[language], band) })),
  );
  return [{ value: highBands, label: t('consultations:list.filters.highBands') }, ...distinct(known)];
}

const questionnaireOptions = (questionnaires: readonly Questionnaire[], { language }: Reader): Option[] =>
  distinct(
    questionnaires.map(({ definition, texts }) => ({ value: definition.id, label: texts[language].title })),
  );

function filtersOf({ tab, wishes, questionnaires }: Shown, reader: Reader) {
  const { t, language } = reader;
  const ages = Object.keys(ageGroups).map((value) => ({
    value,
    label: t(`consultations:list.ages.${value}`),
  }));
  const holding = ['free', 'taken'].map((value) => ({
    value,
    label: t(`consultations:list.holding.${value}`),
  }));
  const asked = questionnaireOptions(questionnaires, reader);
  const choices: [keyof Wishes, Option[]][] = [
    ['flag', flagOptions(questionnaires, reader)],
    ['band', bandOptions(questionnaires, reader)],
    ['ages', ages],
    ['region', regionOptions(reader)],
    ['answeredIn', languages.map((value) => ({ value, label: languageName(value, language) }))],
    ...(asked.length > 1 ? [['questionnaire', asked] as [keyof Wishes, Option[]]] : []),
    ...(tab === 'ours' ? [['holding', holding] as [keyof Wishes, Option[]]] : []),
  ];
  return {
    isOpen: isWishing(wishes),
    resetHref: `${base}?tab=${tab}`,
    fields: choices.map(([id, options]) => ({
      id,
      kind: 'select',
      label: t(`consultations:list.filters.${id}`),
      value: wishes[id] ?? '',
      options: [{ value: '', label: t('consultations:list.filters.all') }, ...options],
    })),
  };
}

const countText = (tab: Tab, count: number): string => {
  const isCut = (tab === 'answered' || tab === 'closed') && count >= mostCounted;
  return isCut ? `${mostCounted}+` : String(count);
};

/** What an open page is told: numbers only. */
export function countsAnswer({ counts, urgent }: Awaited<ReturnType<QueueService['counts']>>) {
  const texts = tabs.map((tab) => [tab, countText(tab, counts[tab])]);
  return { counts: Object.fromEntries(texts), urgent: urgent.count, newestAt: urgent.newestAt };
}

export function queueView(shown: Shown, queue: QueuePage, reader: Omit<Given, 'present'>) {
  const given = { ...reader, present: queue.present };
  const { t, actor } = given;
  const { tab, wishes } = shown;
  const { cases, counts, matching, page, hasNext, urgent } = queue;
  const kept = wishesInAddress(wishes);
  const hrefOf = (to: number) => `${base}?tab=${tab}${kept}&page=${to}`;
  const toOurs = { href: `${base}?tab=ours`, label: t('consultations:queue.toWaiting') };
  const filters = filtersOf(shown, given);
  const noMatch = {
    title: t('consultations:list.noMatch.title'),
    text: t('consultations:list.noMatch.text'),
    action: { href: filters.resetHref, label: t('consultations:list.filters.reset') },
  };
  return {
    title: t('consultations:queue.title'),
    listTitle: t(`consultations:queue.tabs.${tab}`),
    tab,
    tabs: tabs
      .filter((one) => one !== 'review' || actor.role === 'lead')
      .map((one) => ({
        name: one,
        href: `${base}?tab=${one}${kept}`,
        label: t(`consultations:queue.tabs.${one}`),
        count: countText(one, counts[one]),
        isCurrent: one === tab,
        isPressing: one === 'returned' && counts.returned > 0,
      })),
    urgent: { count: urgent.count, newestAt: urgent.newestAt?.toISOString() ?? '' },
    filters,
    matching:
      matching === null ? null : t('consultations:list.matching', { number: countText(tab, matching) }),
    empty:
      cases.length > 0
        ? null
        : isWishing(wishes)
          ? noMatch
          : {
              title: t(`consultations:queue.empty.${tab}.title`),
              text: t(`consultations:queue.empty.${tab}.text`),
              action: tab === 'ours' ? undefined : toOurs,
            },
    cases: cases.map((one) => rowOf(one, given)),
    keys,
    pagination: {
      page,
      ...(page > 1 && { previousHref: hrefOf(page - 1) }),
      ...(hasNext && { nextHref: hrefOf(page + 1) }),
    },
  };
}
