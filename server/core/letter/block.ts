/**
 * A block that can be switched on and off in a letter: it is on as long as its text stands there as it was offered. Run by
 * the page's script and, without one, by the server. Pure.
 */

export const hasBlock = (letter: string, block: string): boolean => letter.includes(block);

/** Between empty lines, so that it is a paragraph of its own. @param at where it goes */
export function withBlock(letter: string, block: string, at: number): string {
  const [before, after] = [letter.slice(0, at).trimEnd(), letter.slice(at).trimStart()];
  return [before, block, after].filter((part) => part !== '').join('\n\n');
}

export function withoutBlock(letter: string, block: string): string {
  const at = letter.indexOf(block);
  if (at < 0) return letter;
  const [before, after] = [letter.slice(0, at).trimEnd(), letter.slice(at + block.length).trimStart()];
  return [before, after].filter((part) => part !== '').join('\n\n');
}
