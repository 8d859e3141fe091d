/** The psychologist's pages. Who may open them stands here; whose case it is, in the rules. */

import { Router } from 'express';
import type { Access } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { clinicians } from '../../shared/roles';
import { aimForm, closeForm, deedForm, publishForm, returnForm } from '../consultations.schema';
import { handOverForm } from '../team/team.schema';
import { caseOpener, type OpenerParts, pathOf, typedIn } from './case-opener';

export const casesAccess: Access = {
  'GET /staff/cases/:id': clinicians,
  'POST /staff/cases/:id/claim': clinicians,
  'POST /staff/cases/:id/release': clinicians,
  'POST /staff/cases/:id/return': ['lead'],
  'POST /staff/cases/:id/take-over': ['lead'],
  'POST /staff/cases/:id/confirm-closing': clinicians,
  'POST /staff/cases/:id/write-on': clinicians,
  'POST /staff/cases/:id/correct': clinicians,
  'POST /staff/cases/:id/withdraw': clinicians,
  'POST /staff/cases/:id/close': clinicians,
  'POST /staff/cases/:id/hand-over': clinicians,
};

export function casesRoutes(parts: OpenerParts, web: Web): Router {
  const { consultations } = parts;
  const { ask, deed, open, renderCase } = caseOpener(parts, web);
  const router = Router();
  const base = '/staff/cases';

  router.use(base, (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });

  router.get(`${base}/:id`, async (req, res) => renderCase(req, res, await open(req)));

  router.post(`${base}/:id/claim`, async (req, res) => {
    await consultations.claim(deed(req));
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/release`, async (req, res) => {
    await consultations.release(deed(req));
    res.redirect(303, base);
  });

  router.post(`${base}/:id/return`, async (req, res) => {
    const form = parseForm(returnForm, req.body);
    if (!form.ok) {
      const { note } = typedIn(req);
      return renderCase(req, res.status(400), await open(req), { note, errors: form.errors });
    }
    await consultations.returnToAuthor({ ...ask(req), ...form.value });
    res.redirect(303, `${base}?tab=review`);
  });

  router.post(`${base}/:id/take-over`, async (req, res) => {
    await consultations.takeOver(deed(req));
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/confirm-closing`, async (req, res) => {
    await consultations.confirmClosing({ ...ask(req), ...parse(publishForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/write-on`, async (req, res) => {
    await consultations.writeOn(deed(req));
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/correct`, async (req, res) => {
    await consultations.correct({ ...ask(req), ...parse(aimForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/withdraw`, async (req, res) => {
    await consultations.withdraw({ ...ask(req), ...parse(aimForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/close`, async (req, res) => {
    await consultations.close({ ...ask(req), ...parse(closeForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/hand-over`, async (req, res) => {
    const { version } = parse(deedForm, req.body);
    const form = parseForm(handOverForm, req.body);
    if (!form.ok) {
      const refused = { values: req.body, errors: form.errors };
      return renderCase(req, res.status(400), await open(req), undefined, refused);
    }
    const { to, handOverNote: note } = form.value;
    await consultations.handOver({ ...ask(req), version, to, note });
    res.redirect(303, base);
  });

  return router;
}
