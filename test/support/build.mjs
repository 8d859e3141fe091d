// The embedded store's worker and the browser files are used as built, in tests as in production.
import { buildIfNeeded } from '../../scripts/build.mjs';
import readQuestionnaires from './read-questionnaires.mjs';

export default async function buildBeforeTests() {
  await buildIfNeeded();
  await readQuestionnaires();
}
