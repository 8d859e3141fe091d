import { linesOf, qrPlace } from '../../../views/client/student/picture';

/** Each sign as wide as another. */
const wide = (line: string) => line.length;

describe('the lines of a picture', () => {
  it.each([
    ['break where the room ends', 'бір екі үш төрт', 8, ['бір екі', 'үш төрт']],
    ['use the room to its last pixel', 'бір екі', 7, ['бір екі']],
    ['never part what a typeset space holds together', 'через 5\u00A0минут', 9, ['через', '5\u00A0минут']],
    ['give a word that is too wide a line of its own', 'я самостоятельно я', 6, ['я', 'самостоятельно', 'я']],
    ['are one empty line for no text', '', 5, ['']],
  ])('%s', (_name, text, most, lines) => {
    expect(linesOf(text, most, wide)).toEqual(lines);
  });

  it('lose no word', () => {
    const text = 'Жатардан бір сағат бұрын экранды өшір. Телефонды басқа бөлмеде қуатта.';
    for (let most = 1; most < 80; most += 1) expect(linesOf(text, most, wide).join(' ')).toBe(text);
  });
});

it.each([21, 25, 29, 33, 41])('draws a QR of %i modules in whole pixels and in the middle', (modules) => {
  const { side, left } = qrPlace(modules);
  expect(Number.isInteger(side)).toBe(true);
  expect(side).toBeGreaterThanOrEqual(8);
  // A quiet zone of four modules on each side.
  expect(left).toBeGreaterThanOrEqual(4 * side);
  expect(Math.abs(720 - 2 * left - side * modules)).toBeLessThanOrEqual(1);
});
