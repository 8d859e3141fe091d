import { type Request, type Response, Router } from 'express';
import type { FieldErrors } from '../../core/pages/form';
import type { Notice } from '../../core/pages/notice';
import { type Access, actorOf } from '../../http/guards/access';
import { parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { codeForm, ownPasswordForm } from '../accounts.schema';
import type { Accounts } from '../index';
import { refusal } from '../sign-in/refusal';
import { placeOf } from '../sign-in/session-cookies';
import { ownPasswordView, recoveryCodesView, secondFactorView } from './second-factor.view';

/** Also for those who have to set one up before anything else. */
export const secondFactorAccess: Access = {
  'GET /staff/second-factor': 'staff',
  'POST /staff/second-factor': 'staff',
  'GET /staff/second-factor/begin': 'staff',
  'POST /staff/second-factor/begin': 'staff',
  'GET /staff/second-factor/codes': 'staff',
  'POST /staff/second-factor/codes': 'staff',
  'GET /staff/second-factor/off': 'staff',
  'POST /staff/second-factor/off': 'staff',
};

const home = '/staff/second-factor';
/** What takes the password once more: whoever sat down at an open session must not change the locks. */
const guarded = ['begin', 'codes', 'off'] as const;
type Guarded = (typeof guarded)[number];

export function secondFactorRoutes(accounts: Accounts, web: Web): Router {
  const router = Router();

  async function renderState(req: Request, res: Response, errors: FieldErrors = {}): Promise<void> {
    const actor = actorOf(req);
    const { login } = await accounts.get(actor.accountId);
    const state = await accounts.secondFactorOf(actor, login);
    const view = secondFactorView(req.t, {
      ...state,
      errors,
      isRequired: actor.mustSetUpSecondFactor === true,
    });
    res.render('accounts/second-factor/second-factor', { view });
  }

  const renderCodes = (res: Response, codes: string[]) =>
    res.render('accounts/second-factor/recovery-codes', { view: recoveryCodesView(codes) });

  const renderGuarded = (
    req: Request,
    res: Response,
    act: Guarded,
    mistakes: { errors?: FieldErrors; notice?: Notice } = {},
  ) => res.render('accounts/own-password', { view: ownPasswordView(req.t, { act, ...mistakes }) });

  async function carryOut(req: Request, res: Response, act: Guarded): Promise<void> {
    const actor = actorOf(req);
    const now = web.clock();
    if (act === 'codes') return renderCodes(res, await accounts.newRecoveryCodes({ actor, now }));
    if (act === 'begin') await accounts.beginSecondFactor({ actor });
    else await accounts.endSecondFactor({ actor, now });
    res.redirect(303, home);
  }

  router.get(home, (req, res) => renderState(req, res));

  router.post(home, async (req, res) => {
    const form = parseForm(codeForm, req.body);
    if (!form.ok) return renderState(req, res.status(400), form.errors);
    const actor = actorOf(req);
    const codes = await accounts.confirmSecondFactor({ actor, ...form.value, now: web.clock() });
    if (!codes) return renderState(req, res.status(400), { code: 'accounts:errors.code' });
    renderCodes(res, codes);
  });

  for (const act of guarded) {
    router.get(`${home}/${act}`, (req, res) => renderGuarded(req, res, act));

    router.post(`${home}/${act}`, async (req, res) => {
      const form = parseForm(ownPasswordForm, req.body);
      if (!form.ok) return renderGuarded(req, res.status(400), act, { errors: form.errors });
      const place = placeOf(req, web.addressOf);
      const given = { actor: actorOf(req), password: form.value.current, place, now: web.clock() };
      const fault = await accounts.giveOwnPassword(given);
      if (!fault) return carryOut(req, res, act);
      if (fault.fault === 'wrong')
        return renderGuarded(req, res.status(400), act, { errors: { current: 'accounts:errors.wrong' } });
      const { notice, status } = refusal(req, res, fault);
      renderGuarded(req, res.status(status), act, { notice });
    });
  }

  return router;
}
