/**
 * The board of a class, for a projector and a teacher. It lies here because openings are the campaign's and starts
 * are screening's. Two doors: a coordinator's, and a teacher's by a secret link without an account.
 */

import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Campaign } from '../../campaigns/campaign.types';
import type { CampaignsService } from '../../campaigns/campaigns.service';
import type { Access } from '../../http/guards/access';
import { parse } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { minuteMs } from '../../shared/clock';
import { Problem } from '../../shared/problems';
import type { ScreeningService } from '../screening.service';
import { boardView, type ClassNumbers, numbersAnswer } from './board.view';

interface BoardServices {
  screening: Pick<ScreeningService, 'startedCounts'>;
  campaigns: Pick<CampaignsService, 'get' | 'findByTeacherLink'>;
}

const teacherPath = z.object({ token: z.string() });

/** Twenty boards of a school that ask every five seconds. */
const looks = { name: 'board', most: 3_000, windowMs: 10 * minuteMs };

export const boardAccess: Access = {
  'GET /staff/campaigns/:slug/board': ['coordinator'],
  'GET /staff/campaigns/:slug/board/numbers': ['coordinator'],
};

export function boardRoutes({ screening, campaigns }: BoardServices, web: Web): Router {
  const router = Router();
  const limit = web.limit(looks);

  async function numbersOf({ slug, opened, isTryOut }: Campaign): Promise<ClassNumbers> {
    const { byCampaign } = await screening.startedCounts({ campaigns: [slug], isTryOut });
    const { started, submitted } = byCampaign[slug] ?? { started: 0, submitted: 0 };
    return { opened, started, received: submitted };
  }

  async function showBoard(
    req: Request,
    res: Response,
    campaign: Campaign,
    door: { path: string; backHref: string | null },
  ): Promise<void> {
    const numbers = await numbersOf(campaign);
    const seen = { campaign, numbers, publicUrl: web.config.publicUrl, now: web.clock(), ...door };
    res.set('Cache-Control', 'no-store').render('campaigns/board', { board: boardView(seen, req) });
  }

  async function answerNumbers(req: Request, res: Response, campaign: Campaign): Promise<void> {
    const answer = numbersAnswer(campaign, await numbersOf(campaign), req.language, web.clock());
    res.set('Cache-Control', 'no-store').json(answer);
  }

  router.get('/staff/campaigns/:slug/board', async (req, res) => {
    const campaign = await campaigns.get(req.params.slug);
    const backHref = `/staff/campaigns/${campaign.slug}`;
    await showBoard(req, res, campaign, { path: `${backHref}/board`, backHref });
  });

  router.get('/staff/campaigns/:slug/board/numbers', async (req, res) => {
    await answerNumbers(req, res, await campaigns.get(req.params.slug));
  });

  router.get('/class/:token', limit, async (req, res) => {
    const { token } = parse(teacherPath, req.params);
    const campaign = await campaigns.findByTeacherLink(token);
    if (!campaign) return res.status(404).set('Cache-Control', 'no-store').render('campaigns/class-gone');
    await showBoard(req, res, campaign, { path: `/class/${token}`, backHref: null });
  });

  router.get('/class/:token/numbers', limit, async (req, res) => {
    const campaign = await campaigns.findByTeacherLink(parse(teacherPath, req.params).token);
    if (!campaign) throw new Problem('notFound');
    await answerNumbers(req, res, campaign);
  });

  return router;
}
