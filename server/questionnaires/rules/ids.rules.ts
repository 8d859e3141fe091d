/** The ids and numbers that forms, the contract and file names can carry; a definition with others stops the start. */
import type { Definition } from '../../core/definition/definition';
import { recommendationIds } from '../../core/feedback/feedback';
import type { DefinitionProblem } from './condition.rules';

export const itemIdPattern = /^[A-Za-z][A-Za-z0-9]{0,9}$/;
export const pageIdPattern = /^[A-Za-z][A-Za-z0-9-]{0,19}$/;
/** A dash divides a scale from its band in the id of a text. */
const scaleIdPattern = /^[A-Za-z][A-Za-z0-9]{0,19}$/;
export const textIdPattern = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

/** A form sends an answer as one digit. */
const mostOptions = 10;
/** Whose items a page's form can name as not understood. */
const mostItems = 100;

/** Fields that a page's form has besides the questions, each of which is a field by its id. */
export const formFields = ['page', 'go', 'unclear', 'spentMs', 'step', 'switchLanguage'];

/** Names that every object answers to. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

export function* idProblems(definition: Definition): Generator<DefinitionProblem> {
  const lists = [
    { list: 'items', pattern: itemIdPattern, most: 10, taken: [...formFields, ...inherited] },
    { list: 'scales', pattern: scaleIdPattern, most: 20, taken: inherited },
  ] as const;
  for (const { list, pattern, most, taken } of lists)
    for (const id of Object.keys(definition[list])) {
      const path = [list, id];
      if (!pattern.test(id))
        yield { path, reason: `the id ${id} is not a letter and then letters and digits, ${most} at most` };
      if (taken.includes(id)) yield { path, reason: `the id ${id} has a meaning of its own` };
    }
  for (const [index, { id }] of definition.pages.entries())
    if (!pageIdPattern.test(id))
      yield { path: ['pages', index], reason: `the id ${id} has more than 20 signs` };
  for (const [set, options] of Object.entries(definition.answerSets))
    if (options > mostOptions)
      yield { path: ['answerSets', set], reason: `${options} options are more than ${mostOptions}` };
  if (definition.itemCount > mostItems)
    yield { path: ['itemCount'], reason: `${definition.itemCount} items are more than ${mostItems}` };
  yield* textIdProblems(definition);
}

/** A text is found by its id alone, in the library and in its file, whose name may not tell capitals apart. */
function* textIdProblems(definition: Definition): Generator<DefinitionProblem> {
  if (definition.feedback.scales.some((id) => !Object.hasOwn(definition.scales, id))) return;
  const ids = [...recommendationIds(definition), ...definition.guides];
  const names = ids.map((id) => id.toLowerCase());
  for (const [index, id] of ids.entries()) {
    if (names.indexOf(id.toLowerCase()) < index)
      yield { path: ['feedback'], reason: `there are two texts ${id}` };
    if (!textIdPattern.test(id))
      yield { path: ['feedback'], reason: `the text ${id} has more than 40 signs` };
  }
}
