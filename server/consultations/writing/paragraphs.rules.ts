/** Paragraphs of a letter, which is plain text: an empty line parts them. Pure. */

export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

/** However its lines and spaces fall. */
const plain = (paragraph: string): string => paragraph.replace(/[\s\u00a0]+/g, ' ').trim();

export const isSameParagraph = (one: string, other: string): boolean => plain(one) === plain(other);

/** The small Markdown of an agreed text as the plain text of a letter. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/^#+\s+/gm, '')
    .replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g, '$1')
    .replace(/^\s*[-*]\s+/gm, '— ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
