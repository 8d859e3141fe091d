import { Router } from 'express';
import type { Access } from '../http/guards/access';
import type { Web } from '../http/web';
import type { OverviewService } from './overview.service';
import { overviewPage } from './overview.view';
import type { ReferencesService } from './references.service';

interface Services {
  overview: OverviewService;
  references: ReferencesService;
}

export const overviewAccess: Access = {
  'GET /staff/overview': ['coordinator'],
};

export function overviewRoutes({ overview, references }: Services, web: Web): Router {
  const router = Router();
  router.get('/staff/overview', async (req, res) => {
    const seen = await overview.look({ now: web.clock() });
    res.render('reports/overview', overviewPage(seen, references.voices[req.language], req.t));
  });
  return router;
}
