/** What no first question waits for, in one file that comes in the background: sending, handing over, the result. */
export { idleTask } from '../browser/idle-task';
export { knownCampaign } from '../network/campaign-opened';
export { lateForms, latePages } from '../pages/late-pages';
export { codeCard } from '../pages/result/code-card';
export { drawShell, readingStyles } from '../pages/screen/shell';
export { Sending } from '../sending';
export { reduceLate } from '../state/late';
export { performRarely } from './rare-effects';
