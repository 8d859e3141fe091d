/**
 * One step that somebody chooses from the texts of a result, with a plan when to take it: made by oneself it is kept more
 * often than one that is given. Pure.
 */
import { markdownBlocks, plainOf } from '../text/markdown';
import { nameOfStep } from './today';

export interface Plan {
  step: string;
  /** «If …, then I …»; empty where it is in the head. */
  ifThen: string;
}

/** In letters; longer ones are no plan. */
export const longestPlan = 300;

/** The entries of a text's first list, without the names in front of them. */
export function stepsOf(body: string): string[] {
  for (const block of markdownBlocks(body))
    if ('items' in block) return block.items.map((item) => plainOf(item.replace(nameOfStep, '')));
  return [];
}

const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** @param heading under which a text has its plan, or with which the paragraph begins @returns null for a text without one */
export function planIn(body: string, heading: string): string | null {
  const blocks = markdownBlocks(body);
  const at = blocks.findIndex((block) => 'text' in block && plainOf(block.text).startsWith(heading));
  const [found, next] = blocks.slice(at);
  if (at < 0 || !found || !('text' in found)) return null;
  if (found.kind === 'heading') return next?.kind === 'paragraph' ? plainOf(next.text) : null;
  return asSentence(plainOf(found.text).slice(heading.length).replace(/^:\s*/, ''));
}
