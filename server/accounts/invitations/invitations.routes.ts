import { type Request, type Response, Router } from 'express';
import type { FieldErrors } from '../../core/pages/form';
import type { Access } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { minuteMs } from '../../shared/clock';
import type { Account } from '../account.types';
import { invitationForm, invitationPath, newAdministratorForm } from '../accounts.schema';
import { useAccountLanguage } from '../sign-in/authenticate';
import { letIn, placeOf } from '../sign-in/session-cookies';
import type { SignInService } from '../sign-in/sign-in.service';
import { invitationView } from '../sign-in/sign-in.view';
import type { InvitationsService } from './invitations.service';

export const invitationsAccess: Access = {
  'GET /staff/invitation/:token': 'anyone',
  'POST /staff/invitation/:token': 'anyone',
};

export function invitationsRoutes(accounts: InvitationsService & SignInService, web: Web): Router {
  const router = Router();
  const limit = web.limit({ name: 'invitation', most: 60, windowMs: 15 * minuteMs });

  router.get('/staff/invitation/:token', limit, async (req, res) => {
    const invitation = await accounts.findInvitation({
      ...parse(invitationPath, req.params),
      now: web.clock(),
    });
    if (!invitation) return renderGone(res);
    if (invitation.account) useAccountLanguage(web, req, res, invitation.account.language);
    renderInvitation(req, res, invitation.account, {});
  });

  router.post('/staff/invitation/:token', limit, async (req, res) => {
    const now = web.clock();
    const { token } = parse(invitationPath, req.params);
    const invitation = await accounts.findInvitation({ token, now });
    if (!invitation) return renderGone(res);
    if (invitation.account) useAccountLanguage(web, req, res, invitation.account.language);
    const form = invitation.account
      ? parseForm(invitationForm, req.body)
      : parseForm(newAdministratorForm, req.body);
    if (!form.ok) return renderInvitation(req, res.status(400), invitation.account, form.errors);
    const { password } = form.value;
    const newcomer = form.value.newcomer && { ...form.value.newcomer, language: req.language };
    const outcome = await accounts.acceptInvitation({ token, password, newcomer, now });
    if ('fault' in outcome) {
      if (outcome.fault === 'gone') return renderGone(res);
      const field = outcome.fault === 'loginTaken' ? 'login' : 'password';
      const errors = { [field]: `accounts:errors.${outcome.fault}` };
      return renderInvitation(req, res.status(400), invitation.account, errors);
    }
    const place = placeOf(req, web.addressOf);
    const entered = await accounts.enter({ account: outcome.account, place, now });
    res.redirect(303, letIn(res, entered, { isHttps: web.config.isHttps }));
  });

  return router;
}

function renderGone(res: Response): void {
  res.status(410).render('accounts/invitation-gone');
}

function renderInvitation(req: Request, res: Response, account: Account | null, errors: FieldErrors): void {
  const typed = (req.body ?? {}) as Record<string, unknown>;
  res.render('accounts/invitation', { view: invitationView(req.t, { account, typed, errors }) });
}
