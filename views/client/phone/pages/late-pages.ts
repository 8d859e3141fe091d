/** The pages that no first question waits for. */
import { otherPages } from '../parts/rare';
import type { ShownPage } from '../state/state';
import { checkPage } from './check';
import { laterPage } from './later';
import type { Forms, Page } from './page';
import { finishPage } from './result/finish';
import { resultPage } from './result/result';
import { youngPage } from './young';

const startPage: Page = {
  path: ({ campaign }) => (campaign ? `/c/${campaign.slug}` : '/'),
  draw: async (scene) => (await otherPages()).drawStartPage(scene),
};

const feedbackPage: Page = {
  draw: async (scene) => (await otherPages()).drawFeedback(scene),
  forms: {
    '/test/feedback': async ({ satisfaction }, scene) =>
      satisfaction
        ? { kind: 'rate', satisfaction: Number(satisfaction) }
        : (await otherPages()).drawFeedback(scene, 'screening:feedback.error'),
  },
};

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
