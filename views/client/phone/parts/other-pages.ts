/** Pages beside the way from the start to the result, and the end of it, in one file that comes in the background. */
export { planOf } from '../../../../server/core/pages/result/plan.view';
export { handOver, handOverAll } from '../network/sending/hand-over';
export { drawFeedback } from '../pages/result/feedback';
export { drawPlan } from '../pages/result/plan';
export { saveReminder } from '../pages/result/reminder';
export { drawStartPage } from '../pages/start';
