/** The secrets that a phone makes itself, from the browser's cryptographic source. */
import { codeBytes, codeFrom } from '../../../../server/core/attempt/code';

const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export const newCode = (): string => codeFrom(bytes(codeBytes));

/** A random UUID (version 4); `crypto.randomUUID` is missing on plain HTTP. */
export function newUuid(): string {
  const random = bytes(16);
  random[6] = ((random[6] as number) & 0x0f) | 0x40;
  random[8] = ((random[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
