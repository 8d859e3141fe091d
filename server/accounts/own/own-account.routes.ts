import { Router } from 'express';
import { type Access, actorOf } from '../../http/guards/access';
import type { Web } from '../../http/web';
import { roles } from '../../shared/roles';
import { homeOf } from '../accounts.rules';
import type { Accounts } from '../index';
import { ownAccountView } from './own-account.view';

export const ownAccountAccess: Access = {
  'GET /staff/me': roles,
  'POST /staff/me/end-others': roles,
  'POST /staff/me/news-read': roles,
};

export function ownAccountRoutes(accounts: Accounts, web: Web): Router {
  const router = Router();

  // Beside the link to this page, wherever who may decide is.
  router.use('/staff', async (req, res, next) => {
    if (req.method === 'GET' && req.actor)
      res.locals.waitingResets = await accounts.countResetsToConfirm({ actor: req.actor, now: web.clock() });
    next();
  });

  router.get('/staff/me', async (req, res) => {
    const actor = actorOf(req);
    const now = web.clock();
    const { login } = await accounts.get(actor.accountId);
    const view = ownAccountView(req, {
      actor,
      sessions: await accounts.sessionsOf({ actor, now }),
      secondFactor: await accounts.secondFactorOf(actor, login),
      news: await accounts.newsOf(actor.accountId),
      resets: await accounts.resetsFor({ actor, now }),
      ownReset: await accounts.findReset({ id: actor.accountId, actor, now }),
    });
    res.render('accounts/own-account', { view });
  });

  router.post('/staff/me/end-others', async (req, res) => {
    await accounts.endOtherSessions({ actor: actorOf(req), now: web.clock() });
    res.redirect(303, '/staff/me');
  });

  router.post('/staff/me/news-read', async (req, res) => {
    const actor = actorOf(req);
    await accounts.forgetNews(actor.accountId);
    res.redirect(303, homeOf(actor.role));
  });

  return router;
}
