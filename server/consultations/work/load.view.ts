/** The lead's page of the team's load: what lies open, and how fast it went, of colleagues, regions and weeks. */
import { regionName } from '../../core/attempt/regions';
import { dateText } from '../../core/text/day-text';
import type { Translate } from '../../core/text/translate';
import { hourMs, localDay } from '../../shared/clock';
import { type Clinician, isPresent } from '../case/coverage.rules';
import { durationText } from './duration.view';
import { type Pace, type Row, sundayOf, weeksShown } from './load.rules';
import type { Load } from './work.service';

interface Reader {
  t: Translate;
  now: Date;
}

interface Column<One> {
  name: string;
  text: (one: One) => string;
}

const count =
  <One>(of: (one: One) => number) =>
  (one: One): string =>
    String(of(one));

const lasting =
  <One>(of: (one: One) => number | null, t: Translate) =>
  (one: One): string =>
    durationText(of(one), t);

/** How fast it went: the same columns for whatever it is told of, but for what is counted of danger words. */
const paceColumns = (danger: Column<Pace>, t: Translate): Column<Pace>[] => [
  { name: 'answered', text: count(({ answered }) => answered) },
  { name: 'answerTime', text: lasting(({ answerHours }) => answerHours, t) },
  danger,
  { name: 'openingTime', text: lasting(({ openingHours }) => openingHours, t) },
];
const dangerCame: Column<Pace> = { name: 'danger', text: count(({ danger }) => danger) };
const dangerOpened: Column<Pace> = { name: 'opened', text: count(({ opened }) => opened) };

interface Told<One> {
  of: One;
  head: { text: string; href?: string; note?: string };
}

function tableOf<One>(name: string, columns: Column<One>[], rows: Told<One>[], t: Translate) {
  return {
    caption: t(`consultations:load.tables.${name}`),
    rowHeader: true,
    columns: [
      { label: t(`consultations:load.columns.${name}`) },
      ...columns.map((column) => ({
        label: t(`consultations:load.columns.${column.name}`),
        isNumeric: true,
      })),
    ],
    rows: rows.map(({ of, head }) => [head, ...columns.map(({ text }) => text(of))]),
  };
}

const overdue: Column<Row> = { name: 'overdue', text: count((row) => row.overdue) };

/** Whoever is there, and whoever else did something in these weeks. */
function colleaguesTable({ clinicians, colleagues }: Load, { t, now }: Reader) {
  const nothing: Row = {
    ...{ open: 0, free: 0, overdue: 0, asked: 0, answered: 0 },
    ...{ answerHours: null, danger: 0, opened: 0, openingHours: null },
  };
  const rows = clinicians
    .filter(({ id, isActive }) => isActive || colleagues.has(id))
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map((one) => ({ of: colleagues.get(one.id) ?? nothing, head: headOf(one, { t, now }) }));
  const columns: Column<Row>[] = [
    { name: 'held', text: count(({ open }) => open) },
    overdue,
    ...paceColumns(dangerOpened, t),
  ];
  return tableOf('colleagues', columns, rows, t);
}

function headOf(one: Clinician, { t, now }: Reader): Told<Row>['head'] {
  if (!one.isActive) return { text: one.name, note: t('consultations:load.closed') };
  const link = { text: one.name, href: `/staff/team/${one.id}` };
  return isPresent(one, now) ? link : { ...link, note: t('consultations:load.away') };
}

function regionsTable({ regions }: Load, t: Translate) {
  const rows = [...regions]
    .toSorted(([, one], [, other]) => other.open - one.open || other.answered - one.answered)
    .map(([kato, of]) => ({ of, head: { text: regionName(kato, t) } }));
  const columns: Column<Row>[] = [
    { name: 'open', text: count(({ open }) => open) },
    { name: 'free', text: count(({ free }) => free) },
    overdue,
    ...paceColumns(dangerCame, t),
  ];
  return tableOf('regions', columns, rows, t);
}

function weeksTable({ weeks }: Load, t: Translate) {
  const rows = weeks.map(({ monday, pace }) => ({
    of: pace,
    head: {
      text: t('consultations:load.week', { from: dateText(t, monday), until: dateText(t, sundayOf(monday)) }),
    },
  }));
  const came: Column<Pace> = { name: 'asked', text: count(({ asked }) => asked) };
  const columns = [came, ...paceColumns(dangerCame, t)];
  return tableOf('weeks', columns, rows, t);
}

function statsOf({ all }: Load, t: Translate) {
  const stat = (name: string, value: string) => ({ label: t(`consultations:load.stats.${name}`), value });
  return [
    stat('open', String(all.open)),
    stat('free', String(all.free)),
    stat('overdue', String(all.overdue)),
    stat('answerTime', durationText(all.answerHours, t)),
    stat('openingTime', durationText(all.openingHours, t)),
  ];
}

/** What cannot wait for anybody to read a table. */
function unopenedNotice({ unopened: { count, since } }: Load, { t, now }: Reader) {
  if (since === null) return null;
  const longest = durationText((now.getTime() - since.getTime()) / hourMs, t);
  return { kind: 'error' as const, text: t('consultations:load.unopened', { number: count, longest }) };
}

const isEmpty = ({ all }: Load): boolean => all.open === 0 && all.asked === 0 && all.answered === 0;

export function loadView(load: Load, reader: Reader) {
  const { t, now } = reader;
  const first = load.weeks.at(-1)?.monday ?? localDay(now);
  return {
    title: t('consultations:load.title'),
    lead: t('consultations:load.lead', { weeks: weeksShown, from: dateText(t, first) }),
    notice: unopenedNotice(load, reader),
    empty: isEmpty(load)
      ? { title: t('consultations:load.empty.title'), text: t('consultations:load.empty.text') }
      : null,
    stats: statsOf(load, t),
    tables: [colleaguesTable(load, reader), regionsTable(load, t), weeksTable(load, t)],
  };
}
