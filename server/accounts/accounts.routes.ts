import { type Request, type Response, Router } from 'express';
import type { FieldErrors } from '../core/pages/form';
import { oneTimeCookie } from '../http/cookies/one-time-cookie';
import { type Access, actorOf } from '../http/guards/access';
import { parse, parseForm } from '../http/guards/parse';
import type { Web } from '../http/web';
import type { Account } from './account.types';
import { accountForm, accountVersion, resetForm } from './accounts.schema';
import { accountFormView, accountsTable, accountView } from './accounts.view';
import type { Accounts } from './index';
import { invitationLink } from './invitations/invitations.service';

export const accountsAccess: Access = {
  'GET /staff/accounts': ['administrator'],
  'GET /staff/accounts/new': ['administrator'],
  'POST /staff/accounts': ['administrator'],
  'GET /staff/accounts/:id': ['administrator'],
  'POST /staff/accounts/:id': ['administrator'],
  'POST /staff/accounts/:id/disable': ['administrator'],
  'POST /staff/accounts/:id/enable': ['administrator'],
  'POST /staff/accounts/:id/reset': ['administrator'],
};

export function accountsRoutes(accounts: Accounts, web: Web): Router {
  const router = Router();
  const links = oneTimeCookie('invitation', web.config.isHttps);
  const pageOf = (id: string) => `/staff/accounts/${id}`;

  function showLinkOnce(res: Response, id: string, token: string): void {
    links.set(res, pageOf(id), token);
    res.redirect(303, pageOf(id));
  }

  function linkToShow(req: Request, res: Response, id: string): string | null {
    const token = links.consume(req, res, pageOf(id));
    return token && invitationLink(web.config.publicUrl, token);
  }

  async function renderAccount(
    req: Request,
    res: Response,
    account: Account,
    typed?: { values: unknown; errors: FieldErrors },
  ): Promise<void> {
    const link = linkToShow(req, res, account.id);
    const isOwn = account.id === actorOf(req).accountId;
    const open = await accounts.findReset({ id: account.id, actor: actorOf(req), now: web.clock() });
    const asked = open?.reset ?? null;
    const isConfirmed = await accounts.isResetConfirmed(account);
    res.render('accounts/account', {
      view: accountView(req, { account, asked, isConfirmed, link, isOwn, ...typed }),
    });
  }

  router.get('/staff/accounts', async (req, res) => {
    res.render('accounts/accounts', { table: accountsTable(req, await accounts.list()) });
  });

  router.get('/staff/accounts/new', (req, res) => {
    res.render('accounts/new-account', { view: accountFormView(req, { language: req.language }, {}) });
  });

  router.post('/staff/accounts', async (req, res) => {
    const refuse = (errors: FieldErrors) =>
      res.status(400).render('accounts/new-account', { view: accountFormView(req, req.body, errors) });
    const form = parseForm(accountForm, req.body);
    if (!form.ok) return refuse(form.errors);
    const outcome = await accounts.create({ plan: form.value, actor: actorOf(req), now: web.clock() });
    if ('fault' in outcome) return refuse({ login: `accounts:errors.${outcome.fault}` });
    const { account, token } = outcome;
    if (token !== null) return showLinkOnce(res, account.id, token);
    await accounts.reset({ id: account.id, kind: 'account', actor: actorOf(req), now: web.clock() });
    res.redirect(303, pageOf(account.id));
  });

  router.get('/staff/accounts/:id', async (req, res) => {
    await renderAccount(req, res, await accounts.get(req.params.id));
  });

  router.post('/staff/accounts/:id', async (req, res) => {
    const { id } = req.params;
    const { version } = parse(accountVersion, req.body);
    const refuse = async (errors: FieldErrors) =>
      renderAccount(req, res.status(400), await accounts.get(id), { values: req.body, errors });
    const form = parseForm(accountForm, req.body);
    if (!form.ok) return refuse(form.errors);
    const actor = actorOf(req);
    const outcome = await accounts.change({ id, version, plan: form.value, actor, now: web.clock() });
    if ('fault' in outcome) {
      const field = outcome.fault === 'loginTaken' ? 'login' : 'role';
      return refuse({ [field]: `accounts:errors.${outcome.fault}` });
    }
    if (!outcome.isConfirmed) await accounts.reset({ id, kind: 'password', actor, now: web.clock() });
    res.redirect(303, pageOf(id));
  });

  router.post('/staff/accounts/:id/disable', async (req, res) => {
    await accounts.disable({ id: req.params.id, actor: actorOf(req), now: web.clock() });
    res.redirect(303, pageOf(req.params.id));
  });

  router.post('/staff/accounts/:id/enable', async (req, res) => {
    await accounts.enable({ id: req.params.id, actor: actorOf(req), now: web.clock() });
    res.redirect(303, pageOf(req.params.id));
  });

  router.post('/staff/accounts/:id/reset', async (req, res) => {
    const { id } = req.params;
    const { kind } = parse(resetForm, req.body);
    const outcome = await accounts.reset({ id, kind, actor: actorOf(req), now: web.clock() });
    if ('token' in outcome && outcome.token) links.set(res, pageOf(id), outcome.token);
    res.redirect(303, pageOf(id));
  });

  return router;
}
