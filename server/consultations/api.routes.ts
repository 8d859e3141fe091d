/** The part of the JSON contract that begins after the test. Every act may be sent again. */
import { type RequestHandler, Router } from 'express';
import { codeOf } from '../http/api/code';
import { parse } from '../http/parse';
import type { Web } from '../http/web';
import { idOf, jsonOnly } from '../screening/api-request';
import { minuteMs } from '../shared/clock';
import { Problem } from '../shared/problems';
import { listedView } from './api.view';
import { helpedForm, replyBody } from './consultations.schema';
import type { ConsultationsService } from './consultations.service';

const acts = { name: 'my', most: 3_000, windowMs: 10 * minuteMs };

export function consultationsApiRoutes(
  { consultations }: { consultations: ConsultationsService },
  web: Web,
): Router {
  const router = Router();
  const limit = web.limit(acts);
  const path = '/api/attempts/:id';

  router.get('/api/my', limit, async (req, res) => {
    const listed = await consultations.attemptsOf(codeOf(req));
    if (listed.length === 0) throw new Problem('wrongCode');
    res.set('Cache-Control', 'no-store').json({ attempts: listed.map(listedView) });
  });

  router.post(`${path}/consultation`, limit, async (req, res) => {
    const held = { id: idOf(req), code: codeOf(req) };
    res.json(await consultations.request({ ...held, now: web.clock() }));
  });

  /** Opening the letter is noted for its author. */
  router.get(`${path}/consultation`, limit, async (req, res) => {
    const held = { id: idOf(req), code: codeOf(req) };
    const consultation = await consultations.read({ ...held, now: web.clock() });
    res.set('Cache-Control', 'no-store').json({ consultation });
  });

  router.post(`${path}/reply`, limit, jsonOnly, async (req, res) => {
    const held = { id: idOf(req), code: codeOf(req) };
    const { id: replyId, text } = parse(replyBody, req.body);
    res.json(await consultations.reply({ ...held, replyId, text, now: web.clock() }));
  });

  router.post(`${path}/helped`, limit, jsonOnly, async (req, res) => {
    const held = { id: idOf(req), code: codeOf(req) };
    const { helped } = parse(helpedForm, req.body);
    res.json(await consultations.rate({ ...held, helped, now: web.clock() }));
  });

  const erase: RequestHandler = async (req, res) => {
    await consultations.erase({ id: idOf(req), code: codeOf(req), now: web.clock() });
    res.status(204).end();
  };
  router.delete(path, limit, erase);
  router.post(`${path}/erase`, limit, erase);

  return router;
}
