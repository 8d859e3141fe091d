/**
 * Pages beside the way from the start to the result, the end of it, what a visit tidies, keeps for later and asks of the
 * browser, and what keeps a reader's place, in one file that comes in the background.
 */

export { planOf } from '../../../../server/core/pages/result/plan.view';
export { followBack } from '../back';
export { keepQuestionnaires, namesInUse } from '../network/kept-questionnaires';
export { endLeftTimes, handOver, handOverAll } from '../network/sending/hand-over';
export { keepSealingKey } from '../network/sending/sealing-key';
export { tidy } from '../network/sending/tidy';
export { drawFeedback } from '../pages/result/feedback';
export { drawPlan } from '../pages/result/plan';
export { saveReminder } from '../pages/result/reminder';
export { followPlace } from '../pages/screen/place';
export { drawStartPage } from '../pages/start';
export { endingOf, persist } from '../storage/lasting';
export { stayOpen } from '../storage/open-tabs';
export { switchLanguage } from '../switch-language';
