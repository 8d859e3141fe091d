/** The first page, also of a campaign's link, where the phone draws it itself. */
import start from '../../../screening/start/start.ejs';
import type { CampaignFacts } from '../model/campaign';
import { canContinue, type PhoneState } from '../state/state';
import type { Drawing, Page } from './page';

export interface Notice {
  kind: 'info' | 'success' | 'warning' | 'error';
  text: string;
}

const noticeKeys = {
  erased: 'screening:sending.erased',
  needed: 'screening:offline.needed',
  needsCode: 'screening:offline.needsCode',
} as const;

export const drawStart = (
  heading: string,
  locals: { campaign: CampaignFacts | null; canContinue: boolean; notice?: Notice | undefined },
): Drawing => ({ view: start, locals: { heading, ...locals } });

export const startPage: Page = {
  path: ({ campaign }: PhoneState) => (campaign ? `/c/${campaign.slug}` : '/'),
  draw({ state, reader, questionnaire }) {
    const { campaign, place } = state;
    const reason = place.name === 'start' ? place.notice : undefined;
    const notice = reason && { kind: 'info' as const, text: reader.t(noticeKeys[reason]) };
    return drawStart(questionnaire.texts.title, { campaign, canContinue: canContinue(state), notice });
  },
};
