/** What phones ask of a campaign: public, as its link is. */
import { Router } from 'express';
import { parse } from '../http/parse';
import type { Web } from '../http/web';
import { minuteMs } from '../shared/clock';
import { Problem } from '../shared/problems';
import { campaignInfo } from './api.view';
import { slugPath } from './campaigns.schema';
import type { CampaignsService } from './campaigns.service';

/** A school that opens the link at the same time, each phone several times over. */
const looks = { name: 'campaign', most: 3_000, windowMs: 10 * minuteMs };
/** As many as may begin at one address. */
const openings = { name: 'opened', most: 600, windowMs: 10 * minuteMs };

export function campaignsApiRoutes(
  campaigns: Pick<CampaignsService, 'find' | 'countOpened'>,
  web: Web,
): Router {
  const router = Router();

  router.get('/api/campaigns/:slug', web.limit(looks), async (req, res) => {
    const campaign = await campaigns.find(parse(slugPath, req.params).slug);
    if (!campaign) throw new Problem('unknownCampaign');
    res.set('Cache-Control', 'no-cache').json(campaignInfo(campaign, web.clock()));
  });

  /** Sent by a phone that opened the link from its own store, where the server saw nothing of it. */
  router.post('/api/campaigns/:slug/opened', web.limit(openings), async (req, res) => {
    await campaigns.countOpened({ ...parse(slugPath, req.params), now: web.clock() });
    res.status(204).end();
  });

  return router;
}
