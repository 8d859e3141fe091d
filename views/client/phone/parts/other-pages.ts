/** Pages beside the way from the start to the result, in one file that comes in the background. */
export { drawFeedback } from '../pages/result/feedback';
export { saveReminder } from '../pages/result/reminder';
export { drawStartPage } from '../pages/start';
