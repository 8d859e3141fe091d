/**
 * What was typed or pasted, as every format can hold it: a page break or a soft line break out of another document would
 * make a Word file that does not open, and a mark that turns the direction of reading would show what stands after it
 * backwards. Lines end in `\n`.
 */
export const withoutControlCharacters = (typed: string): string =>
  typed
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/\p{Bidi_Control}/gu, '');
