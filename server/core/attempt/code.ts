/**
 * The code with which a student comes back: 15 random symbols of Crockford's base32 (75 bits) and a check symbol
 * (Luhn mod 32 over the same alphabet), so that a typing error is caught before the network is asked.
 * https://www.crockford.com/base32.html; Luhn mod N: every single wrong symbol and most swapped neighbours are found.
 */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomSymbols = 15;

/** Random bytes needed for one code: one for each random symbol. */
export const codeBytes = randomSymbols;

/** Letters that are read or typed for a symbol: Crockford's own, and Cyrillic ones that look the same on paper. */
const lookalikes: Record<string, string> = {
  ...{ O: '0', I: '1', L: '1' },
  ...{
    О: '0',
    І: '1',
    А: 'A',
    В: 'B',
    Е: 'E',
    К: 'K',
    М: 'M',
    Н: 'H',
    Р: 'P',
    С: 'C',
    Т: 'T',
    У: 'Y',
    Х: 'X',
  },
};

const checkSymbol = (payload: string): string => {
  let sum = 0;
  let factor = 2;
  for (const symbol of [...payload].reverse()) {
    const product = factor * alphabet.indexOf(symbol);
    sum += Math.floor(product / alphabet.length) + (product % alphabet.length);
    factor = 3 - factor;
  }
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length);
};

const isRepeated = (payload: string): boolean => new Set(payload).size === 1;

/**
 * A new code, unformatted, from `codeBytes` bytes of a cryptographic source.
 * @throws RangeError for too few bytes or for one repeated symbol, which a working source never gives.
 */
export const codeFrom = (randomBytes: Uint8Array): string => {
  if (randomBytes.length < codeBytes) throw new RangeError(`A code needs ${codeBytes} random bytes`);
  const payload = Array.from(randomBytes.subarray(0, codeBytes), (byte) => alphabet[byte & 31]).join('');
  if (isRepeated(payload)) throw new RangeError('The source of randomness repeats itself');
  return payload + checkSymbol(payload);
};

/** What was typed, as it is hashed: upper case, no spaces or dashes, look-alike letters replaced. May not be a code. */
export const normaliseCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s\p{Pd}\u200B\u2060]/gu, '')
    .replace(/./gu, (symbol) => lookalikes[symbol] ?? symbol);

/** Whether what was typed is a complete code with the right check symbol. */
export const isCode = (typed: string): boolean => {
  const code = normaliseCode(typed);
  if (code.length !== randomSymbols + 1 || [...code].some((symbol) => !alphabet.includes(symbol)))
    return false;
  const payload = code.slice(0, randomSymbols);
  return !isRepeated(payload) && code.endsWith(checkSymbol(payload));
};

/** Four groups of four: `7Q2M-...`. */
export const formatCode = (code: string): string =>
  normaliseCode(code)
    .match(/.{1,4}/gu)
    ?.join('-') ?? '';
