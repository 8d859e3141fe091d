/** A child under 13: the help card and nothing else. */
import young from '../../../screening/start/young.ejs';
import type { Drawing, Page } from './page';

export const drawYoung = (): Drawing => ({ view: young, locals: {}, hideFooterHelp: true });

export const youngPage: Page = { path: () => '/', draw: drawYoung };
