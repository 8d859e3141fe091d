/** What a kind of scale asks of a definition file: what `core/scoring/kinds` then takes for granted. */
import type { z } from 'zod';
import type { Definition } from '../../core/definition/definition';
import type { DefinitionProblem, Path } from '../rules/condition.rules';

export interface KindCheck<Rules> {
  shape: z.ZodType<Rules>;
  /** Of a result. */
  resultShape(rules: Rules): z.ZodObject;
  /** The properties of a result whose value is a word, with the words: each needs a sentence, and conditions can ask for them. */
  levelsOf(rules: Rules): Record<string, readonly string[]>;
  /** That a result can have. */
  labelsOf(rules: Rules): string[];
  /** The lists of items that it counts, and where they stand in the scale. */
  itemListsOf(rules: Rules): { items: string[]; path: Path }[];
  /** Whether it counts a reversed item turned round. */
  canReverse: boolean;
  /** What an answer adds, where that is not its scored value. */
  weightOf?(rules: Rules, item: string, option: number): number;
  /** What else is wrong. */
  problems(rules: Rules, definition: Definition, path: Path): Iterable<DefinitionProblem>;
}
