/**
 * What a version says otherwise than the one that is shown: its changed paragraphs, with the words added and taken away.
 * Paragraphs are compared first, then the words of those that are still much the same. A page waits for it, so that the
 * work is bounded: beyond, whole paragraphs are shown as they were and as they are.
 */
import { diffArrays } from 'diff';
import { proseOf, type TextContent } from '../core/feedback/text-content';

interface ChangedPart {
  text: string;
  change: 'same' | 'added' | 'removed';
}

export type ChangedParagraph = ChangedPart[];

interface Paragraph {
  text: string;
  words: string[];
  distinct: Set<string>;
}

/** A paragraph and what stands in its place; null for nothing. */
interface Row {
  was: Paragraph | null;
  is: Paragraph | null;
}

/** On both sides together; two versions of the longest guide with something changed in every paragraph have fewer. */
export const mostWords = 4000;

/** Paragraphs, or words and spaces of one, added and taken away; a search takes up to the square of it. */
export const mostEdits = 200;

/** None where both say the same. */
export function changesBetween(before: TextContent, after: TextContent): ChangedParagraph[] {
  let wordsLeft = mostWords;
  return rowsOf(paragraphsOf(before), paragraphsOf(after)).flatMap(({ was, is }) => {
    if (was?.text === is?.text) return [];
    if (!was || !is || !isAlike(was, is)) return replaced(was, is);
    const words = was.words.length + is.words.length;
    if (words > wordsLeft) return replaced(was, is);
    wordsLeft -= words;
    const changed = wordChanges(was, is);
    return changed ? [changed] : replaced(was, is);
  });
}

/** Headings, lists and sources are paragraphs too. */
const paragraphsOf = (content: TextContent): Paragraph[] =>
  [...proseOf(content).map(([, text]) => text), ...(content.sources ?? [])]
    .flatMap((text) => text.split(/\n{2,}/))
    .map((text) => ({ text, words: text.split(/\s+/) }))
    .map(({ text, words }) => ({ text, words, distinct: new Set(words) }));

/** Whether half of the words of the one that has more stand in the other too. */
function isAlike(one: Paragraph, other: Paragraph): boolean {
  if (one.text === other.text) return true;
  const [fewer, more] = one.distinct.size < other.distinct.size ? [one, other] : [other, one];
  let shared = 0;
  for (const word of fewer.distinct) if (more.distinct.has(word)) shared += 1;
  return shared * 2 >= more.distinct.size;
}

/** Each paragraph beside the one it is alike; the others beside what came in their place. */
function rowsOf(before: Paragraph[], after: Paragraph[]): Row[] {
  const steps = diffArrays(before, after, { comparator: isAlike, maxEditLength: mostEdits });
  if (!steps) return sideBySide(before, after);
  const [left, right] = [[...before], [...after]];
  const rows: Row[] = [];
  let gone: Paragraph[] = [];
  for (const { added, removed, count } of steps) {
    if (removed) {
      gone = left.splice(0, count);
      continue;
    }
    rows.push(...sideBySide(gone, added ? right.splice(0, count) : []));
    gone = [];
    if (!added) rows.push(...sideBySide(left.splice(0, count), right.splice(0, count)));
  }
  return [...rows, ...sideBySide(gone, [])];
}

const sideBySide = (was: Paragraph[], is: Paragraph[]): Row[] =>
  Array.from({ length: Math.max(was.length, is.length) }, (_, at) => ({
    was: was[at] ?? null,
    is: is[at] ?? null,
  }));

const replaced = (was: Paragraph | null, is: Paragraph | null): ChangedParagraph[] => [
  ...(was ? [[{ text: was.text, change: 'removed' } as const]] : []),
  ...(is ? [[{ text: is.text, change: 'added' } as const]] : []),
];

/** Words and the spaces between them, so that a changed ending shows the whole word; null where too many changed. */
function wordChanges(was: Paragraph, is: Paragraph): ChangedParagraph | null {
  const wordsOf = ({ text }: Paragraph) => text.split(/(\s+)/);
  const steps = diffArrays(wordsOf(was), wordsOf(is), { maxEditLength: mostEdits });
  return (
    steps?.map(({ value, added, removed }) => ({
      text: value.join(''),
      change: added ? 'added' : removed ? 'removed' : 'same',
    })) ?? null
  );
}
