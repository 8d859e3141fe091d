import fc from 'fast-check';
import { codeBytes, codeFrom, formatCode, isCode, normaliseCode } from '../../../../server/core/attempt/code';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomCode = fc
  .uint8Array({ minLength: codeBytes, maxLength: codeBytes })
  .filter((bytes) => new Set(bytes.map((byte) => byte & 31)).size > 1)
  .map((bytes) => codeFrom(bytes));

describe('the code a student comes back with', () => {
  it.each([
    // From the right, every second value is doubled: 2 * (14 + 12 + ... + 0) + 13 + 11 + ... + 1 = 161 = 5 * 32 + 1.
    ['values 0 to 14', Array.from({ length: 15 }, (_, index) => index), '0123456789ABCDEZ'],
    // 2 * 31 = 62 is 1 and 30 in base 32: together 31.
    ['a doubled value of two digits', [...new Array(14).fill(0), 31], '00000000000000Z1'],
    ['a sum that is a multiple of 32', [...new Array(13).fill(0), 16, 8], '0000000000000G80'],
  ])('has 15 symbols of the bytes and the Luhn mod 32 check symbol: %s', (_, values, code) => {
    expect(codeFrom(Uint8Array.from(values))).toBe(code);
  });

  it('takes the low five bits of each byte, so that every symbol is equally likely', () => {
    const bytes = Uint8Array.from({ length: 15 }, (_, index) => index);
    expect(codeFrom(bytes.map((byte) => byte + 96))).toBe(codeFrom(bytes));
  });

  it('is accepted as made and as shown', () => {
    fc.assert(fc.property(randomCode, (code) => isCode(code) && isCode(formatCode(code))));
  });

  it('is shown as four groups of four', () => {
    expect(formatCode('0123456789ABCDEF')).toBe('0123-4567-89AB-CDEF');
  });

  it('catches every single wrong symbol', () => {
    fc.assert(
      fc.property(randomCode, fc.nat(15), fc.integer({ min: 1, max: 31 }), (code, place, shift) => {
        const wrong = alphabet[(alphabet.indexOf(code[place]!) + shift) % 32]!;
        return !isCode(code.slice(0, place) + wrong + code.slice(place + 1));
      }),
    );
  });

  it('catches a symbol too many, one too few and one that is not in the alphabet', () => {
    fc.assert(
      fc.property(randomCode, fc.nat(15), fc.constantFrom(...alphabet), (code, place, symbol) => {
        expect(isCode(code.slice(0, 15) + symbol + code.slice(15))).toBe(false);
        expect(isCode(code.slice(0, place) + code.slice(place + 1))).toBe(false);
        for (const foreign of ['U', '*', 'Ж'])
          expect(isCode(code.slice(0, place) + foreign + code.slice(place + 1))).toBe(false);
      }),
    );
  });

  it('catches swapped neighbours, except the pair that Luhn cannot tell apart (0 and Z)', () => {
    fc.assert(
      fc.property(randomCode, fc.nat(14), (code, place) => {
        const [one, other] = [code[place]!, code[place + 1]!];
        fc.pre(one !== other && [one, other].sort().join('') !== '0Z');
        return !isCode(code.slice(0, place) + other + one + code.slice(place + 2));
      }),
    );
  });

  it.each([
    ['lower case', 'abcd-efgh', 'ABCDEFGH'],
    ['spaces, tabs and no-break spaces', ' AB CD\tEF\u00a0GH ', 'ABCDEFGH'],
    ['every kind of dash', 'AB-CD–EF—GH‑', 'ABCDEFGH'],
    ['the letter O for zero', 'oO', '00'],
    ['I and L for one', 'iIlL', '1111'],
    ['Cyrillic letters that look the same', 'АВЕКМНРСТХУОІ авекмнрстхуоі', 'ABEKMHPCTXY01ABEKMHPCTXY01'],
  ])('forgives %s', (_, typed, meant) => {
    expect(normaliseCode(typed)).toBe(meant);
  });

  it.each(['', '0123', '0123-4567-89AB-CDE', 'UUUU-UUUU-UUUU-UUUU', '0123456789ABCDE!', '😀😀😀😀'])(
    'refuses %p',
    (typed) => {
      expect(isCode(typed)).toBe(false);
    },
  );

  it('refuses a code of one repeated symbol, typed or drawn', () => {
    expect(isCode('0000-0000-0000-0000')).toBe(false);
    for (const symbol of alphabet)
      for (const check of alphabet) expect(isCode(symbol.repeat(15) + check)).toBe(false);
    expect(() => codeFrom(new Uint8Array(15).fill(7))).toThrow(RangeError);
  });

  it('refuses too little randomness', () => {
    expect(() => codeFrom(Uint8Array.from({ length: 14 }, (_, index) => index))).toThrow(RangeError);
  });
});
