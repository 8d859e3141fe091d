/** A page of questions, and the check page after the last one. */

import type { AttemptContent } from '../attempt/content';
import { missingByPage } from '../attempt/page-answers';
import { defined } from '../defined';
import { type Definition, findPage, itemIds } from '../definition/definition';
import { optionsOf } from '../definition/items';
import type { FieldProblem } from '../definition/page-check';
import { closedItems, openItems, openPages, previousPage, progress } from '../definition/routing';
import { answerTexts, type Texts } from '../definition/texts';
import type { Translate } from '../text/translate';

/** What a page needs of a questionnaire: its rules, and its words in the reader's language. */
export interface Asked {
  definition: Definition;
  words: Texts;
}

/** What is stored so far. */
type Given = Pick<AttemptContent, 'answers' | 'unclear'>;

export interface TypedPage {
  body: Record<string, unknown>;
  problems: FieldProblem[];
}

const numberOf = (definition: Definition, item: string) => itemIds(definition).indexOf(item) + 1;

const typedValue = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** With `typed`, what was sent is shown as it was, with what is wrong beside it. */
export function pageView(
  { definition, words }: Asked,
  attempt: Given,
  page: string,
  { t }: { t: Translate },
  typed?: TypedPage,
) {
  const window = defined(findPage(definition, page), `page ${page}`).window;
  const unclearTyped = typed && [typed.body.unclear].flat();
  const question = (item: string) => {
    const stored = attempt.answers[item];
    const value = typed
      ? typedValue(typed.body[item])
      : stored === null
        ? 'skip'
        : stored === undefined
          ? undefined
          : String(stored);
    const labels = answerTexts(definition, words, item);
    const isWrong = typed?.problems.some(({ field }) => field === item);
    const number = numberOf(definition, item);
    return {
      id: item,
      number,
      text: words.items[item] ?? '',
      name: item,
      options: optionsOf(definition, item).map((option) => ({
        value: String(option),
        label: labels[option] ?? '',
        isChecked: value === String(option),
      })),
      isSkipped: value === 'skip',
      unclearName: 'unclear',
      isUnclear: unclearTyped ? unclearTyped.includes(item) : attempt.unclear.includes(item),
      error: isWrong ? t('screening:page.errorItem', { number }) : undefined,
    };
  };
  const questions = openItems(definition, attempt.answers, page).map(question);
  const { done, total } = progress(definition, attempt.answers);
  return {
    page,
    heading: words.pages[page]?.title ?? '',
    lead: words.pages[page]?.lead ?? '',
    window: words.windows[window] ?? '',
    questions,
    progress: { current: done, total },
    isFirst: previousPage(definition, attempt.answers, page) === null,
    errors: questions.flatMap(({ id, error }) => (error ? [{ href: `#question-${id}`, text: error }] : [])),
  };
}

export function checkView({ definition, words }: Asked, attempt: Given) {
  const missing = missingByPage(definition, attempt.answers, closedItems(definition, attempt.answers));
  const { done, total } = progress(definition, attempt.answers);
  return {
    progress: { current: done, total },
    lastPage: openPages(definition, attempt.answers).at(-1) ?? '',
    pages: missing.map(({ page, missing: count }) => ({
      page,
      title: words.pages[page]?.title ?? '',
      missing: count,
    })),
  };
}
