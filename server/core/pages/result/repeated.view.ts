/** What a code has answered more than once, and what it can answer again; each questionnaire by itself. Pure. */
import { idOf } from '../../definition/name';
import {
  type Asked,
  type ComparedAttempt,
  type ComparisonView,
  comparableFrom,
  comparisonView,
  newestSubmitted,
  type Reader,
} from './comparison.view';

export interface Repeated {
  /** `<id>/<version>` of the newest finished attempt. */
  name: string;
  title: string;
  comparison: ComparisonView | null;
  /** One sentence for each length of window. */
  comparableFrom: string[];
}

/** @param askedOf undefined for a questionnaire that cannot be read here and now */
export function repeatedOf(
  attempts: readonly ComparedAttempt[],
  askedOf: (name: string) => Asked | undefined,
  now: Date,
  reader: Reader,
): Repeated[] {
  const ids = [...new Set(attempts.map(({ questionnaire }) => idOf(questionnaire)))];
  return ids.flatMap((id) => {
    const own = attempts.filter(({ questionnaire }) => idOf(questionnaire) === id);
    const attempt = newestSubmitted(own);
    const asked = attempt && askedOf(attempt.questionnaire);
    if (!asked) return [];
    return [
      {
        name: attempt.questionnaire,
        title: asked.texts[reader.language]?.title ?? '',
        comparison: comparisonView(asked, { attempt, attempts: own }, reader),
        comparableFrom: comparableFrom(asked, { attempts: own, now }, reader),
      },
    ];
  });
}

/**
 * What can be begun again with a code: what everybody is offered, and of what only a campaign asks the newest version
 * that this code has answered.
 */
export function againNames(offered: readonly string[], attempts: readonly ComparedAttempt[]): string[] {
  const names = [...offered];
  for (const { questionnaire } of attempts)
    if (!names.some((name) => idOf(name) === idOf(questionnaire))) names.push(questionnaire);
  return names;
}
