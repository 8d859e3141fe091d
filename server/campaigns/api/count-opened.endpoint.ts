/** Sent by a phone that opened a campaign's link from its own store, where the server saw nothing of it. */
import { endpoint } from '../../http/api/endpoint';
import { minuteMs } from '../../shared/clock';
import { slugPath } from '../campaigns.schema';
import type { CampaignsService } from '../campaigns.service';

export const countOpened = endpoint({
  method: 'post',
  path: '/api/campaigns/:slug/opened',
  who: 'anyone',
  // As many as may begin at one address.
  limit: { name: 'opened', most: 600, windowMs: 10 * minuteMs },
  summary: 'One more phone opened the link without the server seeing it',
  description: 'A number goes up while the campaign is open; nothing is kept of the phone.',
  params: slugPath,
  answer: { description: 'Taken' },
  problems: { unknownCampaign: 'No such campaign' },
  handler:
    ({ campaigns }: { campaigns: Pick<CampaignsService, 'countOpened'> }) =>
    ({ params: { slug }, now }) =>
      campaigns.countOpened({ slug, now }),
});
