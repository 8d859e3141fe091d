/** The first page, also of a campaign's link, where the phone draws it itself. */
import { nameOf } from '../../../../server/core/definition/name';
import type { Offer } from '../../../../server/core/definition/offer';
import { wholeOf } from '../../../../server/core/definition/parts';
import type { Notice } from '../../../../server/core/pages/notice';
import { startView } from '../../../../server/core/pages/start.view';
import { inEachLanguage, type Language } from '../../../../server/core/text/languages';
import start from '../../../screening/start/start.ejs';
import type { CampaignFacts } from '../model/campaign';
import type { Reader } from '../model/translate';
import { loadQuestions, loadResults, type PhoneQuestionnaire } from '../network/questionnaire';
import { canContinue } from '../state/state';
import type { Drawing, Scene } from './page';
import { offersFromAge, offersHere } from './result/offers';

const noticeKeys = {
  erased: 'screening:sending.erased',
  needed: 'screening:offline.needed',
  needsCode: 'screening:offline.needsCode',
  nothingKept: 'screening:nothingKept.text',
  otherTab: 'screening:start.otherTab',
} as const;

/** As the one that is begun from here says it itself. */
function offerOf({ definition, texts: { title } }: PhoneQuestionnaire): Offer {
  return { name: nameOf(definition), titles: inEachLanguage(() => title), items: definition.itemCount };
}

async function wholeIn(name: string, language: Language): Promise<PhoneQuestionnaire> {
  const [questions, results] = await Promise.all([
    loadQuestions(name, language),
    loadResults(name, language),
  ]);
  return wholeOf(questions, results);
}

interface Given {
  /** null where several are offered. */
  only: PhoneQuestionnaire | null;
  campaign: CampaignFacts | null;
  canContinue: boolean;
  notice?: Notice | undefined;
}

export function drawStart(reader: Reader, { only, ...given }: Given): Drawing {
  const offers = only ? [offerOf(only)] : offersHere();
  const facts = { offers, lead: only?.texts.lead, offersFromAge: offersFromAge(), ...given };
  return { view: start, locals: { start: startView(facts, reader) } };
}

export async function drawStartPage({ state, reader }: Scene): Promise<Drawing> {
  const { campaign, place, questionnaire } = state;
  const reason = place.name === 'start' ? place.notice : undefined;
  const notice = reason && { kind: 'info' as const, text: reader.t(noticeKeys[reason]) };
  // An attempt that is under way may be of another one.
  const only = questionnaire ? await wholeIn(questionnaire, reader.language) : null;
  return drawStart(reader, { only, campaign, canContinue: canContinue(state), notice });
}
