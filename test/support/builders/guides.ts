/** The shipped guides as versions of the library, without a store. */
import { join } from 'node:path';
import type { Guide, GuideContent } from '../../../server/library/guides/guide';
import { loadQuestionnaires } from '../../../server/questionnaires';
import { startOfDay } from '../../../server/shared/clock';
import { projectRoot } from '../../../server/shared/project-root';

const name = 'self-diagnosis/v1';
const questionnaire = loadQuestionnaires(join(projectRoot, 'questionnaires')).get(name)!;

/** In reading order. */
export const shippedGuides: Guide[] = questionnaire.definition.guides.map((id) => {
  const { kk, ru } = questionnaire.guides;
  const { role, date, kind } = kk[id]!;
  return {
    ...{ questionnaire: name, id, kind, version: 1, state: 'proposed', isShipped: true },
    ...{ author: { role, accountId: null }, reason: null, basedOn: null, revision: 1, decision: null },
    writtenAt: startOfDay(date),
    contents: { kk: kk[id] as unknown as GuideContent, ru: ru[id] as unknown as GuideContent },
  };
});
