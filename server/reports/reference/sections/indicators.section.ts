/** The project in short and its indicators, plan against fact. */
import { regionName } from '../../../core/attempt/regions';
import type { Content, Section } from '../context';
import { type IndicatorRow, indicatorRows } from '../indicators';
import { markNotes, type Sheet, type SheetRow } from '../sheet';

export function indicatorsSection(content: Content): Section {
  const { plan, numbers, voice } = content;
  const { translate, language } = voice;
  const regions =
    numbers.regions.length === 0
      ? translate('project.allRegions')
      : numbers.regions.map((kato) => regionName(kato, voice.t)).join(', ');
  const campaigns =
    numbers.campaigns === 0
      ? translate('project.allCampaigns')
      : translate('project.someCampaigns', { count: numbers.campaigns });
  return {
    title: translate('project.title'),
    startsOnNewPage: true,
    blocks: [
      {
        kind: 'paragraph',
        text: translate('project.lead', {
          project: plan.project[language],
          organisation: plan.organisation[language],
          from: voice.day(plan.from),
          to: voice.day(plan.to),
        }),
      },
      { kind: 'paragraph', text: translate('project.scope', { regions, campaigns }) },
      { kind: 'sheet', sheet: planSheet(content) },
    ],
  };
}

function planSheet({ plan, numbers, voice }: Content): Sheet {
  const { translate, language } = voice;
  const rows: SheetRow[] = indicatorRows(plan, numbers).map((row) => ({
    key: row.key,
    label: row.name?.[language] ?? translate(`indicators.${row.key}`),
    cells: [
      { value: row.plan, ...(row.isPercent && { form: 'percent' as const }) },
      { ...row.fact, ...(row.isPercent && { form: 'percent' as const }) },
      { value: row.source?.[language] ?? translate('indicators.counted') },
      { value: explanation(row, translate, language) },
    ],
  }));
  return {
    id: 'indicators',
    caption: translate('tables.indicators'),
    stub: { label: translate('stubs.indicator'), width: 4 },
    columns: [
      { key: 'plan', label: translate('columns.plan'), form: 'count', width: 1.5 },
      { key: 'fact', label: translate('columns.fact'), form: 'count', width: 1.5 },
      { key: 'source', label: translate('columns.source'), form: 'text', width: 3.2 },
      { key: 'justification', label: translate('columns.justification'), form: 'text', width: 3.6 },
    ],
    rows,
    notes: markNotes(rows, voice),
  };
}

function explanation(
  { justification, outcome }: IndicatorRow,
  translate: Content['voice']['translate'],
  language: Content['voice']['language'],
): string {
  return (
    justification[language].trim() ||
    (outcome === 'unknown' ? '' : translate(`indicators.outcome.${outcome}`))
  );
}
