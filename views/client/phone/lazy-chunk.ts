/** What no first question waits for, in one file that comes in the background: sending, handing over, the result. */
export { idleTask } from './idle-task';
export { knownCampaign } from './network/campaign-opened';
export { codeCard } from './pages/code-card';
export { lateForms, latePages } from './pages/late-pages';
export { drawShell, readingStyles } from './pages/shell';
export { performRarely } from './rare-effects';
export { Sending } from './sending';
export { reduceLate } from './state/late';
export { switchLanguage } from './switch-language';
