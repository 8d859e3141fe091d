import fc from 'fast-check';
import { numbersIn, worded, wordingFrom } from '../../../server/reports/wordings.rules';

const made = 'Прошли 1\u00a0234 человека, это 12,3\u00a0% (95 %-ный интервал 10,1–14,9 %).';

describe('the wording of a conclusion', () => {
  it('keeps marks in place of the numbers', () => {
    const wording = wordingFrom('Всего 1 234 человека: 12,3 % (от 10,1 до 14,9; 95 %).', made);
    expect(wording).toBe('Всего {0} человека: {1} % (от {3} до {4}; {2} %).');
    expect(worded(wording!, made.replace('1\u00a0234', '2\u00a0000'))).toContain('Всего 2\u00a0000 человека');
  });

  it.each([
    ['another number', made.replace('12,3', '12,4')],
    ['a number more', `${made} И ещё 5.`],
    ['a number less', made.replace('12,3', '')],
    ['the same number twice instead of another', made.replace('14,9', '10,1')],
  ])('is refused with %s', (_what, typed) => {
    expect(wordingFrom(typed, made)).toBeNull();
  });

  it('gives way to a sentence with another count of numbers', () => {
    expect(worded('Всего {0} и {1}.', 'Всего 5.')).toBeNull();
    expect(worded('Всего {0}.', 'Всего 5 и 6.')).toBeNull();
  });

  it('always has exactly the numbers of the made sentence', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 6 }), (numbers) => {
        const sentence = numbers.map((number) => `a ${number};`).join(' ');
        const wording = wordingFrom(
          numbers
            .toReversed()
            .map((number) => `b ${number}!`)
            .join(' '),
          sentence,
        );
        expect(wording).not.toBeNull();
        expect(numbersIn(worded(wording!, sentence)!).sort()).toEqual(numbersIn(sentence).sort());
      }),
    );
  });
});
