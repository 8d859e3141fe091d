/** The overview as cards, charts and tables; each chart's numbers stand in a table too. */

import { regionName, regions } from '../core/attempt/regions';
import type { ChartSpec } from '../core/charts/chart-spec';
import type { Translate } from '../core/text/translate';
import { typeset } from '../core/text/typeset';
import type { Overview } from './overview.service';
import { cellIn, dimensionWord } from './reference/context';
import { absentMark, hiddenMark } from './reference/sheet';
import type { Voice } from './reference/voice';
import { regionTiles } from './region-tiles';
import type { Cell, Table } from './tables/model';
import { bands, scales } from './tallies/slots';

/** Older days are in the references. */
const daysShown = 60;

export function overviewPage(overview: Overview, voice: Voice, t: Translate) {
  return {
    title: t('reports:overview.title'),
    isEmpty: overview.submitted === 0 && overview.campaigns.length === 0,
    stats: stats(overview, voice, t),
    consultations: consultationStats(overview, voice, t),
    campaigns: campaignsPart(overview, voice, t),
    days: daysPart(overview, voice, t),
    regions: regionsPart(overview, voice, t),
    levels: overview.levels && levelsPart(overview.levels, voice, t),
    levelsHint: t('reports:overview.levelsHint', { day: voice.day(overview.levelsUntil) }),
  };
}

function stats(
  { submitted, today, lastSevenDays, started, completed, plan, satisfaction }: Overview,
  voice: Voice,
  t: Translate,
) {
  const label = (name: string) => t(`reports:overview.stats.${name}`);
  const percent = plan === 0 ? null : voice.percentWithSign((100 * submitted) / plan);
  return [
    {
      label: label('submitted'),
      value: voice.count(submitted),
      note:
        percent === null
          ? label('noPlan')
          : t('reports:overview.stats.ofPlan', { percent, plan: voice.count(plan) }),
      ...(plan > 0 && { progress: { value: Math.min(submitted, plan), max: plan } }),
    },
    { label: label('today'), value: voice.count(today) },
    { label: label('lastSevenDays'), value: voice.count(lastSevenDays) },
    {
      label: label('started'),
      value: voice.count(started),
      note:
        completed === null
          ? undefined
          : t('reports:overview.stats.completed', { percent: voice.percentWithSign(100 * completed) }),
    },
    {
      label: label('satisfaction'),
      value: satisfaction?.percent == null ? absentMark : voice.percentWithSign(satisfaction.percent),
      note:
        satisfaction?.percent == null || satisfaction.interval === null
          ? label('fewRated')
          : t('reports:overview.stats.interval', { interval: voice.interval(satisfaction.interval) }),
    },
  ];
}

function consultationStats({ consultations }: Overview, voice: Voice, t: Translate) {
  return (['asked', 'answered', 'read', 'overdue'] as const).map((name) => ({
    label: t(`reports:overview.consultations.${name}`),
    value: voice.count(consultations[name]),
  }));
}

/** A chart for the browser, with its words for a screen reader. */
function drawn(chart: ChartSpec, alternative: string) {
  return { chart: JSON.stringify(chart), alternative };
}

function campaignsPart({ campaigns }: Overview, voice: Voice, t: Translate) {
  if (campaigns.length === 0) return null;
  const column = (name: string, isNumeric = true) => ({
    label: t(`reports:overview.columns.${name}`),
    isNumeric,
  });
  const chart: ChartSpec = {
    kind: 'coverage',
    rows: campaigns.map(({ campaign, submitted }) => ({
      label: campaign.name,
      plan: campaign.target,
      fact: submitted,
    })),
    texts: { plan: voice.translate('charts.plan'), fact: voice.translate('charts.fact') },
  };
  return {
    ...drawn(chart, t('reports:overview.campaignsAlt')),
    table: {
      caption: t('reports:overview.campaigns'),
      isCaptionHidden: true,
      rowHeader: true,
      columns: [
        column('campaign', false),
        column('plan'),
        column('started'),
        column('submitted'),
        column('percent'),
      ],
      rows: campaigns.map(({ campaign, started, submitted }) => [
        { text: campaign.name, href: `/staff/campaigns/${campaign.slug}` },
        voice.count(campaign.target),
        voice.count(started),
        voice.count(submitted),
        voice.percent((100 * submitted) / campaign.target),
      ]),
    },
  };
}

