// aggregate: $match, and behind it $group.

import { type Doc, isDocument } from '../bson/values';
import { failedToParse, MongoError, notImplemented, typeMismatch } from '../errors';
import { none } from '../query/cursor';
import { findRecords } from '../query/find';
import { compileGroup, grouped } from '../query/group';
import { compileFilter } from '../query/matcher';
import { cursorReply } from '../wire';
import { type Command, namespaceOf, refuseUnknownFields, refuseUnknownOptions } from './command';

const stageNames = ['$match', '$group'] as const;

export const aggregate: Command = async (call) => {
  const { engine, body } = call;
  refuseUnknownOptions(call, ['pipeline', 'cursor']);
  if (!isDocument(body.cursor))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  refuseUnknownFields(body.cursor, 'cursor', []);
  const namespace = namespaceOf(call);
  const { filter, group } = compilePipeline(body.pipeline);
  const collection = engine.catalogue.find(namespace);
  const source = collection ? grouped(findRecords(collection, { filter }), group) : none();
  const { id, documents } = await engine.cursors.start(namespace, source, {});
  return cursorReply('firstBatch', documents, id, namespace);
};

function compilePipeline(pipeline: unknown) {
  if (!Array.isArray(pipeline) || !pipeline.every(isDocument))
    throw typeMismatch("Each element of the 'pipeline' array must be an object");
  for (const stage of pipeline) refuseUnknownStage(stage);
  const [match, group, ...others] = pipeline;
  if (match?.$match === undefined || group?.$group === undefined || others.length > 0)
    throw notImplemented('a pipeline other than $match and $group');
  compileFilter(match.$match);
  return { filter: match.$match as Doc, group: compileGroup(group.$group) };
}

function refuseUnknownStage(stage: Doc): void {
  const [name, ...others] = Object.keys(stage);
  if (name === undefined || others.length > 0)
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  if (!stageNames.some((known) => known === name))
    throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
}
