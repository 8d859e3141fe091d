import type { Doc } from '../values';

/** Takes a group's documents one by one and gives their value. */
export interface Accumulator {
  add(doc: Doc): void;
  value(): unknown;
}
