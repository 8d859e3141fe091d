/** The team's own pages. What a lead sets for others, everybody sees. */
import { type Request, type Response, Router } from 'express';
import { type Access, actorOf } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { Problem } from '../../shared/problems';
import { clinicians } from '../../shared/roles';
import type { ConsultationsService } from '../consultations.service';
import { absenceForm, handOverForm, nameForm, personPath, termsForm } from './team.schema';
import { colleagueView, type Refused, teamView } from './team.view';

const base = '/staff/team';

export const teamAccess: Access = {
  'GET /staff/team': clinicians,
  'POST /staff/team/absences': clinicians,
  'POST /staff/team/absences/remove': clinicians,
  'POST /staff/team/name': clinicians,
  'GET /staff/team/:id': ['lead'],
  'POST /staff/team/:id/absences': ['lead'],
  'POST /staff/team/:id/absences/remove': ['lead'],
  'POST /staff/team/:id/terms': ['lead'],
  'POST /staff/team/:id/hand-over': ['lead'],
};

export function teamRoutes(
  { consultations: { team } }: { consultations: ConsultationsService },
  web: Web,
): Router {
  const router = Router();
  const own = (req: Request) => actorOf(req).accountId;
  const act = (req: Request, id: string) => ({ id, actor: actorOf(req), now: web.clock() });

  router.get(base, (req, res) => renderTeam(req, res));

  router.post(`${base}/name`, async (req, res) => {
    const form = parseForm(nameForm, req.body);
    if (!form.ok) return renderTeam(req, res.status(400), { values: req.body, errors: form.errors });
    await team.setTerms({ ...act(req, own(req)), terms: form.value });
    res.redirect(303, base);
  });

  router.post(`${base}/absences`, async (req, res) => {
    const refused = await addAbsence(req, own(req));
    if (refused) return renderTeam(req, res.status(400), refused);
    res.redirect(303, base);
  });

  router.post(`${base}/absences/remove`, async (req, res) => {
    await team.removeAbsence({ ...act(req, own(req)), absence: parse(absenceForm, req.body) });
    res.redirect(303, base);
  });

  router.get(`${base}/:id`, (req, res) => renderColleague(req, res));

  router.post(`${base}/:id/absences`, async (req, res) => {
    const refused = await addAbsence(req, idOf(req));
    if (refused) return renderColleague(req, res.status(400), refused);
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/absences/remove`, async (req, res) => {
    await team.removeAbsence({ ...act(req, idOf(req)), absence: parse(absenceForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/terms`, async (req, res) => {
    const form = parseForm(termsForm, req.body);
    if (!form.ok) return renderColleague(req, res.status(400), { values: req.body, errors: form.errors });
    await team.setTerms({ ...act(req, idOf(req)), terms: form.value });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/hand-over`, async (req, res) => {
    const form = parseForm(handOverForm, req.body);
    if (!form.ok) return renderColleague(req, res.status(400), { values: req.body, errors: form.errors });
    const { to, handOverNote: note } = form.value;
    const { moved, left } = await team.handOverAll({ ...act(req, idOf(req)), to, note });
    res.redirect(303, `${pathOf(req)}?moved=${moved}&left=${left}`);
  });

  async function addAbsence(req: Request, id: string): Promise<Refused | null> {
    const form = parseForm(absenceForm, req.body);
    if (!form.ok) return { values: req.body, errors: form.errors };
    const fault = await team.addAbsence({ ...act(req, id), absence: form.value });
    return fault && { values: req.body, errors: { until: `consultations:team.errors.${fault}` } };
  }

  const reader = (req: Request) => ({
    ...{ t: req.t, language: req.language, actor: actorOf(req), now: web.clock() },
  });

  async function renderTeam(req: Request, res: Response, refused?: Refused): Promise<void> {
    const now = web.clock();
    const [colleagues, self] = await Promise.all([team.colleagues(now), team.colleague(own(req), now)]);
    res.render('consultations/team/team', teamView(colleagues, self, reader(req), refused));
  }

  async function renderColleague(req: Request, res: Response, refused?: Refused): Promise<void> {
    const now = web.clock();
    const [colleagues, one] = await Promise.all([team.colleagues(now), team.colleague(idOf(req), now)]);
    const { moved, left } = req.query;
    const outcome =
      Number(moved) >= 0 && Number(left) >= 0
        ? { kind: 'success', text: req.t('consultations:team.moved', { moved, left }) }
        : null;
    res.render('consultations/team/colleague', {
      ...colleagueView(one, colleagues, reader(req), refused),
      outcome,
    });
  }

  return router;
}

/** An id that cannot be one answers as an unknown one. */
function idOf(req: Request): string {
  const parsed = personPath.safeParse(req.params);
  if (!parsed.success) throw new Problem('notFound');
  return parsed.data.id;
}

const pathOf = (req: Request): string => `${base}/${idOf(req)}`;
