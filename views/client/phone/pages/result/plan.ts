/** The student's own plan, drawn into the result; see plan.view.ts. */
import { planView } from '../../../../../server/core/pages/result/plan.view';
import plan from '../../../../screening/result/plan.ejs';
import type { Reader } from '../../model/translate';
import type { PhoneState } from '../../state/state';

/**
 * It stays on somebody's own phone: none on a shared one, and none in a class, where others look on. A campaign that is not
 * known here is taken for a class.
 */
function canPlan({ attempt, campaign }: PhoneState): boolean {
  if (!attempt || attempt.isSharedPhone) return false;
  if (attempt.campaign === null) return true;
  return campaign?.slug === attempt.campaign && campaign.kind !== 'class';
}

/** @param bodies of the texts, as they are read; where there are none, nothing is to be chosen */
export function drawPlan(state: PhoneState, { t, language }: Reader, bodies: readonly string[]): string {
  if (bodies.length === 0 || !canPlan(state)) return '';
  return plan({ t, language, plan: planView(t, bodies, state.session.plan ?? null) });
}
