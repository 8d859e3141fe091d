/**
 * What a Kazakh word may be made of: the dictionary knows stems, but of their endings only a part, and a word list with
 * every form would be too long for anybody to review. An ending counts only if it fits: its vowels are back or front as
 * the stem's last one is, and its first consonant suits the sound before it (кейс-тен, ойын-нан, адам-дар). Pure.
 *
 * Grammar: nouns take plural, owner and case; verbs take voice, negation and a tense, and a verbal noun takes what
 * nouns take. Endings that make new words (-лық, -шы, -ла) are not taken off: the new word has to be known itself.
 */

const vowels = 'аәеёоөұүыіэя';
const voiceless = 'птккқсшщчцфхһбвгд';

const any = (...parts: string[]): string => `(?:${parts.join('|')})`;
const maybe = (part: string): string => `(?:${part})?`;
const after = (sounds: string, part: string): string => `(?<=[${sounds}])${part}`;
const notAfter = (sounds: string, part: string): string => `(?<![${sounds}])${part}`;

/** An ending by the sound before it, which decides its first consonant. */
const bySound = (ending: string, ...consonants: [sounds: string, consonant: string][]): string =>
  `${any(...consonants.map(([sounds, consonant]) => after(sounds, consonant)))}${ending}`;

const d = any(notAfter(voiceless, 'д'), after(voiceless, 'т'));
const g = any(notAfter(voiceless, '[ғг]'), after(voiceless, '[қк]'));
/** A vowel that stands only between consonants. */
const link = any(after(vowels, ''), notAfter(vowels, '[ыі]'));

const plural = bySound('[ае]р', [`${vowels}рйую`, 'л'], ['лмнңжз', 'д'], [voiceless, 'т']);
const genitive = bySound('[ыі]ң', [`${vowels}мнң`, 'н'], ['рлйуиюжз', 'д'], [voiceless, 'т']);
const accusative = bySound('[ыі]', [vowels, 'н'], ['рлйуиюжзмнң', 'д'], [voiceless, 'т']);
const ablative = bySound('[ае]н', ['мнң', 'н'], [`${vowels}рлйуиюжз`, 'д'], [voiceless, 'т']);
const instrumental = bySound('ен', [`${vowels}рлйуиюмнң`, 'м'], ['жз', 'б'], [voiceless, 'п']);
const negation = bySound('[ае]', [`${vowels}рлйую`, 'м'], ['мнңжз', 'б'], [voiceless, 'п']);
const grammaticalCase = any(genitive, accusative, `${g}[ае]`, `${d}[ае]`, ablative, instrumental);

const mine = `${link}[мң]${maybe('[ыі]з')}`;
const caseOfMine = any('[ае]', genitive, accusative, `${d}[ае]`, ablative, instrumental);
const its = any(after(vowels, 'с[ыі]'), notAfter(vowels, '[ыі]'));
const caseOfIts = any('н', 'н[ае]', 'нд[ае]', 'н[ае]н', genitive, instrumental);
const who = any('[мбп][ыі]н', '[мбп][ыі]з', 'с[ыі][ңз]', 'с[ыі]ңд[ае]р');

/** -дағы: what is there; an adjective that may be used as a noun. */
const there = `${any(`${d}[ае]`, `${its}нд[ае]`)}${any('ғы', 'гі')}${maybe(any(plural, grammaticalCase))}`;
const somewhat = bySound('[ае]у', [`${vowels}рйую`, 'л'], ['лмнңжз', 'д'], [voiceless, 'т']);
const kind = any('с[ыі]з', `${d}[ае]й`, '[ыі]?р[ае][қк]', somewhat, '[ндт]ікі');
const noun =
  maybe(kind) +
  maybe(plural) +
  maybe(
    any(mine + maybe(caseOfMine), its + maybe(caseOfIts), after('ыі', caseOfIts), grammaticalCase, there),
  ) +
  maybe(who);

