/**
 * A coordinator may word a conclusion otherwise, but its numbers stay. So a wording is kept with marks in place of the
 * numbers, and the numbers of the day are put in whenever it is shown.
 */
import { defined } from '../core/defined';
import { withoutControlCharacters } from '../shared/control-characters';

/** A number as both languages write it: digits in groups, a decimal comma. Spaces of any kind may part the groups. */
const number = /\d+(?:[ \u00a0\u202f]\d{3})*(?:,\d+)?/g;

const withPlainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

export function numbersIn(text: string): string[] {
  return withPlainSpaces(text).match(number) ?? [];
}

/**
 * `{0}`, `{1}` … in place of the numbers of the made sentence, in its order. null when the wording does not have exactly
 * the made sentence's numbers.
 */
export function wordingFrom(typed: string, made: string): string | null {
  const left = numbersIn(made);
  const taken = left.map(() => false);
  let isForeign = false;
  const plain = withPlainSpaces(withoutControlCharacters(typed).trim().replace(/\s+/g, ' '));
  const wording = plain.replace(number, (found) => {
    const index = left.findIndex((candidate, at) => candidate === found && !taken[at]);
    if (index === -1) isForeign = true;
    else taken[index] = true;
    return `{${index}}`;
  });
  return isForeign || taken.includes(false) ? null : wording;
}

/** The wording with the numbers of the sentence as it is made now; null when it has another count of numbers by now. */
export function worded(wording: string, made: string): string | null {
  const present = made.match(number) ?? [];
  const marks = [...wording.matchAll(/\{(\d+)\}/g)].map(([, index]) => Number(index));
  if (new Set(marks).size !== present.length || marks.some((index) => index >= present.length)) return null;
  return wording.replace(/\{(\d+)\}/g, (_mark, index: string) =>
    defined(present[Number(index)], 'the number of a mark'),
  );
}
