import fc from 'fast-check';
import { type Language, languages } from '../../../../server/core/definition/types';
import { typeset } from '../../../../server/core/text/typeset';

/** With ~ for a non-breaking space. */
const shown = (text: string, language: Language) => typeset(text, language).replaceAll('\u00A0', '~');

describe('in both languages', () => {
  it.each<[string, string, string]>([
    ['a number stays with its word', '75 сұрақ, 10–15 минут.', '75~сұрақ, 10–15~минут.'],
    ['a number stays with its sign', 'Бөлігі 95 %, 0,5 %.', 'Бөлігі 95~%, 0,5~%.'],
    ['a bold number stays with its word', '**25** минут', '**25**~минут'],
    ['thousands stay together', '12 000 таңба, 1 234 567', '12~000~таңба, 1~234~567'],
    ['a percent sign stays with what it is of', 'Орташа, % немесе үлес, %', 'Орташа,~% немесе үлес,~%'],
    ['a number sign stays with its number', '№ 219, № {{number}}', '№~219, №~{{number}}'],
    ['a dash begins no line', 'Бұл – тест — міне', 'Бұл~– тест~— міне'],
    ['a dash at the end belongs to its line', 'Бұл –', 'Бұл~–'],
    ['a minus is no dash', 'бұл –1 ғана', 'бұл –1~ғана'],
    ['initials stay with the surname', 'Ә. Қ. Жұмабаев, Жұмабаев Ә. Қ.', 'Ә.~Қ.~Жұмабаев, Жұмабаев~Ә.~Қ.'],
    ['a placeholder is taken for a number', '{{count}} жас, {{n}} %', '{{count}}~жас, {{n}}~%'],
    ['a dash after a placeholder begins no line', '{{from}} – {{to}}', '{{from}}~– {{to}}'],
    ['a placeholder is left as it is', '{{ count, number }} жас', '{{ count, number }}~жас'],
    ['list numbers stay Markdown', '1. **Ұйқы.** 8 сағат', '1. **Ұйқы.** 8~сағат'],
    ['headings stay Markdown', '### 3 кеңес\n- бір\n', '### 3~кеңес\n- бір\n'],
    ['a sentence may begin on a new line', '112. Содан кейін', '112. Содан кейін'],
  ])('%s', (_, text, expected) => {
    for (const language of languages) expect(shown(text, language)).toBe(expected);
  });
});

describe('in Russian', () => {
  it.each<[string, string, string]>([
    ['a short preposition stays with the next word', 'Ты в сети на уроке', 'Ты в~сети на~уроке'],
    ['several in a row do too', 'И не у всех', 'И~не~у~всех'],
    ['before a quotation as well', 'ответ о «важном» и (да)', 'ответ о~«важном» и~(да)'],
    ['before a bold word as well', 'не **очень**, **не** очень', 'не~**очень**, **не**~очень'],
    ['before a placeholder as well', 'до {{day}}', 'до~{{day}}'],
    ['a longer word does not', 'для сна или при нём', 'для сна или при нём'],
    ['the end of a longer word does not', 'лицо за лицом, тоже не', 'лицо за~лицом, тоже не'],
    ['a part after a hyphen does not', 'из-за сна, кто-то и я', 'из-за сна, кто-то и~я'],
  ])('%s', (_, text, expected) => expect(shown(text, 'ru')).toBe(expected));
});

describe('in Kazakh', () => {
  it('no word is too short to end a line, and «да», «де», «не» may begin one', () => {
    const text = 'Оқу не жұмыс, үй де, ол да емес пе';
    expect(typeset(text, 'kk')).toBe(text);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[' ', ' ', ' ', '\n', '\u00A0', 'и', 'В', 'не', 'слово', 'Әсем', 'А.', '5', '000', '%', '№', '–', '—'],
    ...['**', '«', '»', '-', '.', '### ', '{{', '}}', '{{count}}', '{{ a }}', '{'],
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  it.each(languages)('keeps everything but spaces in %s', (language) =>
    fc.assert(
      fc.property(text, (one) => {
        const done = typeset(one, language);
        expect(done).toHaveLength(one.length);
        for (const [index, sign] of [...one].entries())
          if (sign !== ' ' || done[index] !== '\u00A0') expect(done[index]).toBe(sign);
      }),
    ),
  );

  it.each(languages)('changes no more when it is typeset again in %s', (language) =>
    fc.assert(
      fc.property(text, (one) => {
        const done = typeset(one, language);
        expect(typeset(done, language)).toBe(done);
      }),
    ),
  );

  it.each(languages)('has its placeholders as they were in %s', (language) =>
    fc.assert(
      fc.property(text, (one) => {
        const placeholders = (whole: string) => whole.match(/\{\{[^}]*\}\}/g);
        expect(placeholders(typeset(one, language))).toEqual(placeholders(one));
      }),
    ),
  );
});
