/** Safeguarding flags: they rank a case and make the offer of help warmer; nobody is notified by them. */
import { type Facts, isMet } from '../definition/conditions';
import type { Definition } from '../definition/definition';

export const flagsOf = (definition: Definition, facts: Facts): string[] =>
  definition.flags.filter(({ when }) => isMet(when, facts)).map(({ flag }) => flag);
