import { Router } from 'express';
import { z } from 'zod';
import { defined } from '../core/defined';
import type { Access } from '../http/guards/access';
import { parse } from '../http/guards/parse';
import type { Web } from '../http/web';
import { offerTabs } from '../questionnaires/offer-tabs.view';
import type { ScreeningService } from '../screening/screening.service';
import type { OverviewService } from './overview.service';
import { overviewPage } from './overview.view';
import type { ReferencesService } from './references.service';

interface Services {
  overview: OverviewService;
  references: ReferencesService;
  screening: Pick<ScreeningService, 'catalogue'>;
}

const overviewQuery = z.object({ questionnaire: z.string().optional().catch(undefined) });

export const overviewAccess: Access = {
  'GET /staff/overview': ['coordinator'],
};

export function overviewRoutes({ overview, references, screening }: Services, web: Web): Router {
  const router = Router();
  const { published } = screening.catalogue;
  router.get('/staff/overview', async (req, res) => {
    const { questionnaire } = parse(overviewQuery, req.query);
    const chosen =
      published.find(({ name }) => name === questionnaire) ?? defined(published[0], 'a questionnaire');
    const seen = await overview.look({ questionnaire: chosen.name, now: web.clock() });
    res.render('reports/overview', {
      ...overviewPage(seen, references.voices[req.language], req.t),
      questionnaires: offerTabs(published, chosen, '/staff/overview', req.language),
    });
  });
  return router;
}
