/** The pages on which the team sees how its work stands. */
import { Router } from 'express';
import type { Access } from '../../http/guards/access';
import type { Web } from '../../http/web';
import type { ConsultationsService } from '../consultations.service';
import { loadView } from './load.view';

export const workAccess: Access = {
  'GET /staff/load': ['lead'],
};

export function workRoutes({ consultations: { work } }: { consultations: ConsultationsService }, web: Web) {
  const router = Router();

  router.get('/staff/load', async (req, res) => {
    const now = web.clock();
    res.render('consultations/work/load', loadView(await work.load({ now }), { t: req.t, now }));
  });

  return router;
}
