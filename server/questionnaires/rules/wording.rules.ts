/**
 * What a student could stumble over in the sentences of a language: those of the questions, the answers and the result are
 * held to the rules of recommendations, and what is chosen among can be told apart.
 */
import type { Definition } from '../../core/definition/definition';
import type { Texts } from '../../core/definition/texts';
import { type ForbiddenWord, proseFaults } from '../../core/feedback/text-content';
import { unseenSigns, wordCount } from '../../core/text/prose';
import { faultReason } from '../text-faults';
import type { DefinitionProblem, Path } from './condition.rules';

interface Wording {
  definition: Definition;
  /** Of one language. */
  texts: Texts;
  forbidden: readonly ForbiddenWord[];
}

export function* wordingProblems({ definition, texts, forbidden }: Wording): Generator<DefinitionProblem> {
  const { itemWords, sentenceWords } = definition.limits;
  for (const [item, sentence] of Object.entries(texts.items)) {
    const words = wordCount(sentence);
    if (words > itemWords)
      yield { path: ['items', item], reason: `the question has ${words} words, more than ${itemWords}` };
  }
  // These texts are shown as they stand, so that no sign in them is Markdown.
  for (const [path, text] of textsIn(texts))
    for (const fault of proseFaults(path.join('.'), text, { most: sentenceWords, forbidden }))
      if (fault.code !== 'markdown') yield { path, reason: faultReason(fault) };
  for (const choice of choicesIn(definition, texts)) yield* equalProblems(choice);
}

/** Words that only staff read are held to one rule: that they are what they look like. */
export function* staffWordingProblems(staff: object): Generator<DefinitionProblem> {
  for (const [path, text] of textsIn(staff, ['staff']))
    for (const word of unseenSigns(text))
      yield { path, reason: faultReason({ place: path.join('.'), code: 'unseenSign', word }) };
}

type Placed = [path: Path, text: string];

function* textsIn(part: unknown, path: Path = []): Generator<Placed> {
  if (typeof part === 'string') yield [path, part];
  else for (const [key, inner] of Object.entries(part as object)) yield* textsIn(inner, [...path, key]);
}

/** What stands beside each other and has to be told apart. */
function choicesIn({ pages }: Definition, texts: Texts): Placed[][] {
  const { answers, itemAnswers = {}, items, bands, scales } = texts;
  return [
    ...Object.entries(answers).map(([set, options]) => [...textsIn(options, ['answers', set])]),
    ...Object.entries(itemAnswers).map(([item, options]) => [...textsIn(options, ['itemAnswers', item])]),
    ...pages.map((page) => page.items.map((item): Placed => [['items', item], items[item] ?? item])),
    [...textsIn(bands, ['bands'])],
    Object.entries(scales).map(([id, { name }]): Placed => [['scales', id, 'name'], name]),
  ];
}

function* equalProblems(choice: Placed[]): Generator<DefinitionProblem> {
  const seen = new Set<string>();
  for (const [path, text] of choice) {
    const read = text.toLowerCase();
    if (seen.has(read))
      yield { path, reason: `the same text stands beside it, nobody could tell them apart: ${text}` };
    seen.add(read);
  }
}
