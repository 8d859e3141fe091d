/** What the test is, and whether somebody agrees to it. */
import about from '../../../screening/about.ejs';
import type { CampaignFacts } from '../model/campaign';
import type { Drawing, Page } from './page';

export const drawAbout = (campaign: CampaignFacts | null): Drawing => ({
  view: about,
  locals: { hasConsents: campaign?.hasConsents ?? false, looksAtHigh: campaign?.looksAtHigh ?? false },
});

export const aboutPage: Page = {
  draw: ({ state }) => drawAbout(state.campaign),
  forms: {
    about: ({ choice }) => ({ kind: choice === 'agree' ? 'agree' : 'decline' }),
  },
};
