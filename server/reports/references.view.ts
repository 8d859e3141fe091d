/** What the pages of references show. */

import type { Campaign } from '../campaigns/campaign.types';
import { regionOptions } from '../core/attempt/regions';
import { type Offer, titleAmong } from '../core/definition/offer';
import type { FieldErrors } from '../core/pages/form';
import type { Notice } from '../core/pages/notice';
import { dayText } from '../core/text/day-text';
import { languageName } from '../core/text/language-name';
import { inEachLanguage, type Language, languages, languageTable } from '../core/text/languages';
import type { Translate } from '../core/text/translate';
import { type List, type Paragraph, runsIn } from '../documents/document-model';

import { dayMs, localDay, localMinute } from '../shared/clock';
import { Problem } from '../shared/problems';
import { computedIndicators, type ReferenceSummary, type Wordings } from './reference';
import { referenceContent } from './reference/content';
import { contentOf } from './reference/context';
import { fileNames } from './reference/files';
import { fewestPeople } from './reference/numbers';
import { placeByPlace } from './reference/place-by-place';
import type { Voice } from './reference/voice';
import { fieldIn, typedRows } from './references.schema';
import type { Draft, ReferencesService } from './references.service';
import { wordingFrom } from './wordings.rules';

export type FormValues = Record<string, unknown>;

interface Reader {
  t: Translate;
  language: Language;
}

const period = ({ from, to }: { from: string; to: string }, t: Translate): string =>
  `${dayText(t, from)} — ${dayText(t, to)}`;

export function referencesTable(all: readonly ReferenceSummary[], { t, language }: Reader) {
  return {
    caption: t('reports:list.title'),
    isCaptionHidden: true,
    rowHeader: true,
    columns: [
      { label: t('reports:list.project') },
      { label: t('reports:list.period') },
      { label: t('reports:list.state') },
      { label: t('reports:list.frozenAt') },
    ],
    rows: all.map(({ id, plan, frozenAt }) => [
      { text: plan.project[language], href: `/staff/references/${id}`, note: plan.organisation[language] },
      period(plan, t),
      { text: '', badge: stateBadge(frozenAt !== null, t) },
      frozenAt ? localMinute(frozenAt) : '—',
    ]),
  };
}

function stateBadge(isFrozen: boolean, t: Translate) {
  return isFrozen
    ? { text: t('reports:state.frozen'), tone: 'good' }
    : { text: t('reports:state.draft'), tone: 'info' };
}

/** Names that grants often ask for; a row counts only once it has numbers. */
const suggestions = ['letters', 'vulnerable', 'tests'] as const;

export function newFormValues(
  questionnaire: string,
  campaigns: readonly Campaign[],
  voices: Record<Language, Voice>,
  now: Date,
): FormValues {
  const counted = campaigns.filter((one) => !one.isTryOut && one.questionnaire === questionnaire);
  const planned = counted.reduce((sum, { target }) => sum + target, 0);
  const values: FormValues = {
    questionnaire,
    to: localDay(new Date(now.getTime() - dayMs)),
    from: `${localDay(now).slice(0, 4)}-01-01`,
    coveragePlan: planned > 0 ? String(planned) : '500',
    satisfactionPlan: '90',
    referencePlan: '1',
    recommendationsPlan: '3',
  };
  suggestions.forEach((name, index) => {
    for (const language of languages)
      values[fieldIn(`typed${index + 1}Name`, language)] = voices[language].translate(`suggestions.${name}`);
  });
  return values;
}

interface Form {
  values: FormValues;
  errors: FieldErrors;
  campaigns: readonly Campaign[];
  /** What a reference can be of: where it is one, nobody has to choose. */
  offers: readonly Offer[];
}

