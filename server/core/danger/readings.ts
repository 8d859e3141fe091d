/**
 * How a message may be read, whatever it was typed with: one word form for Cyrillic and Latin letters, for Kazakh letters and
 * the Russian ones that stand in for them, for drawn-out words and for letters that were set apart. It keeps what words sound
 * like, not how they are spelled, and is for matching only.
 */

/** Letters that are told apart seldom or never. Made of two: what Latin typing has two letters for. */
const sameLetters: Readonly<Record<string, string>> = {
  ...{ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ы: 'и', ı: 'и' },
  ...{ э: 'е', щ: 'ш', ъ: '', ь: '', ц: 'тс', ю: 'иу', я: 'иа' },
};

/** As it sounds. */
const latinLetters: Readonly<Record<string, string>> = {
  ...{
    a: 'а',
    b: 'б',
    c: 'тс',
    d: 'д',
    e: 'е',
    f: 'ф',
    g: 'г',
    h: 'х',
    i: 'и',
    j: 'ж',
    k: 'к',
    l: 'л',
    m: 'м',
  },
  ...{
    n: 'н',
    o: 'о',
    p: 'п',
    q: 'к',
    r: 'р',
    s: 'с',
    t: 'т',
    u: 'у',
    v: 'в',
    w: 'ш',
    x: 'х',
    y: 'и',
    z: 'з',
  },
  ...{ shch: 'ш', sch: 'ш', sh: 'ш', ch: 'ч', zh: 'ж', kh: 'х', gh: 'г', yo: 'е', ye: 'е' },
};

/** As it looks: `YMEPETb`. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ b: '', c: 'с', h: 'н', n: 'п', p: 'р', r: 'г', u: 'и', x: 'х', y: 'у' },
};

const digitLetters: Readonly<Record<string, string>> = { 0: 'о', 1: 'и', 3: 'з', 4: 'ч', 6: 'б', '@': 'а' };

const latinSounds = /shch|sch|sh|ch|zh|kh|gh|yo|ye|[a-z]/g;
const latinLooks = /[a-z]/g;

/** Four letters or more, each apart: `у м е р`, `у.м.е.р`, with anything but letters between. */
const letterByLetter = /(^|[^\p{L}])(\p{L}(?:[^\p{L}\p{N}]{1,3}\p{L}){3,})(?!\p{L})/gu;

const joined = (text: string): string =>
  text.replace(
    letterByLetter,
    (_all, before: string, letters: string) => before + letters.replace(/[^\p{L}]/gu, ''),
  );

/** Without accents, invisible characters and what hides a letter (`с*ицид`, `umeret'`); й and ё become и and е. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/s\u0327/g, 'ш')
    .replace(/[\p{M}\p{Cf}*'’‘`´ʼʹ]/gu, '');

function readWord(word: string, isByLooks: boolean): string {
  if (!/[\p{L}@]/u.test(word)) return word;
  const latin = isByLooks ? { ...latinLetters, ...lookAlikes } : latinLetters;
  return word
    .replace(isByLooks ? latinLooks : latinSounds, (found) => latin[found] ?? found)
    .replace(/[0-9@]/g, (digit) => digitLetters[digit] ?? digit)
    .replace(/./gu, (letter) => sameLetters[letter] ?? letter)
    .replace(/[^а-я0-9]/g, '')
    .replace(/([а-я])\1+/g, '$1');
}

/** Words between single spaces; the end of a sentence is a word of its own, a pause (`...`) and a new line are none. */
function read(text: string, isByLooks: boolean): string {
  const words = text.replace(/\.{2,}/g, ' ').match(/[\p{L}\p{N}@]+|[.!?]/gu) ?? [];
  const readable = words.map((word) => (/^[.!?]$/.test(word) ? '.' : readWord(word, isByLooks)));
  return ` ${readable.filter((word) => word !== '').join(' ')} `;
}

/** One word of a list, or a part of one, as it stands in a reading. */
export const readLetters = (letters: string): string => readWord(bare(letters), false);

/** @returns the message by sound, and by look too where it has Latin letters */
export function readings(text: string): string[] {
  const typed = joined(bare(text));
  const bySound = read(typed, false);
  return /[a-z]/.test(typed) ? [bySound, read(typed, true)] : [bySound];
}
