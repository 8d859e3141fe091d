/** The lists of cases, and the ways from one case to the next. */
import { createHash } from 'node:crypto';
import { type ErrorRequestHandler, type Request, Router } from 'express';
import { defined } from '../../core/defined';
import { type Access, actorOf } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import type { Questionnaire } from '../../questionnaires';
import type { ScreeningService } from '../../screening/screening.service';
import type { SafeguardingService } from '../../settings/safeguarding.service';
import { Problem } from '../../shared/problems';
import { clinicians } from '../../shared/roles';
import type { CaseSummary } from '../case/case.types';
import { caseParams } from '../consultations.schema';
import type { ConsultationsService } from '../consultations.service';
import { onCallNotice } from '../team/rota.view';
import { findQuery, queueQuery } from './queue.schema';
import { countsAnswer, queueView } from './queue.view';

const base = '/staff/cases';
/** What an open page asks for every 20 seconds. */
export const countsPath = `${base}/counts`;

export const queueAccess: Access = {
  [`GET ${base}`]: clinicians,
  [`GET ${countsPath}`]: clinicians,
  [`GET ${base}/find`]: clinicians,
  [`GET ${base}/:id/next`]: clinicians,
};

interface Parts {
  safeguarding: Pick<SafeguardingService, 'get'>;
  consultations: ConsultationsService;
  screening: Pick<ScreeningService, 'catalogue' | 'questionnaire' | 'questionnairesOf'>;
}

export function queueRoutes({ consultations, screening, safeguarding }: Parts, web: Web): Router {
  const router = Router();

  router.get(base, async (req, res) => {
    const { tab, page, ...wishes } = parse(queueQuery, req.query);
    const [actor, now] = [actorOf(req), web.clock()];
    const queue = await consultations.queue({ tab, page, wishes, actor, now });
    const { t, language } = req;
    const reader = { t, language, actor, questionnaireOf: await askedIn(queue.cases) };
    const questionnaires = [...screening.catalogue.versions.values()];
    const onCall = onCallNotice(await safeguarding.get(), now, t);
    res.render('consultations/desk/queue', {
      ...queueView({ tab, wishes, questionnaires }, queue, reader),
      onCall,
    });
  });

  router.get(countsPath, async (req, res) => {
    const answer = countsAnswer(await consultations.counts(reading(req)));
    const tag = `"${createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 22)}"`;
    res.set('ETag', tag);
    // By hand: a browser that keeps nothing asks as if it had nothing.
    if (req.get('If-None-Match') === tag) res.status(304).end();
    else res.json(answer);
  });

  router.get(`${base}/find`, async (req, res) => {
    const form = parseForm(findQuery, req.query);
    const typed = typeof req.query.number === 'string' ? req.query.number : '';
    const found = form.ok
      ? await consultations.findCases({ ...reading(req), beginning: form.value.number })
      : [];
    const [only, ...others] = found;
    if (only && others.length === 0) return res.redirect(303, `${base}/${only}`);
    const error = form.ok ? null : form.errors.number;
    res.status(form.ok ? 200 : 400).render('consultations/desk/found', {
      title: req.t('consultations:list.find.title'),
      ...{ typed, found, error },
    });
  });

  router.get(`${base}/:id/next`, async (req, res) => {
    const { id: after } = parse(caseParams, req.params);
    const next = await consultations.nextCase({ ...reading(req), after });
    res.redirect(303, next ? `${base}/${next}` : base);
  });

  const reading = (req: Request) => ({ actor: actorOf(req), now: web.clock() });

  /** Of each case what its newest attempt was asked; one that is erased at this moment has no words of its own. */
  async function askedIn(cases: CaseSummary[]): Promise<(one: CaseSummary) => Questionnaire> {
    const newestOf = ({ attempts }: CaseSummary) => attempts.at(-1)?.id ?? '';
    const asked = await screening.questionnairesOf(cases.map(newestOf));
    const { name } = defined(screening.catalogue.offered[0], 'a questionnaire');
    return (one) => asked[newestOf(one)] ?? screening.questionnaire(name);
  }

  return router;
}

/** Whoever loses a race for a case is led on to the next one that is free. */
export const leadOn =
  ({ consultations }: Pick<Parts, 'consultations'>, web: Web): ErrorRequestHandler =>
  async (error, req, res, next) => {
    const isLost = error instanceof Problem && error.code === 'claimedByColleague';
    if (!isLost || req.accepts(['html', 'json']) === 'json') return next(error);
    const free = await consultations.nextFree({ actor: actorOf(req), now: web.clock() });
    res.status(error.status).render('consultations/desk/taken', {
      title: req.t('consultations:list.taken.title'),
      next: free && `${base}/${free}`,
    });
  };