export function referenceFields({ values, errors, campaigns, offers }: Form, { t, language }: Reader) {
  const listOf = (name: string) => [values[name] ?? []].flat().map(String);
  const field = (name: string, label: string, more: object = {}) => ({
    id: name,
    label: t(`reports:fields.${label}`),
    value: String([values[name] ?? ''].flat()[0] ?? ''),
    error: errors[name] && t(errors[name]),
    ...more,
  });
  const text = (name: string, label: string) =>
    field(name, label, { attributes: { maxlength: 200, autocomplete: 'off' } });
  const long = (name: string, label: string) => field(name, label, { kind: 'textarea', rows: 2 });
  const number = (name: string, label: string) =>
    field(name, label, { width: 'short', attributes: { inputmode: 'numeric', autocomplete: 'off' } });
  const inLanguages = (name: string, label: string, make: typeof text) =>
    languages.map((one) => ({
      ...make(fieldIn(name, one), label),
      label: t(`reports:fields.${label}`, { language: languageName(one, language) }),
    }));
  const group = (name: string, choices: { value: string; label: string; hint?: string }[]) => ({
    id: name,
    name,
    kind: 'checkbox',
    isInline: true,
    legend: t(`reports:fields.${name}`),
    hint: t(`reports:hints.${name}`),
    error: errors[name] && t(errors[name]),
    choices: choices.map((choice) => ({ ...choice, isChecked: listOf(name).includes(choice.value) })),
  });
  const hasError = (prefix: string) => Object.keys(errors).some((name) => name.startsWith(prefix));
  return {
    head: [
      ...inLanguages('project', 'project', text),
      ...inLanguages('organisation', 'organisation', text),
      ...(offers.length > 1
        ? [
            field('questionnaire', 'questionnaire', {
              kind: 'select',
              options: offers.map((offer) => ({
                value: offer.name,
                label: titleAmong(offers, offer, language),
              })),
            }),
          ]
        : []),
    ],
    period: [
      field('from', 'from', { kind: 'date', width: 'medium' }),
      field('to', 'to', { kind: 'date', width: 'medium' }),
    ],
    campaigns:
      campaigns.length === 0
        ? null
        : group(
            'campaigns',
            campaigns
              .filter(({ isTryOut }) => !isTryOut)
              .map(({ slug, name }) => ({ value: slug, label: name })),
          ),
    regions: group('regions', regionOptions({ t, language })),
    hasCampaign: listOf('campaigns').length > 0 || errors.campaigns !== undefined,
    hasRegion: listOf('regions').length > 0 || errors.regions !== undefined,
    computed: computedIndicators.map((indicator) => ({
      legend: t(`reports:indicators.${indicator}`),
      plan: number(`${indicator}Plan`, 'plan'),
      why: inLanguages(`${indicator}Why`, 'why', long),
      isOpen: hasError(`${indicator}Why`) || languages.some((one) => values[fieldIn(`${indicator}Why`, one)]),
    })),
    typed: Array.from({ length: typedRows }, (_, index) => {
      const row = `typed${index + 1}`;
      const name = String(values[fieldIn(`${row}Name`, language)] ?? '');
      return {
        legend: name || t('reports:form.anotherIndicator', { number: index + 1 }),
        isOpen: hasError(row) || Boolean(values[`${row}Plan`]),
        names: inLanguages(`${row}Name`, 'name', text),
        numbers: [number(`${row}Plan`, 'plan'), number(`${row}Fact`, 'fact')],
        texts: [...inLanguages(`${row}Source`, 'source', text), ...inLanguages(`${row}Why`, 'why', long)],
      };
    }),
  };
}

export function errorList(errors: FieldErrors, { t, language }: Reader) {
  return Object.entries(errors).map(([name, key]) => ({
    href: `#${name}`,
    text: `${labelOf(name, { t, language })}: ${t(key)}`,
  }));
}

/** Of typed3SourceKk the label of a source in Kazakh, of coveragePlan that of a plan. */
function labelOf(name: string, { t, language }: Reader): string {
  const [, part = name] =
    /^(?:typed\d+|coverage|satisfaction|reference|recommendations|consultations)([A-Z]\w*)$/.exec(name) ?? [];
  const field = part.charAt(0).toLowerCase() + part.slice(1);
  const asked = languages.find((one) => field.endsWith(fieldIn('', one)));
  return asked
    ? t(`reports:fields.${field.slice(0, -asked.length)}`, { language: languageName(asked, language) })
    : t(`reports:fields.${field}`);
}

