/** The sentences that say what a result means, before any recommendation: the same on the server and on the phone. */

import { defined } from '../defined';
import type { Definition } from '../definition/definition';
import type { Texts } from '../definition/texts';
import type { Result } from '../definition/types';
import { isClosed } from '../scoring/kinds';
import type { Feedback } from './feedback';
import { scaleTexts } from './scale-texts';

export interface ResultSentences {
  thanks: string;
  notDiagnosis: string;
  strength: string;
  /** By scale with bands: one for its band, one more for a label that stands beside it. */
  scales: Record<string, string[]>;
  /** What is told of the other scales. */
  more: { name: string; sentences: string[] }[];
  recheck: string;
}

export function resultSentences(
  definition: Definition,
  texts: Texts,
  { feedback, result }: { feedback: Feedback; result: Result },
): ResultSentences {
  const sentencesOf = (scale: string) => scaleSentences(definition, texts, scale, result);
  return {
    thanks: texts.thanks,
    notDiagnosis: texts.notDiagnosis,
    strength: texts.strengths[feedback.strength] ?? texts.strengths.none ?? '',
    scales: Object.fromEntries(feedback.scales.map(({ scale }) => [scale, sentencesOf(scale)])),
    more: definition.feedback.more.map((scale) => ({
      name: scaleTexts(texts, scale).name,
      sentences: sentencesOf(scale),
    })),
    recheck: texts.recheck,
  };
}

/** A sentence for each level that the scale came to; what could not be scored is left out. */
function scaleSentences({ scales }: Definition, texts: Texts, id: string, result: Result): string[] {
  const scored = defined(result.scales[id], `result of scale ${id}`);
  const labelled =
    typeof scored.label === 'string' ? [defined(texts.labels[scored.label], scored.label)] : [];
  if (isClosed(scales[id], scored)) return labelled;
  const told = Object.entries(scaleTexts(texts, id).describes).flatMap(([property, sentences]) => {
    const level = scored[property];
    return typeof level === 'string' ? [defined(sentences[level], `${id}: ${property} ${level}`)] : [];
  });
  return told.length > 0 ? [...told, ...labelled] : [texts.labels.notScored];
}
