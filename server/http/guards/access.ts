/**
 * Who may do what: one table of staff routes x roles. It is the guard (a staff path that is not listed is
 * refused) and the source of the test that tries every role on every route.
 */
import type { Request, RequestHandler } from 'express';
import { match } from 'path-to-regexp';
import { Problem } from '../../shared/problems';
import type { Actor, Role } from '../../shared/roles';
import { roles } from '../../shared/roles';

declare module 'express-serve-static-core' {
  interface Request {
    actor?: Actor;
  }
}

/** 'anyone' needs no account; 'staff' is every role, also before the first password change. */
type Who = 'anyone' | 'staff' | readonly Role[];

const clinicians = ['psychologist', 'lead'] as const;
const aggregates = ['coordinator'] as const;
const admins = ['administrator'] as const;

export const access: Readonly<Record<string, Who>> = {
  'GET /staff/sign-in': 'anyone',
  'POST /staff/sign-in': 'anyone',
  'GET /staff/invitation/:token': 'anyone',
  'POST /staff/invitation/:token': 'anyone',
  'POST /staff/sign-out': 'staff',
  'GET /staff/password': 'staff',
  'POST /staff/password': 'staff',
  'GET /staff': roles,

  'GET /staff/cases': clinicians,
  'GET /staff/cases/:id': clinicians,
  'POST /staff/cases/:id/claim': clinicians,
  'POST /staff/cases/:id/release': clinicians,
  'POST /staff/cases/:id/draft': clinicians,
  'GET /staff/cases/:id/preview': clinicians,
  'POST /staff/cases/:id/publish': clinicians,
  'POST /staff/cases/:id/return': ['lead'],
  'POST /staff/cases/:id/revise': clinicians,
  'POST /staff/cases/:id/close': clinicians,

  'GET /staff/library': clinicians,
  'GET /staff/library/:id': clinicians,
  'GET /staff/library/:id/propose': clinicians,
  'POST /staff/library/:id/propose': clinicians,
  'GET /staff/library/:id/edit': clinicians,
  'POST /staff/library/:id/edit': clinicians,
  'POST /staff/library/:id/withdraw': clinicians,
  'POST /staff/library/:id/agree': ['lead'],
  'POST /staff/library/:id/decline': ['lead'],

  'GET /staff/overview': aggregates,
  'GET /staff/campaigns': aggregates,
  'GET /staff/campaigns/new': aggregates,
  'POST /staff/campaigns': aggregates,
  'GET /staff/campaigns/:id': aggregates,
  'GET /staff/campaigns/:id/edit': aggregates,
  'GET /staff/campaigns/:id/qr.svg': aggregates,
  'POST /staff/campaigns/:id': aggregates,
  'POST /staff/campaigns/:id/end': aggregates,
  'POST /staff/campaigns/:id/reopen': aggregates,
  'GET /staff/campaigns/:id/board': aggregates,
  'GET /staff/campaigns/:id/board/numbers': aggregates,
  'POST /staff/campaigns/:id/teacher-link': aggregates,
  'POST /staff/campaigns/:id/teacher-link/withdraw': aggregates,
  'GET /staff/references': aggregates,
  'GET /staff/references/new': aggregates,
  'POST /staff/references': aggregates,
  'GET /staff/references/:id': aggregates,
  'GET /staff/references/:id/edit': aggregates,
  'POST /staff/references/:id': aggregates,
  'GET /staff/references/:id/wording': aggregates,
  'POST /staff/references/:id/wording': aggregates,
  'POST /staff/references/:id/freeze': aggregates,
  'POST /staff/references/:id/delete': aggregates,
  'GET /staff/references/:id/files/:name': aggregates,

  'GET /staff/accounts': admins,
  'GET /staff/accounts/new': admins,
  'POST /staff/accounts': admins,
  'GET /staff/accounts/:id': admins,
  'POST /staff/accounts/:id': admins,
  'POST /staff/accounts/:id/disable': admins,
  'POST /staff/accounts/:id/enable': admins,
  'POST /staff/accounts/:id/reset': admins,
  'GET /staff/audit': admins,
};

const rows = Object.entries(access).map(([route, who]) => {
  const [method, path] = route.split(' ') as [string, string];
  return { method, matches: match(path, { decode: false }), who };
});

export function mayAct(who: Who, actor: Actor | undefined): boolean {
  if (who === 'anyone') return true;
  if (!actor) return false;
  return who === 'staff' || (who.includes(actor.role) && !actor.mustChangePassword);
}

export function guardStaffRoutes(): RequestHandler {
  return (req, res, next) => {
    const method = req.method === 'HEAD' ? 'GET' : req.method;
    const path = req.baseUrl + req.path;
    const row = rows.find((candidate) => candidate.method === method && candidate.matches(path));
    if (!row) throw new Problem('notFound');
    if (mayAct(row.who, req.actor)) return next();
    if (!req.actor) {
      if (method === 'GET')
        return res.redirect(303, `/staff/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
      throw new Problem('signInRequired');
    }
    if (req.actor.mustChangePassword) return res.redirect(303, '/staff/password');
    throw new Problem('forbidden');
  };
}

/** The signed-in person, on routes where the guard has let only staff pass. */
export function actorOf(req: Request): Actor {
  if (!req.actor) throw new Problem('signInRequired');
  return req.actor;
}
