// Stages that need all their documents at once anyway and are mingo's own.
import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as pipeline from 'mingo/operators/pipeline';
import * as window from 'mingo/operators/window';
import { evaluated, expressions } from '../expressions';
import { pause, withoutPauses } from '../scan';
import { type Doc, isDocument } from '../values';
import { inSteps, type Stage, type StageContext } from './stage';

const {
  $bucketAuto,
  $densify,
  $fill,
  $graphLookup,
  $redact,
  $sample,
  $setWindowFields,
  $sort,
  $group,
  $project,
  $addFields,
} = pipeline;

export const mingoStages = { $bucketAuto, $densify, $fill, $graphLookup, $redact, $sample, $setWindowFields };

const { $accumulator: _refused, ...trustedAccumulators } = accumulators;

const context = Context.init({
  expression: expressions as never,
  accumulator: trustedAccumulators as never,
  // The last four are used by the others from within.
  pipeline: { ...mingoStages, $sort, $group, $project, $addFields } as never,
  window: window as never,
});

export function mingoStage(name: string, operand: unknown, { variables, find }: StageContext): Stage {
  const others = new Map<string, Doc[]>();
  const collectionResolver = (collection: string) => others.get(collection) ?? [];
  const aggregator = new Aggregator(
    [{ [name]: operand }] as never,
    {
      context,
      // $setWindowFields runs functions of mingo's own through this; BSON cannot carry a function into it.
      scriptEnabled: name === '$setWindowFields',
      variables,
      collectionResolver,
    } as never,
  );
  return function* (input) {
    if (name === '$graphLookup' && isDocument(operand) && typeof operand.from === 'string')
      others.set(operand.from, [...withoutPauses(find(operand.from, {}))]);
    const documents: Doc[] = [];
    for (const item of input) {
      if (item === pause) yield pause;
      else documents.push(item);
    }
    yield* inSteps(evaluated(() => aggregator.run(documents) as Doc[]));
  };
}
