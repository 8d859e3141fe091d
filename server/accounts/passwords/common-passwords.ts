/**
 * The commonest passwords: 49 233 in the list of @zxcvbn-ts/language-common (MIT, from published leaks), and below
 * what Kazakh and Russian keyboards add to it. Digits and signs at the ends of one make it no better.
 */
import { dictionary } from '@zxcvbn-ts/language-common';

const ofTheseKeyboards = [
  '0123456789',
  '0987654321',
  '1212121212',
  '1231231231',
  '123123123123',
  '1234512345',
  '1234567898',
  '9876543210',
  'aa12345678',
  'abc1234567',
  'abcdefghij',
  'asdfghjklm',
  'qwer123456',
  'qwertyqwerty',
  'zxcvbnmasdfghjkl',
  'йцукен',
  'йцукенгшщз',
  'йцукенгшщзх',
  'фывапролдж',
  'фывапролджэ',
  'ячсмитьбю',
];

const common: ReadonlySet<string> = new Set([...dictionary['passwords-common'], ...ofTheseKeyboards]);

/** Shorter ones are ordinary syllables. */
const shortestStem = 4;

/** @param password in lower case */
export function isCommonPassword(password: string): boolean {
  if (common.has(password)) return true;
  const stem = password.replace(/^\P{L}+|\P{L}+$/gu, '');
  return [...stem].length >= shortestStem && common.has(stem);
}
