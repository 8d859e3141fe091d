/** The student's own plan on their own phone: chosen, or to be chosen. Pure. */
import { longestPlan, type Plan, planIn, stepsOf } from '../../feedback/plan';
import type { Translate } from '../../text/translate';

/** What is read by nobody in a list of choices; the texts come in reading order. */
const mostTexts = 2;

function choices(name: string, legend: string, words: string[]) {
  return {
    ...{ id: name, name, legend },
    choices: words.map((value, index) => ({ value, label: value, isChecked: index === 0 })),
  };
}

/** @param bodies of the texts, as they are read */
export function planView(t: Translate, bodies: readonly string[], chosen: Plan | null) {
  const heading = t('screening:plan.ifThen');
  const texts = bodies.slice(0, mostTexts);
  const plans = texts.flatMap((body) => planIn(body, heading) ?? []);
  return {
    chosen,
    steps: choices('chosen', t('screening:plan.step'), texts.flatMap(stepsOf)),
    plans: choices('ifThen', heading, plans),
    own: {
      ...{ id: 'own', kind: 'textarea', rows: 2 },
      label: t('screening:plan.own'),
      hint: t('screening:plan.note'),
      attributes: { maxlength: longestPlan },
    },
  };
}

/** What a form of the plan says; null where the plan is to be changed. What was written by oneself goes before what was picked. */
export function planOf({ chosen: step, ifThen, own }: Record<string, unknown>): Plan | null {
  const written = typeof own === 'string' ? own.trim().slice(0, longestPlan) : '';
  return typeof step === 'string' ? { step, ifThen: written || String(ifThen ?? '') } : null;
}
