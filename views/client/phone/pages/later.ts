/** "Not today". */
import later from '../../../screening/start/later.ejs';
import type { Drawing, Page } from './page';

export const drawLater = (): Drawing => ({ view: later, locals: {} });

export const laterPage: Page = { path: () => '/', draw: drawLater };
