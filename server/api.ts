/** The endpoints of the API, each a file of its own; where two paths fit, the first one answers. */
import { countOpened } from './campaigns/api/count-opened.endpoint';
import { readCampaign } from './campaigns/api/read-campaign.endpoint';
import type { Endpoint } from './http/api/endpoint';
import type { Services } from './services';

export const endpoints: readonly Endpoint<Services>[] = [readCampaign, countOpened];
