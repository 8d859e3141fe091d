/** The plan / fact table of the grant's indicators: computed facts from the numbers, typed ones with their source. */
import type { ByLanguage, ComputedIndicator, ReferencePlan } from '../reference';
import { coverageId } from '../tables/coverage.tables';
import { everybody } from '../tallies/groups';
import { cellOf } from './context';
import type { ReferenceNumbers } from './numbers';
import { consultationId, satisfactionId } from './service.tables';
import { countCell, percentCell, type SheetCell } from './sheet';

export interface IndicatorRow {
  /** The computed indicator's name, or `typed.1`, `typed.2` … in the order in which they were typed. */
  key: string;
  /** null for a computed one: its name is a text of the interface. */
  name: ByLanguage | null;
  isPercent: boolean;
  plan: number;
  fact: SheetCell;
  source: ByLanguage | null;
  justification: ByLanguage;
  /** How the fact stands to the plan; `unknown` when the fact is hidden or not computed. */
  outcome: 'met' | 'exceeded' | 'missed' | 'unknown';
}

export function indicatorRows(plan: ReferencePlan, numbers: ReferenceNumbers): IndicatorRow[] {
  const computed = plan.computed.map(({ indicator, plan: planned, justification }) => {
    const fact = factOf(indicator, numbers);
    return {
      key: indicator as string,
      name: null,
      isPercent: indicator === 'satisfaction',
      plan: planned,
      fact,
      source: null,
      justification,
      outcome: outcomeOf(planned, fact),
    };
  });
  const typed = plan.typed.map((indicator, index) => ({
    ...indicator,
    key: `typed.${index + 1}`,
    isPercent: false,
    fact: { value: indicator.fact },
    outcome: outcomeOf(indicator.plan, { value: indicator.fact }),
  }));
  return [...computed, ...typed];
}

/** Indicators below their plan that nobody has explained in every language: the grant form asks why. */
export function unexplained(rows: readonly IndicatorRow[]): IndicatorRow[] {
  return rows.filter(
    ({ outcome, justification }) =>
      outcome === 'missed' && Object.values(justification).some((text) => text.trim() === ''),
  );
}

function outcomeOf(plan: number, { value }: SheetCell): IndicatorRow['outcome'] {
  if (typeof value !== 'number') return 'unknown';
  if (value === plan) return 'met';
  return value > plan ? 'exceeded' : 'missed';
}

function factOf(indicator: ComputedIndicator, numbers: ReferenceNumbers): SheetCell {
  switch (indicator) {
    case 'coverage':
      return countCell(cellOf(numbers, coverageId(everybody)));
    case 'satisfaction':
      return percentCell(cellOf(numbers, satisfactionId('satisfied')));
    case 'reference':
      return { value: 1 };
    case 'recommendations':
      return { value: numbers.guides.length };
    case 'consultations':
      return countCell(cellOf(numbers, consultationId('answered')));
  }
}
