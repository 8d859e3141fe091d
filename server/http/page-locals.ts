/** What every page may show, whatever its feature. Set first, so that an error page has it too. */
import type { Request, RequestHandler } from 'express';
import { helpLines } from '../shared/help-lines';
import { access, mayAct } from './access';

const navigation = ['cases', 'library', 'overview', 'campaigns', 'references', 'accounts', 'audit'];

export function pageLocals(asset: (name: string) => string, quickExitUrl: string): RequestHandler {
  return (req, res, next) => {
    Object.assign(res.locals, { asset, quickExitUrl, path: req.originalUrl });
    // Read when the page is made: by then the language may have been switched and the reader be signed in.
    Object.defineProperties(res.locals, {
      help: { enumerable: true, get: () => helpFor(req) },
      user: { enumerable: true, get: () => userFor(req) },
      nav: { enumerable: true, get: () => navFor(req) },
    });
    next();
  };
}

function helpFor(req: Request) {
  return helpLines.map(({ number, way }) => ({
    number,
    label: req.t(`shared:help.${way}${number}`),
    href: `${way}:${number}`,
  }));
}

function userFor(req: Request) {
  return req.actor ? { name: req.actor.name, roleLabel: req.t(`shared:roles.${req.actor.role}`) } : null;
}

function navFor(req: Request) {
  const path = req.originalUrl.split('?')[0] ?? '';
  return navigation
    .filter((name) => mayAct(access[`GET /staff/${name}`] ?? [], req.actor))
    .map((name) => ({
      href: `/staff/${name}`,
      label: req.t(`shared:nav.${name}`),
      isCurrent: path === `/staff/${name}` || path.startsWith(`/staff/${name}/`),
    }));
}
