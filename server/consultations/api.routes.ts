/** The part of the JSON contract that begins after the test. Every act may be sent again. */
import { type RequestHandler, Router } from 'express';
import { parse } from '../http/parse';
import type { Web } from '../http/web';
import { codeOf, idOf, jsonOnly } from '../screening/api.routes';
import { answerOf } from '../screening/api.view';
import { minuteMs } from '../shared/clock';
import { Problem } from '../shared/problems';
import type { CaseForStudent } from './case';
import { replyBody } from './consultations.schema';
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
    res.set('Cache-Control', 'no-store').json({
      attempts: listed.map(({ attempt, consultation }) => ({
        id: attempt.id,
        questionnaire: attempt.questionnaire,
        language: attempt.language,
        startedAt: attempt.startedAt,
        submittedAt: attempt.submittedAt,
        ...answerOf(attempt),
        consultation: consultation && withoutTexts(consultation),
      })),
    });
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

  const erase: RequestHandler = async (req, res) => {
    await consultations.erase({ id: idOf(req), code: codeOf(req), now: web.clock() });
    res.status(204).end();
  };
  router.delete(path, limit, erase);
  router.post(`${path}/erase`, limit, erase);

  return router;
}

/** A list does not open letters: their texts come with the consultation itself. */
function withoutTexts({ published, replies, ...rest }: CaseForStudent) {
  if (!published) return { ...rest, published, replies: replies.length };
  const { text: _text, ...letter } = published;
  return { ...rest, published: letter, replies: replies.length };
}
