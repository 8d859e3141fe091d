/** A student on the way through the questionnaire: one address for every step, each sent as a plain form, saved, and answered with the next step. */
import { Router } from 'express';
import { parse } from '../../http/guards/parse';
import { rememberLanguage } from '../../http/language/language';
import type { Web } from '../../http/web';
import { minuteMs } from '../../shared/clock';
import { neverKept } from '../never-kept';
import { type JourneyServices, journeyPages } from './journey.pages';
import { stepSchema } from './journey.schema';
import { journeySteps } from './journey.steps';

/** A class of forty that saves at every tap, several times over. */
const stepLimit = { name: 'step', most: 30_000, windowMs: 10 * minuteMs };

export function journeyRoutes(services: JourneyServices, web: Web): Router {
  const router = Router();
  const pages = journeyPages(services, web);
  const perform = journeySteps(services, web, pages);

  router.use('/test', neverKept);

  router.get('/test', (req, res) => pages.show(req, res));

  router.post('/test', web.limit(stepLimit), async (req, res) => {
    const { step, switchLanguage } = parse(stepSchema, req.body);
    if (switchLanguage) rememberLanguage(res, switchLanguage, web.config.isHttps);
    await perform[step](req, res, switchLanguage);
  });

  router.get('/test/later', (_req, res) => res.render('screening/start/later'));
  router.get('/test/young', (_req, res) => res.render('screening/start/young'));

  return router;
}
