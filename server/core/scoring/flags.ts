/** Safeguarding flags: they rank a case and make the offer of help warmer; nobody is notified by them. */
import { type Facts, isMet } from '../definition/conditions';
import type { Definition } from '../definition/definition';
import type { Flag } from '../definition/types';

export const flagsOf = (definition: Definition, facts: Facts): Flag[] =>
  definition.flags.filter(({ when }) => isMet(when, facts)).map(({ flag }) => flag);
