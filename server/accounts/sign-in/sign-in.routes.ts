import { type Request, type Response, Router } from 'express';
import type { FieldErrors } from '../../core/pages/form';
import type { Notice } from '../../core/pages/notice';
import { type Access, actorOf } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { minuteMs } from '../../shared/clock';
import { roles } from '../../shared/roles';
import { homeOf, pathAfterSignIn } from '../accounts.rules';
import { passwordForm, signInForm, signInNext } from '../accounts.schema';
import { clearTokens, writeTokens } from './session-cookies';
import type { SignInService } from './sign-in.service';
import { passwordView, signInView } from './sign-in.view';

export const signInAccess: Access = {
  'GET /staff/sign-in': 'anyone',
  'POST /staff/sign-in': 'anyone',
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

  router.post('/staff/sign-in', limit, async (req, res) => {
    const form = parseForm(signInForm, req.body);
    if (!form.ok) return renderSignIn(req, res.status(400), { errors: form.errors });
    const outcome = await accounts.signIn({ ...form.value, now: web.clock() });
    if ('fault' in outcome) {
      const { notice, status } = refusal(req, res, outcome);
      return renderSignIn(req, res.status(status), { notice });
    }
    writeTokens(res, outcome.tokens, isHttps);
    const { next } = parse(signInNext, req.body);
    res.redirect(303, pathAfterSignIn(next, outcome.account.role));
  });

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
    const outcome = await accounts.changePassword({ actor, current, password, now: web.clock() });
    if ('fault' in outcome) {
      if (outcome.fault === 'locked') {
        const { notice, status } = refusal(req, res, outcome);
        return renderPassword(req, res.status(status), { notice });
      }
      const field = outcome.fault === 'wrong' ? 'current' : 'password';
      return renderPassword(req, res.status(400), {
        errors: { [field]: `accounts:errors.${outcome.fault}` },
      });
    }
    res.redirect(303, homeOf(actor.role));
  });

  return router;
}

/** Says that it did not work, and never what was wrong. */
function refusal(
  req: Request,
  res: Response,
  outcome: { fault: 'wrong' } | { fault: 'locked'; minutes: number },
) {
  if (outcome.fault === 'wrong')
    return { status: 400, notice: { kind: 'error', text: req.t('accounts:signIn.wrong') } as const };
  res.setHeader('Retry-After', String(outcome.minutes * 60));
  const text = req.t('accounts:signIn.locked', { count: outcome.minutes });
  return { status: 429, notice: { kind: 'error', text } as const };
}

interface Mistakes {
  errors?: FieldErrors;
  notice?: Notice;
}

function renderSignIn(req: Request, res: Response, { errors = {}, notice }: Mistakes): void {
  const isPost = req.method === 'POST';
  const { next } = parse(signInNext, isPost ? req.body : req.query);
  const login = isPost && typeof req.body?.login === 'string' ? req.body.login : '';
  res.render('accounts/sign-in', { view: signInView(req.t, { login, next, errors, notice }) });
}

function renderPassword(req: Request, res: Response, { errors = {}, notice }: Mistakes): void {
  const { mustChangePassword } = actorOf(req);
  res.render('accounts/password', { view: passwordView(req.t, { mustChangePassword, errors, notice }) });
}
