import { normaliseCode } from '../core/attempt/code';
import { keyedHash } from '../shared/sealing';

/** What is stored of a code, however it was typed. */
export const hashOfCode = (key: Buffer, code: string): string => keyedHash(key, normaliseCode(code));
