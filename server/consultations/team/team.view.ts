/** The team's pages: who is there, who is away, for how much, and to whom cases can go. */
import type { FieldErrors } from '../../core/pages/form';
import { languageName } from '../../core/text/language-name';
import { languages } from '../../core/text/languages';
import type { Reader, Translate } from '../../core/text/translate';
import { dayText } from '../../http/language/dates';
import { localDay, startOfDay } from '../../shared/clock';
import type { Actor } from '../../shared/roles';
import { longestNote, refusal } from '../case/case.rules';
import type { Case } from '../case/case.types';
import { isPresent, type Present, serves } from '../case/coverage.rules';
import { versionOf, versionText } from '../case/version.rules';
import { scriptWords } from '../writing/script-words.view';
import { type Absence, absenceOn } from './absences.rules';
import type { Colleague } from './team.service';

/** Whoever reads a page of staff. */
export interface TeamReader extends Reader {
  actor: Pick<Actor, 'accountId' | 'role'>;
}

export interface Refused {
  values: Record<string, unknown>;
  errors: FieldErrors;
}

export const nothingRefused: Refused = { values: {}, errors: {} };

/** A field with what was typed and what is wrong with it. */
export function fieldWith({ values, errors }: Refused, t: Translate) {
  return (id: string, { label, ...more }: { label?: string } & Record<string, unknown> = {}) => {
    const typed = values[id];
    const error = errors[id];
    return {
      id,
      label: label ?? t(`consultations:team.fields.${id}`),
      ...more,
      ...(typeof typed === 'string' && { value: typed }),
      ...(error && { error: t(error) }),
    };
  };
}

const periodText = ({ from, until }: Absence, t: Translate): string =>
  t('consultations:team.period', {
    from: dayText(t, startOfDay(from)),
    until: dayText(t, startOfDay(until)),
  });

function whereOf({ absences, isHere }: Colleague, now: Date, t: Translate) {
  const absence = absenceOn(absences, localDay(now));
  if (isHere || !absence) return { text: t('consultations:team.here'), tone: 'good' };
  const until = dayText(t, startOfDay(absence.until));
  return { text: t('consultations:team.awayUntil', { until }), tone: 'attention' };
}

export function teamView(
  colleagues: Colleague[],
  own: Colleague,
  reader: TeamReader & { now: Date },
  refused?: Refused,
) {
  const { t, language, actor, now } = reader;
  const isLead = actor.role === 'lead';
  return {
    title: t('consultations:team.title'),
    links: [
      { href: '/staff/rota', text: t('consultations:rota.title') },
      ...(isLead ? [{ href: '/staff/load', text: t('consultations:load.title') }] : []),
    ],
    person: personOf(own, '/staff/team', reader, refused),
    signsAs: fieldWith(refused ?? nothingRefused, t)('signsAs', {
      hint: t('consultations:team.signsAsHint'),
      value: own.signsAs ?? '',
      width: 'medium',
      attributes: { maxlength: 60, autocomplete: 'off' },
    }),
    table: {
      caption: t('consultations:team.colleagues'),
      rowHeader: true,
      columns: ['name', 'where', 'regions', 'languages'].map((name) => ({
        label: t(`consultations:team.columns.${name}`),
      })),
      rows: colleagues.map((one) => [
        {
          text: one.name,
          ...(isLead && { href: `/staff/team/${one.id}` }),
          note: t(`shared:roles.${one.role}`),
        },
        {
          text: '',
          badge: whereOf(one, now, t),
          note: t('consultations:team.held', { number: heldText(one, t) }),
        },
        one.regions.length === 0
          ? t('consultations:team.all')
          : one.regions.map((kato) => t(`regions:${kato}`)).join(', '),
        one.languages.length === 0
          ? t('consultations:team.all')
          : one.languages.map((known) => languageName(known, language)).join(', '),
      ]),
    },
  };
}

const heldText = ({ held, mostCases }: Colleague, t: Translate): string =>
  mostCases === null ? String(held) : t('consultations:team.heldOf', { held, most: mostCases });

