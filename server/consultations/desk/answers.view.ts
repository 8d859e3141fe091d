/** The answers as they were given, page by page, so that a psychologist sees the person behind the scores. */

import type { Definition } from '../../core/definition/definition';
import { highestAnswer } from '../../core/definition/items';
import { answerTexts, type Texts } from '../../core/definition/texts';
import type { Language } from '../../core/definition/types';
import { scoredValue } from '../../core/scoring/answers';
import { itemsOfScale } from '../../core/scoring/kinds';
import type { Translate } from '../../core/text/translate';

import type { Questionnaire } from '../../questionnaires';
import type { Attempt } from '../../screening/attempt.types';

/** From here on an answer is a strong sign: "often" among five, of which the highest is "very often"; "yes" among two. */
const strongFrom = (highest: number): number => Math.ceil(0.75 * highest);

interface AnswerRow {
  number: number;
  question: string;
  answer: string;
  /** Skipped, closed by a gate and not reached are told apart from an answer. */
  isAnswer: boolean;
  isStrong: boolean;
  isUnclear: boolean;
}

export interface AnswerBlock {
  title: string;
  window: string;
  strongCount: string;
  rows: AnswerRow[];
}

interface Given {
  attempt: Attempt;
  questionnaire: Questionnaire;
  language: Language;
  t: Translate;
  isStrongOnly: boolean;
}

export function answerBlocks({ attempt, questionnaire, language, t, isStrongOnly }: Given): AnswerBlock[] {
  const { definition } = questionnaire;
  const texts = questionnaire.texts[language];
  const strong = strongItems(definition, attempt);
  let number = 0;
  const blocks = definition.pages.map((page) => {
    const rows = page.items.map((item) => {
      number += 1;
      const answer = answerOf(attempt, definition, texts, item);
      return {
        number,
        question: texts.items[item] ?? item,
        answer: 'text' in answer ? answer.text : t(`consultations:answers.${answer.state}`),
        isAnswer: 'text' in answer,
        isStrong: strong.has(item),
        isUnclear: attempt.unclear.includes(item),
      };
    });
    const count = rows.filter(({ isStrong }) => isStrong).length;
    return {
      title: texts.pages[page.id]?.title ?? page.id,
      window: texts.windows[page.window] ?? '',
      strongCount: count > 0 ? t('consultations:answers.strongCount', { count }) : '',
      rows,
    };
  });
  if (!isStrongOnly) return blocks;
  return blocks
    .map((block) => ({ ...block, rows: block.rows.filter(({ isStrong }) => isStrong) }))
    .filter(({ rows }) => rows.length > 0);
}

function answerOf(
  attempt: Attempt,
  definition: Definition,
  texts: Texts,
  item: string,
): { text: string } | { state: 'skipped' | 'closed' | 'notReached' } {
  const answer = attempt.submittedAnswers?.[item];
  if (answer === undefined) return { state: 'notReached' };
  if (answer === null) return { state: 'skipped' };
  if (answer === 'S') return { state: 'closed' };
  return { text: answerTexts(definition, texts, item)[answer] ?? String(answer) };
}

/** Scored items whose answer, turned round where reversed, is near the top; where more is better, near the bottom. */
function strongItems(definition: Definition, attempt: Attempt): Set<string> {
  const answers = attempt.submittedAnswers ?? {};
  const strong = new Set<string>();
  for (const scale of Object.values(definition.scales)) {
    const { difficulties, resources } = itemsOfScale(scale);
    for (const item of [...difficulties, ...resources]) {
      const value = scoredValue(definition, answers, item);
      if (value === null || answers[item] === 'S') continue;
      const top = highestAnswer(definition, item);
      const symptom = resources.includes(item) ? top - value : value;
      if (symptom >= strongFrom(top)) strong.add(item);
    }
  }
  return strong;
}
