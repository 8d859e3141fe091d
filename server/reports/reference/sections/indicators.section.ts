/** The project in short and its indicators, plan against fact. */
import { findRegion } from '../../../core/attempt/regions';
import type { Content, Section } from '../context';
import { type IndicatorRow, indicatorRows } from '../indicators';
import { markNotes, type Sheet, type SheetRow } from '../sheet';

export function indicatorsSection(content: Content): Section {
  const { plan, numbers, voice } = content;
  const { say, language } = voice;
  const regions =
    numbers.regions.length === 0
      ? say('project.allRegions')
      : numbers.regions.map((kato) => findRegion(kato)?.[language] ?? kato).join(', ');
  const campaigns =
    numbers.campaigns === 0
      ? say('project.allCampaigns')
      : say('project.someCampaigns', { count: numbers.campaigns });
  return {
    title: say('project.title'),
    startsOnNewPage: true,
    blocks: [
      {
        kind: 'paragraph',
        text: say('project.lead', {
          project: plan.project[language],
          organisation: plan.organisation[language],
          from: voice.day(plan.from),
          to: voice.day(plan.to),
        }),
      },
      { kind: 'paragraph', text: say('project.scope', { regions, campaigns }) },
      { kind: 'sheet', sheet: planSheet(content) },
    ],
  };
}

function planSheet({ plan, numbers, voice }: Content): Sheet {
  const { say, language } = voice;
  const rows: SheetRow[] = indicatorRows(plan, numbers).map((row) => ({
    key: row.key,
    label: row.name?.[language] ?? say(`indicators.${row.key}`),
    cells: [
      { value: row.plan, ...(row.isPercent && { form: 'percent' as const }) },
      { ...row.fact, ...(row.isPercent && { form: 'percent' as const }) },
      { value: row.source?.[language] ?? say('indicators.counted') },
      { value: explanation(row, say, language) },
    ],
  }));
  return {
    id: 'indicators',
    caption: say('tables.indicators'),
    stub: { label: say('stubs.indicator'), width: 4 },
    columns: [
      { key: 'plan', label: say('columns.plan'), form: 'count', width: 1.5 },
      { key: 'fact', label: say('columns.fact'), form: 'count', width: 1.5 },
      { key: 'source', label: say('columns.source'), form: 'text', width: 3.2 },
      { key: 'justification', label: say('columns.justification'), form: 'text', width: 3.6 },
    ],
    rows,
    notes: markNotes(rows, voice),
  };
}

function explanation(
  { justification, outcome }: IndicatorRow,
  say: Content['voice']['say'],
  language: Content['voice']['language'],
): string {
  return (
    justification[language].trim() || (outcome === 'unknown' ? '' : say(`indicators.outcome.${outcome}`))
  );
}
