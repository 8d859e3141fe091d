import { createHmac } from 'node:crypto';

const digits = 32;

/**
 * The id of a code's one case: 128 bits in hexadecimal, whose beginning people say to each other. A keyed hash, so that two
 * requests at once make the same document, and nobody who has the ids can try codes on them.
 */
export const caseIdOf = (key: Buffer, codeHash: string): string =>
  createHmac('sha256', key).update(codeHash).digest('hex').slice(0, digits);

export const caseIdPattern = /^[0-9a-f]{32}$/;
