/**
 * A questionnaire in two parts, so that on a slow network the first question waits for nothing but the questions: what is
 * asked, and what is made of the answers. Together they are all that a phone asks for.
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

/** Of cases and of the library, which no phone has. */
const staffRules = ['priority', 'limits'] as const;

/** Read on the server's own pages alone. */
const aboutTexts = ['about', 'sources'] as const;

/** A questionnaire in one language. */
export interface Whole {
  /** Of the version: what was answered with it is scored with it. */
  hash: string;
  definition: Definition;
  texts: Texts;
}

export interface Questions {
  hash: string;
  definition: Pick<Definition, (typeof askedRules)[number]>;
  texts: Pick<Texts, (typeof askedTexts)[number]>;
}

export interface Results {
  definition: Omit<Definition, (typeof askedRules | typeof staffRules)[number]>;
  texts: Omit<Texts, (typeof askedTexts | typeof aboutTexts)[number]>;
}

const entriesOf = <T extends object>(from: T, isWanted: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => isWanted(name)));

const isOneOf =
  (...lists: (readonly string[])[]) =>
  (name: string) =>
    lists.some((names) => names.includes(name));

/** Without the constructs behind the items, which are for those who read the questionnaire itself. */
export function questionsOf({ hash, definition, texts }: Whole): Questions {
  const items = Object.entries(definition.items).map(([id, { construct: _construct, ...item }]) => [
    id,
    item,
  ]);
  return {
    hash,
    definition: { ...entriesOf(definition, isOneOf(askedRules)), items: Object.fromEntries(items) },
    texts: entriesOf(texts, isOneOf(askedTexts)),
  } as unknown as Questions;
}

export function resultsOf({ definition, texts }: Pick<Whole, 'definition' | 'texts'>): Results {
  const [isOtherRule, isOtherText] = [isOneOf(askedRules, staffRules), isOneOf(askedTexts, aboutTexts)];
  const told = [...definition.feedback.scales, ...definition.feedback.more];
  const scales = entriesOf(texts.scales, (scale) => told.includes(scale));
  return {
    definition: entriesOf(definition, (name) => !isOtherRule(name)),
    texts: { ...entriesOf(texts, (name) => !isOtherText(name)), scales },
  } as unknown as Results;
}

/** Without what no phone has, which nothing there asks for. */
export const wholeOf = ({ hash, ...questions }: Questions, results: Results): Whole => ({
  hash,
  definition: { ...questions.definition, ...results.definition } as Definition,
  texts: { ...questions.texts, ...results.texts },
});
