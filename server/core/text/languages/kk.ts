import type { LanguageRules } from './rules';

/**
 * No word is kept with the next one: «да», «де», «та», «те» and «ма», «ме» follow the word that they belong to, «не» stands
 * between two equals, and no rule for either was found.
 */
export const kk: LanguageRules = {
  tags: ['kk-KZ', 'ru-RU'],
  name: 'Қазақша',
  short: 'Қаз',
  plural: (count) => (count === 1 ? 'one' : 'other'),
  ownLetters: 'әғқңөұүһі',
  wordsKeptWithNext: '',
};