function daysPart({ days }: Overview, voice: Voice, t: Translate) {
  if (days.length === 0) return null;
  let sum = 0;
  const all = days.map(([day, n]) => {
    sum += n;
    return { day, n, together: sum };
  });
  const shown = all.slice(-daysShown);
  const chart: ChartSpec = {
    kind: 'daily',
    days: shown.map(({ day }) => voice.shortDay(day)),
    counts: shown.map(({ n }) => n),
    together: shown.map(({ together }) => together),
    texts: { day: voice.translate('charts.perDay'), together: voice.translate('charts.together') },
  };
  return {
    ...drawn(chart, t('reports:overview.daysAlt')),
    table: {
      caption: t('reports:overview.days'),
      isCaptionHidden: true,
      rowHeader: true,
      columns: [
        { label: dimensionWord('day', 'stub', voice) },
        { label: voice.translate('charts.perDay'), isNumeric: true },
        { label: voice.translate('charts.together'), isNumeric: true },
      ],
      rows: shown
        .map(({ day, n, together }) => [voice.day(day), voice.count(n), voice.count(together)])
        .reverse(),
    },
  };
}

function regionsPart({ regions: counts, submitted }: Overview, voice: Voice, t: Translate) {
  if (submitted === 0) return null;
  const listed = regions
    .map((kato) => ({ kato, n: counts.get(kato) ?? 0, name: regionName(kato, t) }))
    .sort((one, other) => other.n - one.n || one.name.localeCompare(other.name, voice.language));
  const chart: ChartSpec = {
    kind: 'tileMap',
    tiles: listed.flatMap(({ kato, n }) => {
      const place = regionTiles[kato];
      if (!place) return [];
      const label = voice.translate(`shortRegions.${kato}`);
      return [{ label, column: place[0], row: place[1], value: n, text: voice.count(n) }];
    }),
  };
  return {
    ...drawn(chart, t('reports:overview.regionsAlt')),
    table: {
      caption: t('reports:overview.regions'),
      isCaptionHidden: true,
      rowHeader: true,
      columns: [
        { label: dimensionWord('region', 'stub', voice) },
        { label: voice.translate('columns.people'), isNumeric: true },
        { label: '%', isNumeric: true },
      ],
      rows: listed.map(({ name, n }) => [name, voice.count(n), voice.percent((100 * n) / submitted)]),
    },
  };
}

function levelsPart(table: Table, voice: Voice, t: Translate) {
  const percentOf = (cell: Cell | undefined) =>
    cell?.percent == null ? (cell?.hidden ? hiddenMark : absentMark) : voice.percent(cell.percent);
  const share = (scale: string, band: string) => {
    const cell = cellIn(table, scale, band);
    return cell?.percent == null ? null : cell.percent / 100;
  };
  const low = (scale: string) => {
    const [own, never] = [
      share(scale, 'low'),
      cellIn(table, scale, 'structural') ? share(scale, 'structural') : 0,
    ];
    return own === null || never === null ? null : own + never;
  };
  const chart: ChartSpec = {
    kind: 'bandShares',
    rows: scales.map((scale) => voice.translate(`scales.${scale}`)),
    bands: bands.map((band) => voice.translate(`bands.${band}`)) as [string, string, string, string],
    shares: scales.map((scale) => bands.map((band) => (band === 'low' ? low(scale) : share(scale, band)))),
  };
  const columns = ['structural', ...bands] as const;
  return {
    ...drawn(chart, t('reports:overview.levelsAlt')),
    table: {
      caption: t('reports:overview.levels'),
      isCaptionHidden: true,
      rowHeader: true,
      columns: [
        { label: voice.translate('stubs.scale') },
        ...columns.map((key) => ({
          label: typeset(`${voice.translate(`columns.${key}`)}, %`, voice.language),
          isNumeric: true,
        })),
      ],
      rows: scales.map((scale) => [
        voice.translate(`scales.${scale}`),
        ...columns.map((key) => percentOf(cellIn(table, scale, key))),
      ]),
    },
  };
}
