/** The text a draft starts from: the agreed recommendations for what this student's answers describe. */

import { bandRules } from '../../core/definition/bands';
import type { Language } from '../../core/definition/types';
import { factsOf, feedbackFor, textsAboutAnswers } from '../../core/feedback/feedback';
import { readersOf, readFor } from '../../core/feedback/reader';
import type { TextVersion } from '../../library/text.types';
import type { Questionnaire } from '../../questionnaires';
import type { Attempt } from '../../screening/attempt.types';
import { longestLetter } from '../case/case.rules';

/** A letter about everything is read by nobody: the two most important scales and two further subjects. */
const mostScales = 2;
const mostExtras = 2;

/** The recommendations' small Markdown as the plain text of a letter. */
const plainText = (markdown: string): string =>
  markdown
    .replace(/^#+\s+/gm, '')
    .replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g, '$1')
    .replace(/^\s*[-*]\s+/gm, '— ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Ids of the texts, the most important first: scales that are not calm, else the first one, then further subjects. */
function textsForLetter(attempt: Attempt, { definition }: Questionnaire): string[] {
  const { result, submittedAnswers, profile } = attempt;
  if (!result || !submittedAnswers) return [];
  const feedback = feedbackFor(definition, { answers: submittedAnswers, result, age: profile.age });
  const raised = feedback.scales.filter(({ band }) => band !== null && !bandRules(definition, band)?.isCalm);
  const chosen = raised.length > 0 ? raised.slice(0, mostScales) : feedback.scales.slice(0, 1);
  const aboutAnswers = textsAboutAnswers(definition);
  const extras = feedback.extras.filter((id) => !aboutAnswers.includes(id)).slice(0, mostExtras);
  return [...chosen.flatMap(({ textIds }) => textIds), ...extras];
}

/** For whom the marked passages of its texts are. */
function readersIn({ result, submittedAnswers, profile }: Attempt, { definition }: Questionnaire): string[] {
  if (!result || !submittedAnswers) return [];
  const facts = factsOf(definition, { answers: submittedAnswers, result, age: profile.age });
  return readersOf(definition, { ...facts, profile });
}

export function startingLetter({
  attempt,
  questionnaire,
  texts,
  language,
  greeting,
  closing,
}: {
  attempt: Attempt;
  questionnaire: Questionnaire;
  /** Shown now, by id. */
  texts: Record<string, TextVersion>;
  language: Language;
  greeting: string;
  closing: string;
}): string {
  const readers = readersIn(attempt, questionnaire);
  const bodies = textsForLetter(attempt, questionnaire).flatMap((id) => {
    const text = texts[id]?.contents[language];
    return text ? [plainText(readFor(text.body, readers))] : [];
  });
  return [greeting, ...bodies, closing].join('\n\n').slice(0, longestLetter);
}