function personOf(one: Colleague, action: string, { t }: Reader, refused: Refused = nothingRefused) {
  const field = fieldWith(refused, t);
  const day = { kind: 'date', width: 'short' };
  return {
    action,
    errors: Object.entries(refused.errors).map(([id, key]) => ({ href: `#${id}`, text: t(key) })),
    absences: one.absences.map((absence) => ({ ...absence, text: periodText(absence, t) })),
    from: field('from', day),
    until: field('until', day),
  };
}

/** A colleague as the lead sees and sets them. */
export function colleagueView(
  one: Colleague,
  others: Colleague[],
  reader: TeamReader & { now: Date },
  refused: Refused = nothingRefused,
) {
  const { t, language, now } = reader;
  const field = fieldWith(refused, t);
  const receivers = others.filter(({ id, isHere }) => id !== one.id && isHere);
  return {
    title: one.name,
    role: t(`shared:roles.${one.role}`),
    where: whereOf(one, now, t),
    held: t('consultations:team.held', { number: heldText(one, t) }),
    person: personOf(one, `/staff/team/${one.id}`, reader, refused),
    writtenIn: {
      id: 'languages',
      name: 'languages',
      kind: 'checkbox',
      legend: t('consultations:team.fields.languages'),
      hint: t('consultations:team.noneMeansAll'),
      isInline: true,
      choices: languages.map((value) => ({
        value,
        label: languageName(value, language),
        isChecked: one.languages.includes(value),
      })),
    },
    mostCases: field('mostCases', {
      hint: t('consultations:team.emptyMeansNoLimit'),
      value: one.mostCases ?? '',
      width: 'short',
      attributes: { inputmode: 'numeric', maxlength: 3 },
    }),
    handOver:
      one.held > 0 && receivers.length > 0
        ? {
            submit: t('consultations:team.handOverAll', { count: one.held }),
            ...handOverFields(receivers, refused, t),
          }
        : null,
  };
}

function handOverFields(receivers: { id: string; name: string }[], refused: Refused, t: Translate) {
  const field = fieldWith(refused, t);
  return {
    to: field('to', {
      kind: 'select',
      options: [
        { value: '', label: t('consultations:team.choose') },
        ...receivers.map(({ id, name }) => ({ value: id, label: name })),
      ],
    }),
    note: field('handOverNote', {
      kind: 'textarea',
      rows: 3,
      hint: t('consultations:team.handOverHint'),
      attributes: { 'data-longest': longestNote },
    }),
  };
}

/** On a case: to whom its holder, or a lead, can give it; null where they cannot. */
export function handOverView(
  one: Case,
  present: Present,
  { t, actor }: TeamReader,
  refused: Refused = nothingRefused,
) {
  const receivers = present.clinicians.filter(
    (known) =>
      known.id !== one.author?.id &&
      isPresent(known, present.now) &&
      serves({ accountId: known.id, role: known.role }, one, present),
  );
  if (refusal('handOver', one, actor, present) !== null || receivers.length === 0) return null;
  return {
    action: `/staff/cases/${one.id}/hand-over`,
    back: `/staff/cases/${one.id}`,
    words: scriptWords(t),
    version: versionText(versionOf(one)),
    isOpen: Object.keys(refused.errors).some((id) => id === 'to' || id === 'handOverNote'),
    ...handOverFields(receivers, refused, t),
  };
}

/** What a colleague wrote when they handed the case over to who reads it now. */
export function handedOverNote({ state, author, events }: Case, { t, actor }: TeamReader) {
  const last = events.findLast(({ act }) => act === 'handOver' || act === 'claim' || act === 'takeOver');
  if (state !== 'claimed' || author?.id !== actor.accountId || last?.act !== 'handOver' || !last.note)
    return null;
  return {
    kind: 'info' as const,
    title: t('consultations:team.handedOverBy', { name: last.by ?? '' }),
    text: last.note,
  };
}
