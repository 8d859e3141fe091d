import type { Items } from '../../definition/items';
import type { ScaleResult, SubmittedAnswers } from '../../definition/types';

export interface Answered {
  asked: Items;
  answers: SubmittedAnswers;
  /** Years. */
  age: number;
}

/** What a kind of scale does. Its rules are what a definition says of one scale of the kind. */
export interface Kind<Rules, Result extends ScaleResult = ScaleResult> {
  score(rules: Rules, answered: Answered): Result;
  /** The items whose high answers are difficulties, and those whose high answers are the better ones. */
  itemsOf(rules: Rules): { difficulties: string[]; resources: string[] };
  /** That a result can have, from the lowest; none for a kind without bands, whose results have no property `band`. */
  bandsOf(rules: Rules): readonly string[];
}
