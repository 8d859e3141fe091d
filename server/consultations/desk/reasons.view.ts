/** What stands behind a case's levels: the strongest own answers in words, and what changed since the code's earlier attempts. */
import { bandRules } from '../../core/definition/bands';
import type { Language } from '../../core/definition/types';
import { type OwnAnswer, strongestAnswers } from '../../core/feedback/own-answers';
import { bandWordInLine, scaleTexts } from '../../core/feedback/scale-texts';
import { type ComparedAttempt, comparisonView } from '../../core/pages/result/comparison.view';
import { bandsOf } from '../../core/scoring/levels';
import type { Translate } from '../../core/text/translate';
import type { Questionnaire } from '../../questionnaires';
import type { Attempt } from '../../screening/attempt.types';

interface Reader {
  t: Translate;
  language: Language;
}

export interface Driver {
  scale: string;
  band: string;
  /** Harm before all others. */
  answers: OwnAnswer[];
}

/** Of every scale that is not calm, in the order in which the result is read. */
export function drivers(
  { result, submittedAnswers }: Pick<Attempt, 'result' | 'submittedAnswers'>,
  { definition, texts: byLanguage }: Pick<Questionnaire, 'definition' | 'texts'>,
  { language }: Reader,
): Driver[] {
  if (!result || !submittedAnswers) return [];
  const texts = byLanguage[language];
  return Object.entries(bandsOf(result)).flatMap(([scale, band]) => {
    if (band === null || bandRules(definition, band)?.isCalm) return [];
    const answers = strongestAnswers(definition, texts, scale, submittedAnswers);
    const { name } = scaleTexts(texts, scale);
    return answers.length > 0 ? [{ scale: name, band: bandWordInLine(texts, band, language), answers }] : [];
  });
}

/** Only what is more than the scales' own error is called a change. */
export function changes(
  attempt: ComparedAttempt,
  earlier: ComparedAttempt[],
  questionnaire: Pick<Questionnaire, 'definition' | 'texts'>,
  reader: Reader,
): { names: string; text: string }[] {
  const view = comparisonView(questionnaire, { attempt, attempts: [...earlier, attempt] }, reader);
  return (view?.groups ?? []).map(({ names, word }) => ({ names, text: word }));
}
