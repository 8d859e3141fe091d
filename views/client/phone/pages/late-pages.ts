/** The pages that no first question waits for. */
import type { ShownPage } from '../state/state';
import { checkPage } from './check';
import { feedbackPage } from './feedback';
import { finishPage } from './finish';
import { laterPage } from './later';
import type { Forms, Page } from './page';
import { resultPage } from './result';
import { startPage } from './start';
import { youngPage } from './young';

export const latePages: { [Name in ShownPage]?: Page } = {
  start: startPage,
  check: checkPage,
  result: resultPage,
  feedback: feedbackPage,
  finish: finishPage,
  later: laterPage,
  young: youngPage,
};

export const lateForms: Forms = Object.assign({}, ...Object.values(latePages).map(({ forms }) => forms));
