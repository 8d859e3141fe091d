/** The shipped questionnaires as a start reads them, read once for all tests by read-questionnaires.mjs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Questionnaire } from '../../server/questionnaires';
import { projectRoot } from '../../server/shared/project-root';

const content = readFileSync(join(projectRoot, 'dist', 'of-tests', 'questionnaires.json'), 'utf8');

/** By `<id>/<version>`; the caller's own. */
export const shippedQuestionnaires = (): Map<string, Questionnaire> => new Map(JSON.parse(content));

export const shipped = shippedQuestionnaires().get('self-diagnosis/v1')!;
