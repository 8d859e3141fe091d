// What a stage of a pipeline is, whichever it is.
import { type Pausing, pause } from '../scan';
import type { Doc } from '../values';

export type Stage = (input: Iterable<Doc | typeof pause>) => Pausing<Doc>;

/** What a stage may know beside its documents. */
export interface StageContext {
  variables: Doc;
  /** Documents of another collection of the same database, through an index where the filter has one. */
  find: (collection: string, filter: Doc) => Pausing<Doc>;
  /** Compiles a pipeline within a stage. */
  compile: (stages: unknown, context: StageContext) => Stage;
}

/** An array with a place to pause after each few hundred documents. */
export function* inSteps(documents: Doc[]): Pausing<Doc> {
  for (const [i, doc] of documents.entries()) {
    yield doc;
    if (i % 256 === 255) yield pause;
  }
}
