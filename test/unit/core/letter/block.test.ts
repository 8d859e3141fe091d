import { hasBlock, withBlock, withoutBlock } from '../../../../server/core/letter/block';

const block = 'Позвони на 111.\n\nТам выслушают.';

describe('a block of a letter', () => {
  it.each([
    ['into an empty letter', '', 0, block],
    ['at the end', 'Привет!', 7, `Привет!\n\n${block}`],
    ['at the beginning', 'Привет!', 0, `${block}\n\nПривет!`],
    ['between two paragraphs', 'Один\n\nДва', 5, `Один\n\n${block}\n\nДва`],
    ['inside a paragraph, which it parts', 'Один два', 4, `Один\n\n${block}\n\nдва`],
  ])('goes %s', (_, letter, at, expected) => {
    const on = withBlock(letter, block, at);
    expect(on).toBe(expected);
    expect(hasBlock(on, block)).toBe(true);
    expect(hasBlock(withoutBlock(on, block), block)).toBe(false);
  });

  it('leaves the rest as it was when it goes', () => {
    expect(withoutBlock(`Один\n\n${block}\n\nДва`, block)).toBe('Один\n\nДва');
    expect(withoutBlock('Один', block)).toBe('Один');
  });

  it('is off as soon as a word of it was changed', () => {
    expect(hasBlock(withBlock('', block, 0).replace('там', 'тут').replace('111', '112'), block)).toBe(false);
  });
});
