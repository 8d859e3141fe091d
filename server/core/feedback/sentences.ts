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
  /** What this is not; where nothing was answered, that nothing can be said. */
  about: string;
  strength: string;
  /** By scale with bands: one for its band, one more for a label that stands beside it. */
  scales: Record<string, string[]>;
  /** What is told of the other scales. */
  more: { name: string; sentences: string[] }[];
  /** Why help is offered. */
  open: string[];
  recheck: string;
}

export function resultSentences(
  definition: Definition,
  texts: Texts,
  { feedback, result }: { feedback: Feedback; result: Result },
): ResultSentences {
  const ids = [...feedback.scales.map(({ scale }) => scale), ...definition.feedback.more];
  const told = new Map(ids.map((scale) => [scale, scaleSentences(definition, texts, scale, result)]));
  const sentencesOf = (scale: string) => defined(told.get(scale), `the sentences of scale ${scale}`);
  const isTold = ids.some((scale) => sentencesOf(scale)[0] !== texts.labels.notScored);
  // Where nothing can be told, one sentence says so, and not each scale again.
  const nothing = isTold ? undefined : texts.nothing;
  const scales = nothing ? [] : feedback.scales;
  const more = nothing ? [] : definition.feedback.more;
  return {
    thanks: texts.thanks,
    about: nothing ?? texts.notDiagnosis,
    strength: texts.strengths[feedback.strength] ?? texts.strengths.none ?? '',
    scales: Object.fromEntries(scales.map(({ scale }) => [scale, sentencesOf(scale)])),
    more: more.map((scale) => ({
      name: scaleTexts(texts, scale).name,
      sentences: sentencesOf(scale),
    })),
    open: feedback.open.map((id) => defined(texts.open?.[id], `the open sentence ${id}`)),
    recheck: texts.recheck,
  };
}

/** A sentence for each level that the scale came to; what could not be scored is left out. */
function scaleSentences(
  { scales, feedback }: Definition,
  texts: Texts,
  id: string,
  result: Result,
): string[] {
  const scored = defined(result.scales[id], `result of scale ${id}`);
  const labelled =
    typeof scored.label === 'string' ? [defined(texts.labels[scored.label], scored.label)] : [];
  if (isClosed(scales[id], scored) || feedback.labelTexts.includes(String(scored.label))) return labelled;
  const told = Object.entries(scaleTexts(texts, id).describes).flatMap(([property, sentences]) => {
    const level = scored[property];
    return typeof level === 'string' ? [defined(sentences[level], `${id}: ${property} ${level}`)] : [];
  });
  return told.length > 0 ? [...told, ...labelled] : [texts.labels.notScored];
}
