import fc from 'fast-check';
import { type BoxGround, layOut, type Measure, type Piece } from '../../../server/documents/pdf-layout';
import { page, textBottom } from '../../../server/documents/pdf-styles';

/** Every letter is 5 points wide, so a line of 100 points holds twenty. */
const measure: Measure = (text) => text.length * 5;
const type = { size: 10, leading: 20, colour: '000000' };
const linesOnPage = Math.floor((textBottom - page.top) / type.leading);

const piece = (text: string, more: Partial<Piece> = {}): Piece => ({
  runs: [{ text, isBold: false }],
  type,
  ...{ left: 0, width: 100, before: 0, after: 0 },
  ...more,
});

/** A paragraph of so many lines, each of one word. */
const lines = (count: number, more: Partial<Piece> = {}) =>
  piece(Array(count).fill('x'.repeat(15)).join(' '), more);

const textsOn = (pieces: Piece[]) =>
  layOut(pieces, measure).map((one) => one.lines.map(({ parts }) => parts.map(({ text }) => text).join('')));

const countsOn = (pieces: Piece[]) => layOut(pieces, measure).map((one) => one.lines.length);

describe('lines', () => {
  it('break at spaces and keep them, so that words stay apart for who hears the text', () => {
    expect(textsOn([piece('бір екі үш төрт бес алты жеті')])).toEqual([
      ['бір екі үш төрт бес ', 'алты жеті'],
    ]);
  });

  it('never break at a non-breaking space', () => {
    expect(textsOn([piece('бір екі үш төрт 5\u00A0минут')])).toEqual([['бір екі үш төрт ', '5\u00A0минут']]);
  });

  it('cut a word that is longer than a line', () => {
    expect(textsOn([piece(`https://${'a'.repeat(20)}`)])).toEqual([
      [`https://${'a'.repeat(12)}`, 'a'.repeat(8)],
    ]);
  });

  it('keep a word together that is bold in part', () => {
    const runs = [
      { text: 'бір екі үш төрт ', isBold: false },
      { text: 'бес', isBold: true },
      { text: 'інші, ', isBold: false },
      { text: 'алты', isBold: true },
    ];
    const [laid] = layOut([{ ...piece(''), runs }], measure);
    expect(laid!.lines.map(({ parts }) => parts.map(({ text, isBold }) => [text, isBold]))).toEqual([
      [['бір екі үш төрт ', false]],
      [
        ['бес', true],
        ['інші, ', false],
        ['алты', true],
      ],
    ]);
  });
});

describe('pages', () => {
  it.each([
    ['fill up', [lines(linesOnPage)], [linesOnPage]],
    ['leave no single line behind', [lines(linesOnPage - 1), lines(4)], [linesOnPage - 1, 4]],
    ['bring no single line over', [lines(linesOnPage - 3), lines(4)], [linesOnPage - 1, 2]],
    ['part no paragraph of three lines', [lines(linesOnPage - 2), lines(3)], [linesOnPage - 2, 3]],
    [
      'do not end with a heading',
      [lines(linesOnPage - 1), lines(1, { keepsNext: true }), lines(2)],
      [linesOnPage - 1, 3],
    ],
    [
      'begin a paragraph below its heading',
      [lines(linesOnPage - 3), lines(1, { keepsNext: true }), lines(6)],
      [linesOnPage, 4],
    ],
  ])('%s', (_name, pieces, counts) => {
    expect(countsOn(pieces)).toEqual(counts);
  });

  it('keep a box whole', () => {
    const box: BoxGround = { left: 0, width: 100, padding: 10 };
    const pages = layOut([lines(linesOnPage - 4), lines(2, { box }), lines(2, { box })], measure);
    expect(pages.map((one) => one.lines.length)).toEqual([linesOnPage - 4, 4]);
    expect(pages[0]!.grounds).toEqual([]);
    expect(pages[1]!.grounds).toEqual([{ ground: box, top: page.top, bottom: page.top + 100 }]);
    expect(pages[1]!.lines[0]!.y).toBe(page.top + 10);
  });

  it('part a box that is higher than a page, each part on its own ground', () => {
    const box: BoxGround = { left: 0, width: 100, padding: 10 };
    const pages = layOut([lines(3), lines(linesOnPage + 5, { box }), lines(1)], measure);
    expect(pages.flatMap((one) => one.lines)).toHaveLength(linesOnPage + 9);
    expect(pages.slice(0, 2).map((one) => one.grounds.length)).toEqual([1, 1]);
    for (const { grounds } of pages)
      for (const { bottom } of grounds) expect(bottom).toBeLessThanOrEqual(textBottom);
  });

  it('draw a rule in the space before its paragraph', () => {
    const [laid] = layOut([lines(1), lines(1, { before: 30, hasRule: true })], measure);
    expect(laid!.rules).toEqual([page.top + 20 + 15]);
  });

  it('say everything once, in order, between the margins, whatever comes', () => {
    const grounds: BoxGround[] = [0, 1].map((left) => ({ left, width: 100, padding: 10 }));
    const some = fc.record({
      words: fc.array(fc.string({ unit: fc.constantFrom('а', 'ә', 'б'), minLength: 1, maxLength: 30 }), {
        minLength: 1,
        maxLength: 120,
      }),
      keepsNext: fc.boolean(),
      box: fc.constantFrom(undefined, ...grounds),
      before: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 12 }), (all) => {
        const pieces = all.map(({ words, box, ...more }) =>
          piece(words.join(' '), { ...more, ...(box && { box }) }),
        );
        const pages = layOut(pieces, measure);
        const placed = pages.flatMap((one) => one.lines);
        for (const one of pieces) {
          const own = placed
            .filter((line) => line.piece === one)
            .map(({ parts }) => parts.map(({ text }) => text));
          expect(own.flat().join('')).toBe(one.runs[0]!.text);
        }
        expect(placed.map((line) => pieces.indexOf(line.piece))).toEqual(
          placed.map((line) => pieces.indexOf(line.piece)).sort((one, other) => one - other),
        );
        for (const { lines: on } of pages) {
          expect(on.length).toBeGreaterThan(0);
          for (const { y, parts } of on) {
            expect(y).toBeGreaterThanOrEqual(page.top);
            expect(y + type.leading).toBeLessThanOrEqual(textBottom + 1e-6);
            expect(
              measure(
                parts
                  .map(({ text }) => text)
                  .join('')
                  .trimEnd(),
                type,
                false,
              ),
            ).toBeLessThanOrEqual(100);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
