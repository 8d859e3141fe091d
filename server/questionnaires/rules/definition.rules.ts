/**
 * What the parts of a definition must say about each other, so that no rule is silently without effect: known items,
 * pages within their limit, gates before their follow-ups, cut-offs that cover the range without gaps.
 */

import type { Condition } from '../../core/definition/conditions';
import type { Definition } from '../../core/definition/definition';
import { bandsOfScale } from '../../core/scoring/kinds';
import { checkOf } from '../kinds';
import { bandProblems } from './bands.rules';
import {
  conditionProblems,
  type DefinitionProblem,
  leavesOf,
  type Path,
  unknownItems,
} from './condition.rules';
import { idProblems } from './ids.rules';
import { priorityProblems } from './priority.rules';
import { scaleProblems } from './scale.rules';

function* itemProblems(definition: Definition): Generator<DefinitionProblem> {
  const onPages = definition.pages.flatMap((page) => page.items);
  const total = Object.keys(definition.items).length;
  if (total !== definition.itemCount)
    yield {
      path: ['itemCount'],
      reason: `itemCount is ${definition.itemCount}, but there are ${total} items`,
    };
  for (const [item, { answers }] of Object.entries(definition.items)) {
    const path = ['items', item];
    if (!Object.hasOwn(definition.answerSets, answers))
      yield { path, reason: `there is no answer set ${answers}` };
    if (!onPages.includes(item)) yield { path, reason: `${item} stands on no page` };
  }
  const used = Object.values(definition.items).map(({ answers }) => answers);
  for (const set of Object.keys(definition.answerSets).filter((one) => !used.includes(one)))
    yield { path: ['answerSets', set], reason: `no item has the answers ${set}` };
  yield* harmProblems(definition);
}

/** A harm item outside of every scale with a harm rule confirms nothing. */
function* harmProblems({ items, scales }: Definition): Generator<DefinitionProblem> {
  const confirming = Object.values(scales).flatMap((scale) => ('harm' in scale ? scale.items : []));
  for (const [item, { role }] of Object.entries(items))
    if (role === 'harm' && !confirming.includes(item))
      yield { path: ['items', item], reason: `no scale with a harm rule counts the harm item ${item}` };
}

function* pageProblems(definition: Definition): Generator<DefinitionProblem> {
  const seen = new Set<string>();
  const names = definition.pages.map(({ id }) => id);
  yield* namedTwice(names, 'pages', ['pages']);
  for (const [index, page] of definition.pages.entries()) {
    const path = ['pages', index];
    yield* unknownItems(definition, page.items, [...path, 'items']);
    if (page.items.length > definition.maxItemsPerPage)
      yield {
        path,
        reason: `page ${page.id} has ${page.items.length} items, more than ${definition.maxItemsPerPage}`,
      };
    if (!Object.hasOwn(definition.windows, page.window))
      yield { path, reason: `there is no window ${page.window}` };
    for (const item of page.items) {
      if (seen.has(item)) yield { path, reason: `${item} stands on a page twice` };
      seen.add(item);
    }
  }
}

function* windowProblems({ windows, pages }: Definition): Generator<DefinitionProblem> {
  for (const id of Object.keys(windows))
    if (!pages.some(({ window }) => window === id))
      yield { path: ['windows', id], reason: `no page has the window ${id}` };
}

function* routingProblems(definition: Definition): Generator<DefinitionProblem> {
  const pageOf = (item: string) => definition.pages.findIndex((page) => page.items.includes(item));
  const closable = definition.routing.flatMap((rule) => rule.close);
  const gates = definition.routing.flatMap((rule) => rule.whenAllZero);
  for (const [item, { role }] of Object.entries(definition.items)) {
    if (role === 'gate' && !gates.includes(item))
      yield { path: ['items', item], reason: `the gate ${item} closes nothing` };
    if (role !== 'gate' && gates.includes(item))
      yield { path: ['items', item], reason: `${item} closes others and must have the role gate` };
  }
  for (const [index, { whenAllZero, close }] of definition.routing.entries()) {
    const path = ['routing', index];
    yield* unknownItems(definition, whenAllZero, [...path, 'whenAllZero']);
    yield* unknownItems(definition, close, [...path, 'close']);
    for (const gate of whenAllZero.filter((item) => closable.includes(item)))
      yield { path, reason: `the gate ${gate} can itself be closed` };
    const lastGate = Math.max(...whenAllZero.map(pageOf));
    for (const item of close.filter((one) => pageOf(one) <= lastGate))
      yield { path, reason: `${item} is not on a later page than the gates that close it` };
  }
}

