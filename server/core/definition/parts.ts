/**
 * A questionnaire in two parts, so that on a slow network the first question waits for nothing but the questions: what is
 * asked, and what is made of the answers. Together they are all that a phone needs.
 */
import type { Definition } from './definition';
import type { Texts } from './texts';

const askedRules = [
  'id',
  'version',
  'itemCount',
  'maxItemsPerPage',
  'windows',
  'answerSets',
  'pages',
  'items',
  'routing',
] as const;
const askedTexts = ['title', 'windows', 'pages', 'answers', 'itemAnswers', 'items'] as const;

/** A questionnaire in one language. */
export interface Whole {
  definition: Definition;
  texts: Texts;
}

export interface Questions {
  definition: Pick<Definition, (typeof askedRules)[number]>;
  texts: Pick<Texts, (typeof askedTexts)[number]>;
}

export interface Results {
  definition: Omit<Definition, (typeof askedRules)[number]>;
  texts: Omit<Texts, (typeof askedTexts)[number]>;
}

const entriesOf = (from: object, names: readonly string[], isWanted: boolean) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name) === isWanted));

const part = (whole: Whole, isWanted: boolean) => ({
  definition: entriesOf(whole.definition, askedRules, isWanted),
  texts: entriesOf(whole.texts, askedTexts, isWanted),
});

/** Without the constructs behind the items, which are for those who read the questionnaire itself. */
export function questionsOf(whole: Whole): Questions {
  const { definition, texts } = part(whole, true) as unknown as Questions;
  const items = Object.entries(definition.items).map(([id, { construct: _construct, ...item }]) => [
    id,
    item,
  ]);
  return { definition: { ...definition, items: Object.fromEntries(items) }, texts };
}

export const resultsOf = (whole: Whole): Results => part(whole, false) as unknown as Results;

export const wholeOf = (questions: Questions, results: Results): Whole => ({
  definition: { ...questions.definition, ...results.definition },
  texts: { ...questions.texts, ...results.texts },
});
