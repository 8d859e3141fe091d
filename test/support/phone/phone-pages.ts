/** What the phone draws its pages with, as the build compiles it: see bundle-for-phone.mjs. */
import kkFirst from 'texts:kk/first';
import kkMy from 'texts:kk/my';
import kkRest from 'texts:kk/rest';
import ruFirst from 'texts:ru/first';
import ruMy from 'texts:ru/my';
import ruRest from 'texts:ru/rest';
import type { Language } from '../../../server/core/definition/types';
import { conversationView } from '../../../server/core/pages/conversation.view';
import { helpView } from '../../../server/core/pages/help.view';
import { enterView, myView } from '../../../server/core/pages/my.view';
import { type Namespaces, translator, withTexts } from '../../../views/client/phone/model/translate';
import type { Part } from '../../../views/client/phone/network/texts';
import type { View } from '../../../views/client/phone/pages/view';
import enter from '../../../views/consultations/student/enter.ejs';
import erase from '../../../views/consultations/student/erase.ejs';
import letter from '../../../views/consultations/student/letter.ejs';
import my from '../../../views/consultations/student/my.ejs';
import footer from '../../../views/shared/frame/footer.ejs';
import header from '../../../views/shared/frame/header.ejs';

export { begun } from '../../../views/client/phone/model/attempt';
export { drawAbout } from '../../../views/client/phone/pages/about';
export { drawCheck, submission } from '../../../views/client/phone/pages/check';
export { drawLater } from '../../../views/client/phone/pages/later';
export { drawPhone } from '../../../views/client/phone/pages/phone';
export { drawProfile } from '../../../views/client/phone/pages/profile';
export { drawQuestions } from '../../../views/client/phone/pages/questions';
export { drawCode } from '../../../views/client/phone/pages/result/code';
export { drawFeedback } from '../../../views/client/phone/pages/result/feedback';
export { drawFinish } from '../../../views/client/phone/pages/result/finish';
export { drawResult } from '../../../views/client/phone/pages/result/result';
export { drawStart } from '../../../views/client/phone/pages/start';
export { drawYoung } from '../../../views/client/phone/pages/young';
export { changedBy } from '../../../views/client/phone/state/change';
export { stateFrom } from '../../../views/client/phone/state/state';

const parts: Record<Language, Record<Part, Namespaces>> = {
  kk: { first: kkFirst, rest: kkRest, my: kkMy },
  ru: { first: ruFirst, rest: ruRest, my: ruMy },
};

/** A reader whose phone has these parts of the interface's texts and no others. */
export function readerWith(language: Language, some: Part[]) {
  const texts = some.map((part) => parts[language][part]).reduce(withTexts, {});
  return { language, t: translator(texts, language) };
}

export const models = { conversationView, enterView, myView };
export const views: Record<string, View> = { enter, my, letter, erase, header, footer };
export { helpView };
