/** The shipped guides as versions of the library, without a store. */
import type { Guide, GuideContent } from '../../../server/library/guides/guide';
import { startOfDay } from '../../../server/shared/clock';
import { shipped } from '../questionnaires';

/** In reading order. */
export const shippedGuides: Guide[] = shipped.definition.guides.map((id) => {
  const { kk, ru } = shipped.guides;
  const { role, date, kind } = kk[id]!;
  return {
    ...{ questionnaire: 'self-diagnosis/v1', id, kind, version: 1, state: 'proposed', isShipped: true },
    ...{ author: { role, accountId: null }, reason: null, basedOn: null, revision: 1, decision: null },
    writtenAt: startOfDay(date),
    contents: { kk: kk[id] as unknown as GuideContent, ru: ru[id] as unknown as GuideContent },
  };
});
