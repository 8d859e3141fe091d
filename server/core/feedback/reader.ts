/**
 * Passages that are for some readers only stand in a text as `[[under18:for these|for everybody else]]`, the second part
 * where there is one; who the named readers are is said by the definition. Pure.
 */
import { type Facts, isMet } from '../definition/conditions';
import type { Definition } from '../definition/definition';

const marked = /\[\[(\w+):([^|[\]]*)(?:\|([^[\]]*))?\]\]/g;

/** The names that hold for somebody. */
export const readersOf = ({ feedback: { readers = {} } }: Definition, facts: Facts): string[] =>
  Object.entries(readers).flatMap(([name, when]) => (isMet(when, facts) ? [name] : []));

/** The text as somebody reads it for whom these names hold. */
export const readFor = (text: string, readers: readonly string[]): string =>
  text.replace(marked, (_, name: string, theirs: string, others = '') =>
    readers.includes(name) ? theirs : others,
  );

/** What stands before the words of a passage: a space, or the mark of a point in a list. */
const beginning = /^\s*(?:\d+\. |- )?/;

/** The text with every passage, each led in by whom it is for. @param leadIn null for everybody else */
export const readForAll = (text: string, leadIn: (name: string | null) => string): string =>
  text.replace(marked, (_, name: string, theirs: string, others = '') => {
    const told = [
      { lead: leadIn(name), words: theirs },
      { lead: leadIn(null), words: others },
    ].filter(({ words }) => words !== '');
    const [begun = ''] = beginning.exec(theirs || others) ?? [];
    const passages = told.map(({ lead, words }) => `${lead}: ${words.replace(beginning, '').trimEnd()}`);
    const [ended = ''] = /\s*$/.exec(theirs || others) ?? [];
    return `${begun}[${passages.join('; ')}]${ended}`;
  });

/** The names that a text has passages for. */
export const namedReaders = (text: string): string[] => [
  ...new Set([...text.matchAll(marked)].map(([, name = '']) => name)),
];

/** With every marked passage, and with none: each word of a text stands in one of them. */
export const readingsOf = (text: string): string[] => {
  const names = namedReaders(text);
  return names.length > 0 ? [readFor(text, names), readFor(text, [])] : [text];
};
