/**
 * Who may do what: a table of staff routes x roles, in which each file of routes has its rows. It is the guard (a staff
 * path that is not listed is refused) and the source of the test that tries every role on every route.
 */
import type { Request, RequestHandler } from 'express';
import { match } from 'path-to-regexp';
import { Problem } from '../../shared/problems';
import type { Actor, Role } from '../../shared/roles';

declare module 'express-serve-static-core' {
  interface Request {
    actor?: Actor;
  }
}

/** 'anyone' needs no account; 'staff' is every role, also before the first password change and the second factor. */
type Who = 'anyone' | 'staff' | readonly Role[];

/** 'GET /staff/cases/:id' and who may. */
export type Access = Readonly<Record<string, Who>>;

const rowsOf = (access: Access) =>
  Object.entries(access).map(([route, who]) => {
    const [method, path] = route.split(' ') as [string, string];
    return { method, matches: match(path, { decode: false }), who };
  });

/** Where somebody has to go before anything else. */
function wayBefore({ mustChangePassword, mustSetUpSecondFactor }: Actor): string | null {
  if (mustChangePassword) return '/staff/password';
  return mustSetUpSecondFactor ? '/staff/second-factor' : null;
}

export function mayAct(who: Who, actor: Actor | undefined): boolean {
  if (who === 'anyone') return true;
  if (!actor) return false;
  return who === 'staff' || (who.includes(actor.role) && wayBefore(actor) === null);
}

/** Whether it is a form of somebody whose session has ended: no other route below /staff is for those without one. */
export function meetsSignedOut(access: Access): (req: Request) => boolean {
  const rows = rowsOf(access);
  return ({ actor, method, path }) =>
    !actor && rows.some((row) => row.method === method && row.who !== 'anyone' && row.matches(path));
}

export function guardStaffRoutes(access: Access): RequestHandler {
  const rows = rowsOf(access);
  return (req, res, next) => {
    const method = req.method === 'HEAD' ? 'GET' : req.method;
    const path = req.baseUrl + req.path;
    const row = rows.find((candidate) => candidate.method === method && candidate.matches(path));
    if (!row) throw new Problem('notFound');
    if (mayAct(row.who, req.actor)) return next();
    if (!req.actor) {
      if (method === 'GET' && req.accepts(['html', 'json']) === 'html')
        return res.redirect(303, `/staff/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
      throw new Problem('signInRequired');
    }
    const before = wayBefore(req.actor);
    if (before) return res.redirect(303, before);
    throw new Problem('forbidden');
  };
}

/** The signed-in person, on routes where the guard has let only staff pass. */
export function actorOf(req: Request): Actor {
  if (!req.actor) throw new Problem('signInRequired');
  return req.actor;
}