const voice = any(`${link}[лнс]`, after(`${vowels}рлй`, 'т'), `${d}[ыі]р`, `${g}[ыі]з`);
const ends = any('м', 'ң', 'ң[ыі]з', '[қк]', 'ңд[ае]р');
const present = any(after(vowels, 'й'), notAfter(vowels, '[ае]'));
const intent = bySound('[ае][қк]', [`${vowels}рлйую`, 'м'], ['мнңжз', 'б'], [voiceless, 'п']);
const tense = any(
  intent,
  `у${noun}`,
  `${link}п${maybe(any('т[ыі]', who))}`,
  present + maybe(any(`т[ыі]н${noun}`, 'д[ыі]', who)),
  `${g}[ае]н${any('ш[ае]', noun)}`,
  any(after(vowels, 'р'), notAfter(vowels, '[ае]р')) + noun,
  `с${maybe('т[ае]н')}`,
  `${d}[ыі]${maybe(ends)}`,
  `с[ае]${maybe(ends)}`,
  `${g}[ыі]${maybe(any('м', 'ң', 'м[ыі]з', 'ң[ыі]з', 'с[ыі]'))}`,
  `${any(after(vowels, ''), notAfter(vowels, '[ае]'))}й[ыі][нқк]${maybe('ш[ыі]')}`,
  `${link}ң${maybe(any('[ыі]з', 'д[ае]р'))}${maybe('ш[ыі]')}`,
  'с[ыі]н',
  'ш[ыі]',
  after(vowels, 'й[ыі]нш[ае]'),
  `${g}[ае]л[ыі]`,
);
const verb = maybe(voice) + maybe(negation) + maybe(tense);

const nounEnding = new RegExp(`${noun}$`, 'y');
const verbEnding = new RegExp(`${verb}$`, 'y');

/** These endings have one form for all stems. */
const unchanging = /(?:[мбп]ен|[ндт]ікі)$/;

/** A stem that ends in the sound of и or э may be of either kind (ми, мотоцикл), but its ending is of one. */
const agree = (stem: string, ending: string): boolean => {
  const last = stem.match(/[аоұыеөүіәиэ]/g)?.at(-1) ?? 'и';
  const sounds = ending.replace(unchanging, '');
  const [isBack, isFront] = [/[аы]/.test(sounds), /[еі]/.test(sounds)];
  if ('аоұы'.includes(last)) return !isFront;
  return 'еөүіә'.includes(last) ? !isBack : !(isBack && isFront);
};

/** к, қ, п at the end of a stem become г, ғ, б before a vowel. */
const hardened: Record<string, string> = { ғ: 'қ', г: 'к', б: 'п' };
const softened: Record<string, string> = { қ: 'ғ', к: 'г', п: 'б' };
const withLast = (stem: string, last: string | undefined): string[] =>
  last === undefined ? [] : [stem.slice(0, -1) + last];

const nounsOf = (stem: string, ending: string): string[] => [
  stem,
  ...(/^[ыі]/.test(ending) ? withLast(stem, hardened[stem.at(-1)!]) : []),
];

/** Dictionaries name a verb by its noun in -у: айт, айту; оқы, оқу; қой, қою; ти, тию; тап, табу. */
const infinitivesOf = (stem: string): string[] => {
  const last = stem.at(-1)!;
  if ('ыі'.includes(last)) return withLast(stem, 'у');
  if (last === 'й') return withLast(stem, 'ю');
  if (last === 'и') return [`${stem}ю`];
  return [`${stem}у`, ...withLast(stem, softened[last] && `${softened[last]}у`)];
};

/** Other stems of two letters fit almost anything. */
const shortStems = 'ал ас ат ау аш де ет іс іш ми өс ти ұт'.split(' ');

/** Letters that stand for two sounds, which may belong to stem and ending: қоя is қой-а, оқитын is оқы-йтын. */
const written: [RegExp, string][] = [
  [/я/g, 'йа'],
  [/ю/g, 'йу'],
  [/и(?=[дмст])/g, 'ый'],
  [/и(?=[дмст])/g, 'ій'],
];
const spoken = (word: string): string[] => [
  ...new Set([word, ...written.map(([letter, sounds]) => word.replace(letter, sounds))]),
];

const stemsIn = (word: string): string[] => {
  const stems: string[] = [];
  for (let end = 2; end < word.length; end++) {
    const [stem, ending] = [word.slice(0, end), word.slice(end)];
    if ((end === 2 && !shortStems.includes(stem)) || !agree(stem, ending)) continue;
    nounEnding.lastIndex = end;
    if (nounEnding.test(word)) stems.push(...nounsOf(stem, ending));
    verbEnding.lastIndex = end;
    if (verbEnding.test(word)) stems.push(...infinitivesOf(stem));
  }
  return stems;
};

/** Dictionary forms that the word (in lower case) may be a form of; the word itself is none of them. */
export const stemsOf = (word: string): string[] => [...new Set(spoken(word).flatMap(stemsIn))];
