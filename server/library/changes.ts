/** What a version says otherwise than the one that is shown: its changed paragraphs, with the words added and taken away. */
import { diffArrays } from 'diff';
import { proseOf, type TextContent } from '../core/feedback/text-content';

interface ChangedPart {
  text: string;
  change: 'same' | 'added' | 'removed';
}

export type ChangedParagraph = ChangedPart[];

/** Words and spaces. Where more changed, the search would hold up the server, and whole paragraphs are compared. */
const mostEdits = 1500;

/** None where both say the same. */
export function changesBetween(before: TextContent, after: TextContent): ChangedParagraph[] {
  const paragraphs: ChangedParagraph[] = [[]];
  const differences =
    diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: mostEdits }) ??
    diffArrays(paragraphsOf(before), paragraphsOf(after));
  for (const { value, added, removed } of differences) {
    const change = added ? 'added' : removed ? 'removed' : 'same';
    const [first = '', ...others] = value.join('').split(/\n{2,}/);
    paragraphs.at(-1)!.push({ text: first, change });
    for (const text of others) paragraphs.push([{ text, change }]);
  }
  return paragraphs
    .map((parts) => parts.filter(({ text }) => text !== ''))
    .filter((parts) => parts.some(({ change }) => change !== 'same'));
}

/** Words and the spaces between them, so that a changed ending shows the whole word. */
const wordsOf = (content: TextContent): string[] => wholeText(content).split(/(\s+)/);

const paragraphsOf = (content: TextContent): string[] => wholeText(content).split(/(\n{2,})/);

const wholeText = (content: TextContent): string =>
  [...proseOf(content).map(([, text]) => text), ...(content.sources ?? [])].join('\n\n');
