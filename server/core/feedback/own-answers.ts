/** A student's own answers in words, beside what is said of them. Pure. */
import type { Definition } from '../definition/definition';
import { highestAnswer } from '../definition/items';
import { answerTexts, type Texts } from '../definition/texts';
import type { SubmittedAnswers } from '../definition/types';
import { scoredValue } from '../scoring/answers';
import { itemsOfScale } from '../scoring/kinds';

export interface OwnAnswer {
  item: string;
  /** In the words of its options. */
  answer: string;
}

/** More than that is read by nobody. */
const most = 3;

/** The strongest difficulties of a scale, at least half of what could be answered; harm before all others. */
export function strongestAnswers(
  definition: Definition,
  texts: Texts,
  scale: string,
  answers: SubmittedAnswers,
): OwnAnswer[] {
  const rules = definition.scales[scale];
  if (!rules) return [];
  const strengthOf = (item: string) =>
    (scoredValue(definition, answers, item) ?? 0) / highestAnswer(definition, item);
  const isHarm = (item: string) => definition.items[item]?.role === 'harm';
  const strong = itemsOfScale(rules).difficulties.filter((item) => strengthOf(item) >= 0.5);
  return strong
    .sort((one, other) => Number(isHarm(other)) - Number(isHarm(one)) || strengthOf(other) - strengthOf(one))
    .slice(0, most)
    .map((item) => ({
      item: texts.items[item] ?? '',
      answer: answerTexts(definition, texts, item)[answers[item] as number] ?? '',
    }));
}
