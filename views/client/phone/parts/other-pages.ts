/** Pages beside the way from the start to the result, and the end of it, in one file that comes in the background. */
export { handOver, handOverAll } from '../network/sending/hand-over';
export { drawFeedback } from '../pages/result/feedback';
export { saveReminder } from '../pages/result/reminder';
export { drawStartPage } from '../pages/start';
