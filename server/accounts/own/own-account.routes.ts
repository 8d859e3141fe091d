import { Router } from 'express';
import { type Access, actorOf } from '../../http/guards/access';
import type { Web } from '../../http/web';
import { roles } from '../../shared/roles';
import type { SignInService } from '../sign-in/sign-in.service';
import { ownAccountView } from './own-account.view';

export const ownAccountAccess: Access = {
  'GET /staff/me': roles,
  'POST /staff/me/end-others': roles,
};

export function ownAccountRoutes(accounts: SignInService, web: Web): Router {
  const router = Router();

  router.get('/staff/me', async (req, res) => {
    const actor = actorOf(req);
    const sessions = await accounts.sessionsOf({ actor, now: web.clock() });
    res.render('accounts/own-account', { view: ownAccountView(req, { actor, sessions }) });
  });

  router.post('/staff/me/end-others', async (req, res) => {
    await accounts.endOtherSessions({ actor: actorOf(req), now: web.clock() });
    res.redirect(303, '/staff/me');
  });

  return router;
}
