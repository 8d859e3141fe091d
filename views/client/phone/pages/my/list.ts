/** What belongs to a code: its attempts, how they compare, and letters. */
import { comparableAfter, comparisonView } from '../../../../../server/core/pages/comparison.view';
import { myView, newestSubmitted } from '../../../../../server/core/pages/my.view';
import list from '../../../../consultations/student/my.ejs';
import type { Listed } from '../../model/listed';
import type { Drawing, Scene } from '../page';

export function drawList(
  { reader, questionnaire }: Pick<Scene, 'reader' | 'questionnaire'>,
  { code, listed, noticeKey }: { code: string; listed: Listed[]; noticeKey?: string | undefined },
): Drawing {
  const { definition, texts } = questionnaire;
  const asked = { definition, texts: { [reader.language]: texts } };
  const newest = newestSubmitted(listed);
  const comparison = newest && comparisonView(asked, { attempt: newest, attempts: listed }, reader);
  const after = newest ? comparableAfter(asked, reader) : [];
  const view = { attempts: listed, code, comparison, comparableAfter: after, now: new Date() };
  const notice = noticeKey ? { kind: 'info' as const, text: reader.t(noticeKey) } : undefined;
  return { view: list, locals: { ...myView(view, reader), notice } };
}
