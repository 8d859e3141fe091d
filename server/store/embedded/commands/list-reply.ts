// The answer of listCollections and listIndexes: a cursor over documents that are there already.
import { type Doc, encode } from '../values';
import { cursorReply } from '../wire';
import { type Call, documentOption, numberOption } from './command';

export async function listReply({ engine, body }: Call, documents: Doc[], namespace: string) {
  const size = numberOption(documentOption(body, 'cursor'), 'batchSize');
  const source = (function* () {
    yield* documents.map((doc) => encode(doc));
  })();
  const batch = await engine.cursors.start(namespace, source, size === undefined ? {} : { batchSize: size });
  return cursorReply('firstBatch', batch.documents, batch.id, namespace);
}
