/**
 * The little Markdown that texts are written in: paragraphs, ### headings, lists and **bold**. Everything else stays
 * the text it is. Pure, so that it runs on the phone as well: nothing here looks behind in a regular expression, which
 * older phones cannot read, and a text comes typeset already, since typesetting does.
 */

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A part of a paragraph. */
export interface Run {
  text: string;
  isBold: boolean;
}

/** A text with bold marks in it as runs, none of them empty. */
export const runsOf = (text: string): Run[] =>
  text
    .split(/\*\*(\S(?:.*?\S)??)\*\*/)
    .map((part, index) => ({ text: part, isBold: index % 2 === 1 }))
    .filter((run) => run.text !== '');

/** The words alone. */
export const plainOf = (text: string): string =>
  runsOf(text)
    .map((run) => run.text)
    .join('');

const inline = (text: string): string =>
  runsOf(text)
    .map((run) => {
      const escaped = run.text.replace(/[&<>"']/g, (symbol) => escapes[symbol] ?? '');
      return run.isBold ? `<strong>${escaped}</strong>` : escaped;
    })
    .join('');

export type MarkdownBlock =
  | { kind: 'heading' | 'paragraph'; text: string }
  | { kind: 'ul' | 'ol'; items: string[] };

const listItem = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/;

function addLine(blocks: MarkdownBlock[], line: string, isNewBlock: boolean): void {
  const last = isNewBlock ? undefined : blocks.at(-1);
  const heading = /^###\s+(.*)$/.exec(line);
  if (heading) {
    blocks.push({ kind: 'heading', text: heading[1] ?? '' });
    return;
  }
  const item = listItem.exec(line);
  if (item) {
    const [, number, content = ''] = item;
    const kind = number === undefined ? 'ul' : 'ol';
    // A blank line between two items of one list does not begin another.
    const list = blocks.at(-1);
    if (list?.kind === kind) list.items.push(content);
    else blocks.push({ kind, items: [content] });
    return;
  }
  const text = line.trim();
  if (last?.kind === 'paragraph') last.text += ` ${text}`;
  else if (last && 'items' in last) last.items.push(`${last.items.pop()} ${text}`);
  else blocks.push({ kind: 'paragraph', text });
}

const render = (block: MarkdownBlock): string => {
  if ('items' in block)
    return `<${block.kind}>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</${block.kind}>`;
  return block.kind === 'heading' ? `<h3>${inline(block.text)}</h3>` : `<p>${inline(block.text)}</p>`;
};

/** The text's parts, each with its bold marks still in it. */
export function markdownBlocks(text: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let isNewBlock = true;
  for (const line of text.split(/\r?\n/)) {
    const isBlank = line.trim() === '';
    if (!isBlank) addLine(blocks, line, isNewBlock);
    isNewBlock = isBlank;
  }
  return blocks;
}

/** Safe HTML: no tag or attribute comes from the text itself. Headings become h3. */
export const renderBlocks = (blocks: MarkdownBlock[]): string => blocks.map(render).join('\n');

export const renderMarkdown = (text: string): string => renderBlocks(markdownBlocks(text));
