import fc from 'fast-check';
import { changesBetween } from '../../../server/library/changes';

const content = (body: string) => ({ title: 'Тақырып', body });
const shown = (before: string, after: string) =>
  changesBetween(content(before), content(after)).map((parts) =>
    parts
      .map(({ text, change }) => ({ same: text, added: `+${text}+`, removed: `-${text}-` })[change])
      .join(''),
  );

describe('what a version changes', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing', 'Бір. Екі.', 'Бір. Екі.', []],
    ['a word', 'Бүгін баста.', 'Ертең баста.', ['-Бүгін-+Ертең+ баста.']],
    ['an ending, as a whole word', 'Досыңа айт.', 'Достарыңа айт.', ['-Досыңа-+Достарыңа+ айт.']],
    ['only its own paragraph', 'Бір.\n\nЕкі.\n\nҮш.', 'Бір.\n\nЕкінші.\n\nҮш.', ['-Екі.-+Екінші.+']],
    ['a paragraph added', 'Бір.', 'Бір.\n\nЕкі.', ['+Екі.+']],
    ['a paragraph taken away', 'Бір.\n\nЕкі.', 'Екі.', ['-Бір.-']],
  ])('%s', (_, before, after, paragraphs) => {
    expect(shown(before, after)).toEqual(paragraphs);
  });

  it('shows a paragraph that was written anew as a whole, and soon', () => {
    const words = (start: string) => Array.from({ length: 3000 }, (_, at) => `${start}${at}`).join(' ');
    const begun = Date.now();
    const [paragraph, ...others] = shown(words('а'), words('б'));
    expect(paragraph === `-${words('а')}-+${words('б')}+`).toBe(true);
    expect(others).toEqual([]);
    expect(Date.now() - begun).toBeLessThan(1000);
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
