/** What is different by nature in a language and stands in no text. */
export interface LanguageRules {
  /** In itself: whoever reads it looks for this name. */
  name: string;
  /** The same where there is little room. */
  short: string;
  /** BCP 47: its own; behind it those of languages that write numbers the same, for a browser that does not know the first. */
  tags: readonly [string, ...string[]];
  /** CLDR plural category of a cardinal number; browsers on phones know no Kazakh of their own. */
  plural(count: number): 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
  /** In lower case: letters that no other language of the table has. */
  ownLetters: string;
  /** In lower case, parted by spaces: no line ends with one of these. */
  wordsKeptWithNext: string;
}
