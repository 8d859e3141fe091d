import * as diff from 'diff';
import fc from 'fast-check';
import { changesBetween, mostEdits, mostWords } from '../../../server/library/changes';

jest.mock('diff', () => ({ diffArrays: jest.fn(jest.requireActual('diff').diffArrays) }));
const searches = () => jest.mocked(diff.diffArrays).mock.calls;
beforeEach(() => jest.clearAllMocks());

const content = (body: string) => ({ title: 'Тақырып', body });
const shown = (before: string, after: string) =>
  changesBetween(content(before), content(after)).map((parts) =>
    parts
      .map(({ text, change }) => ({ same: text, added: `+${text}+`, removed: `-${text}-` })[change])
      .join(''),
  );

const words = (count: number, start: string) =>
  Array.from({ length: count }, (_, at) => `${start}${at}`).join(' ');
const paragraphs = (count: number, paragraph: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => paragraph(at)).join('\n\n');

describe('what a version changes', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing', 'Бір. Екі.', 'Бір. Екі.', []],
    ['a word', 'Бүгін баста.', 'Ертең баста.', ['-Бүгін-+Ертең+ баста.']],
    ['an ending, as a whole word', 'Досыңа айт.', 'Достарыңа айт.', ['-Досыңа-+Достарыңа+ айт.']],
    ['only its own paragraph', 'Бір.\n\nЕкі.\n\nҮш.', 'Бір.\n\nЕкінші.\n\nҮш.', ['-Екі.-', '+Екінші.+']],
    ['a paragraph added', 'Бір.', 'Бір.\n\nЕкі.', ['+Екі.+']],
    ['a paragraph taken away', 'Бір.\n\nЕкі.', 'Екі.', ['-Бір.-']],
    ['the last paragraph taken away', 'Бір.\n\nЕкі.', 'Бір.', ['-Екі.-']],
    [
      'a word of a paragraph that another one was put before',
      'Бүгін баста.\n\nҮш.',
      'Жаңа.\n\nЕртең баста.\n\nҮш.',
      ['+Жаңа.+', '-Бүгін-+Ертең+ баста.'],
    ],
    [
      'most words of a paragraph, which is then easier to read as a whole',
      'Бүгін баста, ертең кеш.',
      'Досыңа айт, ертең кел.',
      ['-Бүгін баста, ертең кеш.-', '+Досыңа айт, ертең кел.+'],
    ],
    [
      'more paragraphs in the place of one',
      'Бір.\n\nЕкі.\n\nҮш.',
      'Бір.\n\nТөрт.\n\nБес.\n\nҮш.',
      ['-Екі.-', '+Төрт.+', '+Бес.+'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(shown(before, after)).toEqual(expected);
  });

  it('shows every word that only the new one has, and none as new that both have', () => {
    const word = fc.constantFrom('бір', 'екі', 'үш', 'төрт', '\n\n');
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (one, other) => {
        const [before, after] = [one.join(' '), other.join(' ')];
        const parts = changesBetween(content(before), content(after)).flat();
        const counts = (text: string) => text.split(/\s+/).filter((part) => part === 'бір').length;
        const of = (kind: string) =>
          counts(
            parts
              .filter(({ change }) => change === kind)
              .map(({ text }) => text)
              .join(' '),
          );
        expect(of('added') - of('removed')).toBe(counts(after) - counts(before));
      }),
    );
  });
});

describe('the work for a page', () => {
  /** Of the searches through words; the first one went through the paragraphs. */
  const wordsSearched = () =>
    searches()
      .slice(1)
      .flatMap(([before, after]) => [...before, ...after].filter(isWord)).length;
  const isWord = (part: unknown) => /\S/.test(String(part));

  it('is no search through words where none of a text is left', () => {
    const [before, after] = [words(3000, 'а'), words(3000, 'б')];
    expect(shown(before, after)).toEqual([`-${before}-`, `+${after}+`]);
    expect(wordsSearched()).toBe(0);
  });

  it('ends at so many words, and what follows is shown as it was and as it is', () => {
    const text = (end: string) => paragraphs(40, (at) => `${words(79, `${at}а`)} ${end}`);
    const perParagraph = 160;
    const rows = shown(text('бүгін'), text('ертең'));
    expect(wordsSearched()).toBe(mostWords);
    const searched = mostWords / perParagraph;
    const isWhole = rows.map((row) => /^[-+]/.test(row));
    expect(isWhole).toEqual([...Array(searched).fill(false), ...Array(2 * (40 - searched)).fill(true)]);
  });

  it('ends in each search at so many changes', () => {
    const mixed = (start: string) =>
      Array.from({ length: mostEdits }, (_, at) => `ортақ${at} ${start}${at}`).join(' ');
    expect(shown(mixed('а'), mixed('б'))).toEqual([`-${mixed('а')}-`, `+${mixed('б')}+`]);

    const many = (start: string) => paragraphs(mostEdits, (at) => `${start}${at}`);
    expect(shown(many('а'), many('б'))).toEqual(
      Array.from({ length: mostEdits }, (_, at) => [`-а${at}-`, `+б${at}+`]).flat(),
    );
    const bound = expect.objectContaining({ maxEditLength: mostEdits });
    expect(searches().map(([, , options]) => options)).toEqual([bound, bound, bound]);
  });
});
