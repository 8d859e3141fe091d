/**
 * The one thing to do today: everything else on the result page is folded. The step is taken from the texts that the
 * result shows anyway, so that the library keeps the last word. Pure.
 */
import type { Definition } from '../definition/definition';
import type { Result } from '../definition/types';
import { markdownBlocks, plainOf } from '../text/markdown';
import { type Feedback, readingOrder, textsAboutAnswers } from './feedback';

/** Someone to talk to, a sentence of the questionnaire by its id, or the first step of a text. */
export type Today =
  | { kind: 'person' }
  | { kind: 'sentence'; id: string }
  | { kind: 'step'; textId: string; step: string };

/** Of a step, such as «**Сон.** За час до сна выключай экран.»: its name says less than the step does. */
export const nameOfStep = /^\*\*[^*]+[.:]\*\*\s+/;

const asSentence = (text: string): string => plainOf(text.trim()).replace(/:$/, '.');

/**
 * The first entry of a text's first list. Questions to ask oneself are one step together, with the line before them.
 * @returns null for a text without a list
 */
export function firstStep(body: string): string | null {
  const blocks = markdownBlocks(body);
  const index = blocks.findIndex((block) => 'items' in block);
  const list = blocks[index];
  if (!list || !('items' in list)) return null;
  const [first] = list.items;
  if (first && !list.items.every((item) => item.endsWith('?'))) return plainOf(first.replace(nameOfStep, ''));
  const before = blocks[index - 1];
  const lead = before?.kind === 'paragraph' ? [asSentence(before.text)] : [];
  return [...lead, ...list.items.map(plainOf)].join(' ');
}

/**
 * With any safeguarding sign it is a person to talk to, whatever the texts begin with. Otherwise it is what the definition
 * chooses, or the first step of the most important text that has one. A text about the answers themselves gives no step: it is about the test and
 * not about the day.
 * @param bodies of the texts as they are read, by id
 * @returns null where no text has a step, as for somebody who skipped everything
 */
export function todayOf(
  definition: Definition,
  feedback: Feedback,
  { flags }: Pick<Result, 'flags'>,
  bodies: Record<string, string>,
): Today | null {
  if (flags.length > 0) return { kind: 'person' };
  if (feedback.today !== null) return { kind: 'sentence', id: feedback.today };
  const aboutAnswers = textsAboutAnswers(definition);
  for (const textId of readingOrder(definition, feedback)) {
    const step = aboutAnswers.includes(textId) ? null : firstStep(bodies[textId] ?? '');
    if (step) return { kind: 'step', textId, step };
  }
  return null;
}
