/** The rota of who is on call, and the procedure: every psychologist reads them, leads and the administrator set them. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { inEachLanguage, languages } from '../../core/text/languages';
import { type Access, actorOf } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import type { SafeguardingService } from '../../settings/safeguarding.service';
import { Problem } from '../../shared/problems';
import { clinicians } from '../../shared/roles';
import type { ConsultationsService } from '../consultations.service';
import { longestProcedure, rotaSetters, rotaView } from './rota.view';
import type { Refused } from './team.view';

const base = '/staff/rota';

export const rotaAccess: Access = {
  'GET /staff/rota': [...clinicians, 'administrator'],
  'POST /staff/rota': rotaSetters,
  'POST /staff/rota/end': rotaSetters,
  'POST /staff/rota/procedure': rotaSetters,
};

const day = z.string('shared:errors.required').pipe(z.iso.date('consultations:team.errors.day'));
const dutyForm = z.object({
  from: day,
  until: day,
  lead: z.uuid('consultations:rota.errors.noLead'),
  deputy: z.uuid().or(z.literal('')),
});
const endForm = z.object({ from: z.iso.date() });
const procedureText = z
  .string()
  .trim()
  .min(1, 'shared:errors.required')
  .max(longestProcedure, 'shared:errors.tooLong');
const procedureForm = z.object(
  Object.fromEntries(languages.map((one) => [`procedure-${one}`, procedureText])),
);

interface Parts {
  consultations: Pick<ConsultationsService, 'team'>;
  safeguarding: SafeguardingService;
}

export function rotaRoutes({ consultations: { team }, safeguarding }: Parts, web: Web): Router {
  const router = Router();
  const act = (req: Request) => ({ actor: actorOf(req), now: web.clock() });

  router.get(base, (req, res) => render(req, res));

  router.post(base, async (req, res) => {
    const form = parseForm(dutyForm, req.body);
    if (!form.ok) return render(req, res.status(400), { values: req.body, errors: form.errors });
    const { lead, deputy, ...days } = form.value;
    const duty = { ...days, lead: await person(lead, 'lead'), deputy: deputy ? await person(deputy) : null };
    const fault = await safeguarding.addDuty({ ...act(req), duty });
    if (fault) {
      const errors = { [fault === 'samePerson' ? 'deputy' : 'from']: `consultations:rota.errors.${fault}` };
      return render(req, res.status(400), { values: req.body, errors });
    }
    res.redirect(303, base);
  });

  router.post(`${base}/end`, async (req, res) => {
    await safeguarding.endDuty({ ...act(req), ...parse(endForm, req.body) });
    res.redirect(303, base);
  });

  router.post(`${base}/procedure`, async (req, res) => {
    const form = parseForm(procedureForm, req.body);
    if (!form.ok) return render(req, res.status(400), { values: req.body, errors: form.errors });
    const procedure = inEachLanguage((one) => form.value[`procedure-${one}`] ?? '');
    await safeguarding.setProcedure({ ...act(req), procedure });
    res.redirect(303, base);
  });

  /** @throws Problem notFound for who cannot be on call */
  async function person(id: string, role?: 'lead'): Promise<{ id: string; name: string }> {
    const { name, role: has } = await team.colleague(id, web.clock());
    if (role && has !== role) throw new Problem('notFound');
    return { id, name };
  }

  async function render(req: Request, res: Response, refused?: Refused): Promise<void> {
    const now = web.clock();
    const given = { safeguarding: await safeguarding.get(), colleagues: await team.colleagues(now), now };
    const reader = { t: req.t, language: req.language, actor: actorOf(req) };
    res.render('consultations/team/rota', rotaView(given, reader, refused));
  }

  return router;
}
