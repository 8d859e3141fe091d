// Updates written as a pipeline: $set, $addFields, $unset, $project, $replaceRoot, $replaceWith.

import { runStages } from './aggregation/stages';
import { equalValues } from './compare';
import { failedToParse, MongoError } from './errors';
import { refuseNewId, type Updater } from './updater';
import { type Doc, isDocument, toPlain, toTyped } from './values';

const allowed = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'];

export function applyPipelineUpdate(stages: unknown[], variables?: Doc): Updater {
  for (const stage of stages) {
    const name = isDocument(stage) ? Object.keys(stage)[0] : undefined;
    if (name === undefined) throw failedToParse('Each element of the pipeline must be an object');
    if (!allowed.includes(name))
      throw new MongoError(72, `${name} is not allowed to be used within an update`);
  }
  const plainStages = stages.map((stage) => toPlain(stage as Doc));
  return (doc) => {
    const [result] = runStages([toPlain(doc)], plainStages, variables);
    const next = keepTypes(doc, toTyped(result ?? {})) as Doc;
    if (next._id === undefined && doc._id !== undefined) return { _id: doc._id, ...next };
    refuseNewId(doc, next);
    return next;
  };
}

/** What the pipeline did not change keeps its number type: 5.0 stays a double. */
function keepTypes(before: unknown, after: unknown): unknown {
  if (isDocument(before) && isDocument(after)) {
    for (const key of Object.keys(after))
      if (Object.hasOwn(before, key)) after[key] = keepTypes(before[key], after[key]);
    return after;
  }
  if (Array.isArray(before) && Array.isArray(after))
    return after.map((item, i) => (i < before.length ? keepTypes(before[i], item) : item));
  return equalValues(before, after) ? before : after;
}
