/** What belongs to a code: its attempts, how they compare, and letters. */
import type { Plan } from '../../../../../server/core/feedback/plan';
import { myView } from '../../../../../server/core/pages/my.view';
import { againNames, repeatedOf } from '../../../../../server/core/pages/result/repeated.view';
import list from '../../../../consultations/student/my.ejs';
import type { Listed } from '../../model/listed';
import type { Reader } from '../../model/translate';
import type { PhoneQuestionnaire } from '../../network/questionnaire';
import type { Drawing } from '../page';
import { offeredNames, offeredTitle, offersFromAge } from '../result/offers';

interface Given {
  code: string;
  listed: Listed[];
  now: Date;
  /** What belongs to the code, by name; without network perhaps not all of it. */
  asked: ReadonlyMap<string, PhoneQuestionnaire>;
  noticeKey?: string | undefined;
  /** What was written a moment ago, and waits here, speaks of danger. */
  isInDanger: boolean;
  /** Chosen on this phone. */
  plan?: Plan | null | undefined;
}

export function drawList(
  reader: Reader,
  { code, listed, now, asked, noticeKey, isInDanger, plan }: Given,
): Drawing {
  const askedOf = (name: string) => {
    const one = asked.get(name);
    return one && { definition: one.definition, texts: { [reader.language]: one.texts } };
  };
  const view = {
    ...{ attempts: listed, code, now, repeated: repeatedOf(listed, askedOf, now, reader) },
    again: againNames(offeredNames(), listed),
    offersFromAge: offersFromAge(),
    titleOf: (name: string) => asked.get(name)?.texts.title ?? offeredTitle(name, reader.language),
  };
  const notice = noticeKey ? { kind: 'info' as const, text: reader.t(noticeKey) } : undefined;
  return { view: list, locals: { ...myView(view, reader), notice, isInDanger, plan } };
}
