/** The ids and numbers that forms, the contract and file names can carry; a definition with others stops the start. */
import type { Definition } from '../../core/definition/definition';
import { baseTextId } from '../../core/feedback/feedback';
import { bandsOfScale } from '../../core/scoring/kinds';
import type { DefinitionProblem, Path } from './condition.rules';

export const itemIdPattern = /^[A-Za-z][A-Za-z0-9]{0,9}$/;
export const pageIdPattern = /^[A-Za-z][A-Za-z0-9-]{0,19}$/;
/** A dash divides a scale from its band in the id of a text. */
const scaleIdPattern = /^[A-Za-z][A-Za-z0-9]{0,19}$/;
export const textIdPattern = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

/** A form sends an answer as one digit. */
const mostOptions = 10;
/** Whose items a page's form can name as not understood; no more pages than items have any. */
export const mostItems = 100;

/** Fields that a page's form has besides the questions, each of which is a field by its id. */
export const formFields = ['page', 'go', 'unclear', 'spentMs', 'step', 'switchLanguage'];

export function* idProblems(definition: Definition): Generator<DefinitionProblem> {
  const lists = [
    { list: 'items', pattern: itemIdPattern, most: 10 },
    { list: 'scales', pattern: scaleIdPattern, most: 20 },
  ] as const;
  for (const { list, pattern, most } of lists)
    for (const id of Object.keys(definition[list])) {
      const path = [list, id];
      if (!pattern.test(id))
        yield { path, reason: `the id ${id} is not a letter and then letters and digits, ${most} at most` };
    }
  for (const id of Object.keys(definition.items))
    if (formFields.includes(id))
      yield { path: ['items', id], reason: `the id ${id} has a meaning of its own in the page's form` };
  for (const [index, { id }] of definition.pages.entries())
    if (!pageIdPattern.test(id))
      yield { path: ['pages', index, 'id'], reason: `the id ${id} has more than 20 signs` };
  for (const [set, options] of Object.entries(definition.answerSets))
    if (options > mostOptions)
      yield { path: ['answerSets', set], reason: `${options} options are more than ${mostOptions}` };
  if (definition.itemCount > mostItems)
    yield { path: ['itemCount'], reason: `${definition.itemCount} items are more than ${mostItems}` };
  yield* textIdProblems(definition);
}

/** A text is found by its id alone, in the library and in its file, whose name may not tell capitals apart. */
function* textIdProblems(definition: Definition): Generator<DefinitionProblem> {
  const texts = placedTexts(definition);
  const names = texts.map(({ id }) => id.toLowerCase());
  for (const [index, { id, path }] of texts.entries()) {
    if (names.indexOf(id.toLowerCase()) < index) yield { path, reason: `there are two texts ${id}` };
    if (!textIdPattern.test(id)) yield { path, reason: `the text ${id} has more than 40 signs` };
  }
}

const placedTexts = ({ feedback, scales, guides }: Definition): { id: string; path: Path }[] => [
  ...feedback.scales.flatMap((scale, index) =>
    [...(scales[scale] ? bandsOfScale(scales[scale]) : [])].map((band) => ({
      id: baseTextId(scale, band),
      path: ['feedback', 'scales', index],
    })),
  ),
  ...feedback.labelTexts.map((id, index) => ({ id, path: ['feedback', 'labelTexts', index] })),
  ...feedback.extras.map(({ text }, index) => ({ id: text, path: ['feedback', 'extras', index, 'text'] })),
  ...guides.map((id, index) => ({ id, path: ['guides', index] })),
];
