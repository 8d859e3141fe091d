/** What the test is, and whether somebody agrees to it. */
import { knownFacts } from '../../../../server/core/pages/profile.view';
import type { Translate } from '../../../../server/core/text/translate';
import about from '../../../screening/start/about.ejs';
import type { CampaignFacts } from '../model/campaign';
import type { Drawing, Page } from './page';

export const drawAbout = (t: Translate, campaign: CampaignFacts | null): Drawing => ({
  view: about,
  locals: {
    hasConsents: campaign?.hasConsents ?? false,
    looksAtHigh: campaign?.looksAtHigh ?? false,
    facts: knownFacts(t),
  },
});

export const aboutPage: Page = {
  draw: ({ reader, state }) => drawAbout(reader.t, state.campaign),
  forms: {
    about: ({ choice }) => ({ kind: choice === 'agree' ? 'agree' : 'decline' }),
  },
};