function* feedbackProblems(definition: Definition): Generator<DefinitionProblem> {
  const isBanded = (id: string) => {
    const scale = definition.scales[id];
    return scale !== undefined && bandsOfScale(scale).length > 0;
  };
  const lists = {
    'overall.scales': definition.overall.scales,
    'feedback.scales': definition.feedback.scales,
  };
  for (const [name, list] of Object.entries(lists))
    for (const [index, id] of list.entries())
      if (!isBanded(id))
        yield { path: [...name.split('.'), index], reason: `there is no scale ${id} with bands` };
  const { more, scales } = definition.feedback;
  for (const [index, id] of more.entries()) {
    const path = ['feedback', 'more', index];
    if (!Object.hasOwn(definition.scales, id)) yield { path, reason: `there is no scale ${id}` };
    if (scales.includes(id)) yield { path, reason: `${id} is told among feedback.scales already` };
  }
  yield* namedTwice(more, 'scales', ['feedback', 'more']);
  yield* namedTwice(definition.overall.scales, 'scales', ['overall', 'scales']);
  for (const [index, id] of definition.feedback.wordsOnly.entries())
    if (!definition.feedback.scales.includes(id))
      yield { path: ['feedback', 'wordsOnly', index], reason: `feedback has no scale ${id}` };
  const labels = definition.feedback.scales.flatMap((id) => {
    const scale = definition.scales[id];
    return scale ? checkOf(scale).labelsOf(scale) : [];
  });
  for (const [index, label] of definition.feedback.labelTexts.entries())
    if (!labels.includes(label))
      yield { path: ['feedback', 'labelTexts', index], reason: `no scale gives the label ${label}` };
  for (const [index, { when }] of definition.feedback.extras.entries())
    yield* resultConditionProblems(definition, when, ['feedback', 'extras', index, 'when'], 'verdict');
  yield* chosenProblems(definition);
  const { items, onlyBelow } = definition.feedback.strength;
  yield* unknownItems(definition, items, ['feedback', 'strength', 'items']);
  for (const item of Object.keys(onlyBelow))
    if (!items.includes(item))
      yield { path: ['feedback', 'strength', 'onlyBelow', item], reason: `${item} is no strength` };
}

function* chosenProblems(definition: Definition): Generator<DefinitionProblem> {
  const { open = [], today = [], readers = {}, guidesFor } = definition.feedback;
  for (const [list, sentences] of Object.entries({ open, today })) {
    const ids = sentences.map(({ sentence }) => sentence);
    yield* namedTwice(ids, 'sentences', ['feedback', list]);
    for (const [index, { when }] of sentences.entries())
      yield* resultConditionProblems(definition, when, ['feedback', list, index, 'when'], 'verdict');
  }
  for (const [name, when] of Object.entries(readers))
    yield* resultConditionProblems(definition, when, ['feedback', 'readers', name], 'profile');
  if (guidesFor) yield* resultConditionProblems(definition, guidesFor, ['feedback', 'guidesFor'], 'profile');
}

/** A condition that asks for a word that the scale's result never says is never met. */
function* resultConditionProblems(
  definition: Definition,
  condition: Condition,
  at: Path,
  upTo: 'scales' | 'verdict' | 'profile',
): Generator<DefinitionProblem> {
  yield* conditionProblems(definition, condition, at, upTo);
  for (const { leaf, path } of leavesOf(condition, at)) {
    const scale = 'scale' in leaf ? definition.scales[leaf.scale] : undefined;
    if (!scale) continue;
    const check = checkOf(scale);
    if ('scoreAtMost' in leaf && !('score' in check.resultShape(scale).shape))
      yield { path, reason: `${leaf.scale} has no score` };
    if (!('property' in leaf)) continue;
    const words =
      leaf.property === 'label' ? check.labelsOf(scale) : (check.levelsOf(scale)[leaf.property] ?? []);
    for (const word of leaf.isOneOf.filter((one) => !words.includes(one)))
      yield { path, reason: `${leaf.property} of ${leaf.scale} is never ${word}` };
  }
}

/** Two of one name could not be told apart in a result. */
function* namedTwice(names: string[], what: string, path: string[]): Generator<DefinitionProblem> {
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index)
      yield { path: [...path, index], reason: `there are two ${what} ${name}` };
}

function* flagProblems(definition: Definition): Generator<DefinitionProblem> {
  const names = definition.flags.map(({ flag }) => flag);
  yield* namedTwice(names, 'flags', ['flags']);
  for (const [index, { when }] of definition.flags.entries())
    yield* resultConditionProblems(definition, when, ['flags', index, 'when'], 'scales');
}

function* qualityProblems(definition: Definition): Generator<DefinitionProblem> {
  const { quality } = definition;
  const names = quality.points.map(({ point }) => point);
  yield* namedTwice(names, 'points', ['quality', 'points']);
  for (const [index, point] of quality.points.entries()) {
    const path = ['quality', 'points', index];
    if ('when' in point) yield* conditionProblems(definition, point.when, [...path, 'when'], 'answers');
    if ('fastPages' in point && point.fastPages.pages > definition.pages.length)
      yield { path, reason: `there are only ${definition.pages.length} pages` };
    if ('inconsistency' in point)
      for (const [at, { items }] of point.inconsistency.opposites.entries())
        yield* unknownItems(definition, items, [...path, 'inconsistency', 'opposites', at, 'items']);
  }
  if (quality.excludedFrom <= quality.doubtfulFrom)
    yield { path: ['quality', 'excludedFrom'], reason: 'excluded must start above doubtful' };
}

export const definitionProblems = (definition: Definition): DefinitionProblem[] => [
  ...idProblems(definition),
  ...itemProblems(definition),
  ...pageProblems(definition),
  ...windowProblems(definition),
  ...routingProblems(definition),
  ...bandProblems(definition),
  ...priorityProblems(definition),
  ...Object.entries(definition.scales).flatMap(([id, scale]) => [
    ...scaleProblems(definition, scale, ['scales', id]),
  ]),
  ...flagProblems(definition),
  ...feedbackProblems(definition),
  ...qualityProblems(definition),
];
