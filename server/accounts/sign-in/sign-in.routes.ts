import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { defined } from '../../core/defined';
import type { FieldErrors } from '../../core/pages/form';
import type { Notice } from '../../core/pages/notice';
import { type Access, actorOf } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { minuteMs } from '../../shared/clock';
import { roles } from '../../shared/roles';
import { homeOf, pathAfterSignIn } from '../accounts.rules';
import { carriedForm, codeForm, passwordForm, signInForm, signInNext } from '../accounts.schema';
import { refusal } from './refusal';
import { clearTokens, letIn, placeOf, ticketIn, writeSignedIn } from './session-cookies';
import type { SignedIn, SignInService } from './sign-in.service';
import { codeView, passwordView, signInView } from './sign-in.view';

export const signInAccess: Access = {
  'GET /staff/sign-in': 'anyone',
  'POST /staff/sign-in': 'anyone',
  'GET /staff/sign-in/code': 'anyone',
  'POST /staff/sign-in/code': 'anyone',
  'POST /staff/sign-out': 'staff',
  'GET /staff/password': 'staff',
  'POST /staff/password': 'staff',
  'GET /staff': roles,
};

export function signInRoutes(accounts: SignInService, web: Web): Router {
  const router = Router();
  const { isHttps } = web.config;
  const limit = web.limit({ name: 'signIn', most: 60, windowMs: 15 * minuteMs });

  router.get('/staff', (req, res) => res.redirect(303, homeOf(actorOf(req).role)));

  router.get('/staff/sign-in', (req, res) => {
    const { next } = parse(signInNext, req.query);
    if (req.actor) return res.redirect(303, pathAfterSignIn(next, req.actor.role));
    renderSignIn(req, res, {});
  });

  // No limit by address alone: it would let a stranger behind the same router shut everybody out (see tries.ts).
  router.post('/staff/sign-in', async (req, res) => {
    const carried = carriedForm.safeParse(req.body).data;
    if (carried && req.body.login === undefined) return renderSignIn(req, res, {});
    const form = parseForm(signInForm, req.body);
    if (!form.ok) return renderSignIn(req, res.status(400), { errors: form.errors });
    const place = placeOf(req, web.addressOf);
    const outcome = await accounts.signIn({ ...form.value, place, now: web.clock() });
    if ('fault' in outcome) {
      const { notice, status } = refusal(req, res, outcome);
      return renderSignIn(req, res.status(status), { notice });
    }
    if (!carried) return res.redirect(303, letIn(res, outcome, { isHttps, ...parse(signInNext, req.body) }));
    letIn(res, outcome, { isHttps });
    if ('ticket' in outcome) return renderCode(req, res, {});
    return renderCarried(req, res, outcome, carried);
  });

  router.get('/staff/sign-in/code', (req, res) => {
    if (!ticketIn(req)) return renderExpired(req, res);
    renderCode(req, res, {});
  });

  router.post('/staff/sign-in/code', async (req, res) => {
    const ticket = ticketIn(req);
    if (!ticket) return renderExpired(req, res);
    const form = parseForm(codeForm, req.body);
    if (!form.ok) return renderCode(req, res.status(400), { errors: form.errors });
    const place = placeOf(req, web.addressOf);
    const outcome = await accounts.giveCode({ ...form.value, ticket, place, now: web.clock() });
    if (!('fault' in outcome)) {
      const carried = carriedForm.safeParse(req.body).data;
      const way = letIn(res, outcome, { isHttps, ...parse(signInNext, req.body) });
      return carried ? renderCarried(req, res, outcome, carried) : res.redirect(303, way);
    }
    if ('waitSeconds' in outcome) {
      const { notice, status } = refusal(req, res, outcome);
      return renderCode(req, res.status(status), { notice });
    }
    if (outcome.fault === 'wrong')
      return renderCode(req, res.status(400), { errors: { code: 'accounts:errors.code' } });
    renderExpired(req, res);
  });

  /** The form that the former session did not send any more; its new token belongs to the new session. */
  async function renderCarried(
    req: Request,
    res: Response,
    { signedIn }: { signedIn: SignedIn },
    { carriedTo, fields }: z.output<typeof carriedForm>,
  ): Promise<void> {
    const found = await accounts.authenticate({ ...signedIn, prolongs: false, now: web.clock() });
    req.actor = defined(found, 'the session that has just begun').actor;
    res.render('accounts/carried', { action: carriedTo, fields });
  }

  router.post('/staff/sign-out', async (req, res) => {
    await accounts.signOut({ actor: actorOf(req), now: web.clock() });
    clearTokens(res);
    res.redirect(303, '/staff/sign-in');
  });

  router.get('/staff/password', (req, res) => renderPassword(req, res, {}));

  router.post('/staff/password', limit, async (req, res) => {
    const form = parseForm(passwordForm, req.body);
    if (!form.ok) return renderPassword(req, res.status(400), { errors: form.errors });
    const { current, password } = form.value;
    const actor = actorOf(req);
    const place = placeOf(req, web.addressOf);
    const outcome = await accounts.changePassword({ actor, current, password, place, now: web.clock() });
    if (!('fault' in outcome)) {
      writeSignedIn(res, outcome.signedIn, isHttps);
      return res.redirect(303, homeOf(actor.role));
    }
    if ('waitSeconds' in outcome) {
      const { notice, status } = refusal(req, res, outcome);
      return renderPassword(req, res.status(status), { notice });
    }
    const field = outcome.fault === 'wrong' ? 'current' : 'password';
    renderPassword(req, res.status(400), { errors: { [field]: `accounts:errors.${outcome.fault}` } });
  });

  return router;
}

interface Mistakes {
  errors?: FieldErrors;
  notice?: Notice;
}

function renderSignIn(req: Request, res: Response, { errors = {}, notice }: Mistakes): void {
  const isPost = req.method === 'POST';
  const { next } = parse(signInNext, isPost ? req.body : req.query);
  const login = isPost && typeof req.body?.login === 'string' ? req.body.login : '';
  const carried = isPost ? carriedForm.safeParse(req.body).data : undefined;
  res.render('accounts/sign-in', { view: signInView(req.t, { login, next, carried, errors, notice }) });
}

/** The second step without the first, or too long after it. */
function renderExpired(req: Request, res: Response): void {
  const notice = { kind: 'error', text: req.t('accounts:signIn.expired') } as const;
  renderSignIn(req, res.status(400), { notice });
}

function renderCode(req: Request, res: Response, { errors = {}, notice }: Mistakes): void {
  const isPost = req.method === 'POST';
  const { next } = parse(signInNext, isPost ? req.body : req.query);
  const carried = isPost ? carriedForm.safeParse(req.body).data : undefined;
  res.render('accounts/second-factor/code', { view: codeView(req.t, { next, carried, errors, notice }) });
}

function renderPassword(req: Request, res: Response, { errors = {}, notice }: Mistakes): void {
  const { mustChangePassword } = actorOf(req);
  res.render('accounts/password', { view: passwordView(req.t, { mustChangePassword, errors, notice }) });
}
