/** What no first question waits for, in one file that comes in the background: sending, handing over, the result. */
export { codeCard } from './code-card';
export { checkPage, finishPage, laterPage, startPage, youngPage } from './further-pages';
export { handOver, handOverAll, keepSealingKey, tidy } from './hand-over';
export { feedbackPage, resultPage, saveReminder, submit } from './result';
export { sender } from './sender';
export { settle } from './settle';
export { drawShell, readingStyles } from './shell';
export { continuedFrom } from './stored-copy';
export { switchLanguage } from './switch-language';
export { ask, isFine, sendAct, sendAttempt } from './upload';
