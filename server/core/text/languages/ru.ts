import type { LanguageRules } from './rules';

export const ru: LanguageRules = {
  tags: ['ru-RU'],
  name: 'Русский',
  short: 'Рус',
  plural(count) {
    if (!Number.isInteger(count)) return 'other';
    const [tens, ones] = [count % 100, count % 10];
    if (ones === 1 && tens !== 11) return 'one';
    return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 'few' : 'many';
  },
  ownLetters: '',
  // Prepositions, conjunctions and «не» of one or two letters, as careful typesetting asks.
  wordsKeptWithNext: 'а в и к о с у я во до за из ко на не ни но об от по со',
};