export function referencePage(draft: Draft, references: ReferencesService, { t, language }: Reader) {
  const { reference, numbers, guides, obstacle } = draft;
  const { id, plan, version, snapshot } = reference;
  const shown =
    numbers && referenceContent(contentOf(reference, numbers, guides, references.voices[language])).document;
  return {
    title: plan.project[language],
    id,
    version,
    isFrozen: snapshot !== null,
    badge: stateBadge(snapshot !== null, t),
    obstacle: obstacleNotice(draft, { t, language }),
    mayFreeze: snapshot === null && obstacle === null,
    mayWord: snapshot === null && numbers !== null,
    files: snapshot
      ? fileNames.map(({ name, language: written }) => ({
          href: `/staff/references/${id}/files/${name}`,
          name,
          label: written
            ? t('reports:files.word', { language: languageName(written, language) })
            : t(`reports:files.${name.replace('.', '-')}`),
        }))
      : [],
    document: shown && drawable(shown),
  };
}

/** Why it cannot be frozen yet. */
function obstacleNotice({ obstacle, covered, unexplained }: Draft, { t, language }: Reader): Notice | null {
  if (!obstacle) return null;
  const list = unexplained
    .map(({ key, name }) => name?.[language] ?? t(`reports:indicators.${key}`))
    .join(', ');
  return {
    kind: 'warning',
    title: t(`reports:obstacles.${obstacle}.title`),
    text: t(`reports:obstacles.${obstacle}.text`, { covered, least: fewestPeople, list }),
  };
}

type Shown = ReturnType<typeof referenceContent>['document'];

/** Anchors for the contents, texts in runs, and charts as the attribute that the page's script reads. */
function drawable(document: Shown) {
  return {
    ...document,
    sections: document.sections.map((section, index) => ({
      ...section,
      anchor: `section-${index + 1}`,
      blocks: section.blocks.map((block) => {
        switch (block.kind) {
          case 'figure':
            return { ...block, chart: JSON.stringify(block.chart) };
          case 'box':
            return { ...block, blocks: block.blocks.map(inRuns) };
          case 'paragraph':
          case 'list':
            return inRuns(block);
          default:
            return block;
        }
      }),
    })),
  };
}

function inRuns(block: Paragraph | List) {
  return block.kind === 'paragraph'
    ? { ...block, runs: runsIn(block.text) }
    : { ...block, items: block.items.map(runsIn) };
}

type Typed = Record<string, string | string[]>;

const fieldName = (language: Language, sentence: string) => `${language}.${sentence}`;
const typedIn = (typed: Typed, name: string) => [typed[name] ?? []].flat()[0];

/** What was typed, as wordings; a text that is empty or as made leaves no wording. Errors by field. */
export function wordingsFrom({ reference, numbers }: Draft, references: ReferencesService, typed: Typed) {
  if (reference.snapshot || !numbers) throw new Problem('notAllowedNow');
  const wordings: Wordings = {};
  const errors: FieldErrors = {};
  for (const language of languages) {
    for (const { id, made } of references.conclusions(reference, numbers, language)) {
      const text = typedIn(typed, fieldName(language, id));
      if (text === undefined || text.trim() === '' || same(text, made)) continue;
      const wording = wordingFrom(text, made);
      if (wording === null) errors[fieldName(language, id)] = 'reports:errors.numbers';
      else wordings[id] = { ...wordings[id], [language]: wording };
    }
  }
  return { wordings, errors };
}

function same(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  return plain(one) === plain(other);
}

export function wordingsPage(
  { reference, numbers }: Draft,
  references: ReferencesService,
  { t }: Reader,
  typed: Typed,
  errors: FieldErrors,
) {
  if (reference.snapshot || !numbers) throw new Problem('notAllowedNow');
  const conclusionsIn = (language: Language) => references.conclusions(reference, numbers, language);
  const conclusions = placeByPlace(inEachLanguage(conclusionsIn));
  const field = (
    language: Language,
    conclusion: { id: string; text: string; made: string; isOutdated: boolean },
  ) => {
    const name = fieldName(language, conclusion.id);
    return {
      made: conclusion.made,
      isOutdated: conclusion.isOutdated,
      field: {
        id: name,
        kind: 'textarea',
        rows: 3,
        label: languageTable[language].name,
        value: typedIn(typed, name) ?? conclusion.text,
        error: errors[name] && t(errors[name]),
        attributes: { maxlength: 1000, lang: language },
      },
    };
  };
  return {
    title: t('reports:wording.title'),
    id: reference.id,
    version: reference.version,
    errors: Object.entries(errors).map(([name, key]) => ({ href: `#${name}`, text: t(key) })),
    sentences: conclusions.map((conclusion, index) => ({
      number: index + 1,
      languages: languages.map((language) => field(language, conclusion[language])),
    })),
  };
}
