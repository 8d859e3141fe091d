/** A definition with one condition of its choice of words taken away, for each of them. */
import type { Condition } from '../../../server/core/definition/conditions';
import type { ChosenSentence, Definition } from '../../../server/core/definition/definition';

type Feedback = Definition['feedback'];

/** Met by everybody. */
const always: Condition = { ageUnder: 1000 };

/** The condition with each of its parts met by everybody, and what was taken away. */
function* withoutOne(condition: Condition): Generator<{ what: string; rest: Condition }> {
  const key = 'all' in condition ? 'all' : 'any' in condition ? 'any' : null;
  if (key === null) return yield { what: JSON.stringify(condition), rest: always };
  const own = (condition as Record<string, Condition[]>)[key]!;
  for (const [index, part] of own.entries())
    for (const { what, rest } of withoutOne(part))
      yield { what, rest: { [key]: own.with(index, rest) } as unknown as Condition };
}

function* feedbacksWithoutOne(feedback: Feedback): Generator<{ what: string; feedback: Feedback }> {
  const { extras, readers = {}, guidesFor, labelTexts, strength } = feedback;
  for (const [index, one] of extras.entries())
    for (const { what, rest } of withoutOne(one.when))
      yield {
        what: `extras.${one.text}: ${what}`,
        feedback: { ...feedback, extras: extras.with(index, { ...one, when: rest }) },
      };
  for (const list of ['open', 'today'] as const) {
    const sentences: ChosenSentence[] = feedback[list] ?? [];
    for (const [index, one] of sentences.entries())
      for (const { what, rest } of withoutOne(one.when))
        yield {
          what: `${list}.${one.sentence}: ${what}`,
          feedback: { ...feedback, [list]: sentences.with(index, { ...one, when: rest }) },
        };
  }
  for (const [name, when] of Object.entries(readers))
    for (const { what, rest } of withoutOne(when))
      yield {
        what: `readers.${name}: ${what}`,
        feedback: { ...feedback, readers: { ...readers, [name]: rest } },
      };
  if (guidesFor) yield { what: 'guidesFor', feedback: { ...feedback, guidesFor: always } };
  for (const label of labelTexts)
    yield {
      what: `labelTexts: ${label}`,
      feedback: { ...feedback, labelTexts: labelTexts.filter((one) => one !== label) },
    };
  yield { what: 'strength.atLeast', feedback: { ...feedback, strength: { ...strength, atLeast: 1 } } };
  for (const item of Object.keys(strength.onlyBelow)) {
    const { [item]: _dropped, ...onlyBelow } = strength.onlyBelow;
    yield {
      what: `strength.onlyBelow: ${item}`,
      feedback: { ...feedback, strength: { ...strength, onlyBelow } },
    };
  }
}

export function* withoutOneCondition(
  definition: Definition,
): Generator<{ what: string; definition: Definition }> {
  for (const { what, feedback } of feedbacksWithoutOne(definition.feedback))
    yield { what, definition: { ...definition, feedback } };
}
