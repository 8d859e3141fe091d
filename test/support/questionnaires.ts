/** The shipped questionnaires and danger words as a start reads them, read once for all tests by read-questionnaires.mjs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DangerWords } from '../../server/core/danger/danger-words';
import type { Questionnaire } from '../../server/questionnaires';
import { projectRoot } from '../../server/shared/project-root';

const contentOf = (name: string) =>
  readFileSync(join(projectRoot, 'dist', 'of-tests', `${name}.json`), 'utf8');
const content = contentOf('questionnaires');

/** By `<id>/<version>`; the caller's own. */
export const shippedQuestionnaires = (): Map<string, Questionnaire> => new Map(JSON.parse(content));

export const shipped = shippedQuestionnaires().get('self-diagnosis/v1')!;

export const shippedDangerWords: DangerWords = JSON.parse(contentOf('danger-words'));
