import { type Request, type Response, Router } from 'express';
import type { FieldErrors } from '../../core/pages/form';
import type { Notice } from '../../core/pages/notice';
import { oneTimeCookie } from '../../http/cookies/one-time-cookie';
import { type Access, actorOf } from '../../http/guards/access';
import { parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { roles } from '../../shared/roles';
import { recoveryForm } from '../accounts.schema';
import type { Accounts } from '../index';
import { invitationLink } from '../invitations/invitations.service';
import { refusal } from '../sign-in/refusal';
import { placeOf } from '../sign-in/session-cookies';
import { recoveryView, resetView } from './resets.view';

export const resetsAccess: Access = {
  'GET /staff/resets/:id': ['lead', 'administrator'],
  'POST /staff/resets/:id/confirm': ['lead', 'administrator'],
  'POST /staff/resets/:id/refuse': roles,
  'GET /staff/recovery': 'anyone',
  'POST /staff/recovery': 'anyone',
};

export function resetsRoutes(accounts: Accounts, web: Web): Router {
  const router = Router();
  const links = oneTimeCookie('resetLink', web.config.isHttps);
  const pageOf = (id: string) => `/staff/resets/${id}`;

  router.get('/staff/resets/:id', async (req, res) => {
    const { id } = req.params;
    const token = links.consume(req, res, pageOf(id));
    const link = token && invitationLink(web.config.publicUrl, token);
    const account = await accounts.get(id);
    const open = await accounts.findReset({ id, actor: actorOf(req), now: web.clock() });
    const names = await accounts.names();
    res.render('accounts/second-factor/reset', { view: resetView(req.t, { account, open, names, link }) });
  });

  router.post('/staff/resets/:id/confirm', async (req, res) => {
    const { id } = req.params;
    const { token } = await accounts.confirmReset({ id, actor: actorOf(req), now: web.clock() });
    if (token) links.set(res, pageOf(id), token);
    res.redirect(303, pageOf(id));
  });

  router.post('/staff/resets/:id/refuse', async (req, res) => {
    await accounts.refuseReset({ id: String(req.params.id), actor: actorOf(req), now: web.clock() });
    res.redirect(303, '/staff/me');
  });

  router.get('/staff/recovery', (req, res) => renderRecovery(req, res, {}));

  router.post('/staff/recovery', async (req, res) => {
    const form = parseForm(recoveryForm, req.body);
    if (!form.ok) return renderRecovery(req, res.status(400), { errors: form.errors });
    const { from } = placeOf(req, web.addressOf);
    const outcome = await accounts.recover({ ...form.value, from, now: web.clock() });
    if (!('fault' in outcome))
      return res.redirect(303, outcome.token ? `/staff/invitation/${outcome.token}` : '/staff/sign-in');
    if ('waitSeconds' in outcome) {
      const { notice, status } = refusal(req, res, outcome);
      return renderRecovery(req, res.status(status), { notice });
    }
    const notice = { kind: 'error', text: req.t('accounts:recovery.wrong') } as const;
    renderRecovery(req, res.status(400), { notice });
  });

  return router;
}

function renderRecovery(
  req: Request,
  res: Response,
  { errors = {}, notice }: { errors?: FieldErrors; notice?: Notice },
): void {
  const login = typeof req.body?.login === 'string' ? req.body.login : '';
  res.render('accounts/second-factor/recovery', { view: recoveryView(req.t, { login, errors, notice }) });
}
