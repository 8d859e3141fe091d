import type { Notice } from '../core/pages/notice';
import { isLanguage, languageTable } from '../core/text/languages';
import type { Translate } from '../core/text/translate';
import { localMinute } from '../shared/clock';
import { acts, type Details } from './acts';
import type { AuditFilter } from './audit.store';
import type { Entry } from './chain';

/** Entries stay as they were written; these are states of cases as they were called before. */
const formerStates: Readonly<Record<string, string>> = {
  draft: 'claimed',
  published: 'answered',
  read: 'answered',
};

type Checked = { isWhole: true; entries: number } | { isWhole: false; brokenAt: number };

export interface AuditPage {
  entries: Entry[];
  filter: AuditFilter;
  page: number;
  pages: number;
  checked: Checked | null;
  /** Account id -> name, as it is now. */
  names: Map<string, string>;
}

export function auditView(t: Translate, { entries, filter, page, pages, checked, names }: AuditPage) {
  const { act = '', person = '', from = '', until = '' } = filter;
  const asked = { act, person, from, until };
  const href = (number: number) => `/staff/audit?${new URLSearchParams({ ...asked, page: `${number}` })}`;
  const day = { kind: 'date', width: 'short' };
  return {
    filters: [
      {
        id: 'act',
        label: t('audit:filter.act'),
        kind: 'select',
        value: act,
        options: [
          { value: '', label: t('audit:filter.all') },
          ...acts.map((one) => ({ value: one, label: t(`audit:acts.${one}`) })),
        ],
      },
      {
        id: 'person',
        label: t('audit:filter.person'),
        kind: 'select',
        value: person,
        options: [
          { value: '', label: t('audit:filter.everybody') },
          ...[...names]
            .map(([id, name]) => ({ value: id, label: name }))
            .sort((one, other) => one.label.localeCompare(other.label)),
        ],
      },
      { id: 'from', label: t('audit:filter.from'), value: from, ...day },
      { id: 'until', label: t('audit:filter.until'), value: until, ...day },
    ],
    exportHref: `/staff/audit/export.csv?${new URLSearchParams(asked)}`,
    checked: checked && checkedNotice(t, checked),
    isEmpty: entries.length === 0,
    table: {
      caption: t('audit:title'),
      isCaptionHidden: true,
      columns: [
        { label: t('audit:columns.at') },
        { label: t('audit:columns.actor') },
        { label: t('audit:columns.act') },
        { label: t('audit:columns.target') },
      ],
      rows: entries.map((entry) => [
        { text: localMinute(entry.at), note: `${t('audit:columns.sequence')} ${entry.sequence}` },
        actorCell(t, entry, names),
        { text: t(`audit:acts.${entry.act}`), note: detailsInWords(t, entry.details) },
        targetText(entry, names),
      ]),
    },
    pagination: {
      page,
      pages,
      previousHref: page > 1 ? href(page - 1) : undefined,
      nextHref: page < pages ? href(page + 1) : undefined,
    },
  };
}

const targetText = ({ target }: Entry, names: Map<string, string>): string =>
  target === null ? '—' : (names.get(target) ?? target);

const csvColumns = ['sequence', 'at', 'actor', 'role', 'act', 'details', 'target'];

/** What a spreadsheet would take for a formula stays text. */
const csvCell = (text: string): string =>
  `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const csvLine = (cells: string[]): string => `${cells.map(csvCell).join(';')}\r\n`;

/** With the mark by which Excel knows UTF-8. */
export const csvHead = (t: Translate): string =>
  `\uFEFF${csvLine(csvColumns.map((column) => t(`audit:columns.${column}`)))}`;

export function csvRow(t: Translate, entry: Entry, names: Map<string, string>): string {
  const { sequence, at, act, actor, details } = entry;
  return csvLine([
    String(sequence),
    localMinute(at),
    actor ? (names.get(actor.id) ?? actor.id) : t('audit:nobody'),
    actor ? t(`shared:roles.${actor.role}`) : '',
    t(`audit:acts.${act}`),
    detailsInWords(t, details),
    targetText(entry, names),
  ]);
}

function checkedNotice(t: Translate, checked: Checked): Notice {
  return checked.isWhole
    ? { kind: 'success', text: t('audit:chain.whole', { count: checked.entries }) }
    : {
        kind: 'error',
        title: t('audit:chain.brokenTitle'),
        text: t('audit:chain.broken', { number: checked.brokenAt }),
      };
}

function actorCell(t: Translate, { actor }: Entry, names: Map<string, string>) {
  if (!actor) return t('audit:nobody');
  return { text: names.get(actor.id) ?? actor.id, note: t(`shared:roles.${actor.role}`) };
}

/** 'Role: Coordinator · Changed: name, role'; an empty text when there is nothing to say. */
function detailsInWords(t: Translate, details: Details): string {
  return Object.entries(details)
    .map(([name, value]) => {
      const words = [value].flat().map((one) => valueInWords(t, name, one));
      return `${t(`audit:details.${name}`)}: ${words.join(', ')}`;
    })
    .join(' · ');
}

function valueInWords(t: Translate, name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return t(value ? 'audit:yes' : 'audit:no');
  if (name === 'role') return t(`shared:roles.${value}`);
  if (name === 'reason') return t(`audit:reasons.${value}`);
  if (name === 'fields') return t(`audit:fields.${value}`);
  if (name === 'state') return t(`consultations:state.${formerStates[String(value)] ?? value}`);
  if (name === 'language' && isLanguage(value)) return languageTable[value].name;
  return String(value);
}
