/** What is wrong with a text, for whoever writes it. */
import type { TextFault } from '../core/feedback/text-content';

export function faultReason(fault: TextFault): string {
  switch (fault.code) {
    case 'empty':
      return 'the text is empty';
    case 'markdown':
      return 'only paragraphs, ### headings, lists and **bold** are shown';
    case 'tooShort':
    case 'tooLong':
      return `the text has ${fault.words} words, it must have ${fault.from} to ${fault.to}`;
    case 'longSentence':
      return `a sentence has ${fault.words} words, more than ${fault.most}: ${fault.sentence}`;
    case 'longWord':
      return `a word is too long to be shown on a phone: ${fault.word}…`;
    case 'mixedAlphabets':
      return `Latin and Cyrillic letters are mixed in ${fault.word}`;
    case 'unseenSign':
      return `a sign that nobody sees (a control character, a mark that turns the direction) stands in ${fault.word}: type the word anew`;
    case 'forbidden':
      return `the word ${fault.word} is forbidden (forbidden.yaml)`;
    case 'quotes':
      return 'quotation marks are «…» only';
    case 'reader':
      return `the definition names no readers ${fault.word}`;
    case 'mark':
      return 'a passage for some readers is written [[name:for them|for everybody else]]';
  }
}
