/** What every page may show, whatever its feature. Set first, so that an error page has it too. */
import type { Request, RequestHandler } from 'express';
import { helpLines } from '../shared/help-lines';
import { access, mayAct } from './access';

const navigation = ['cases', 'overview', 'campaigns', 'references', 'accounts', 'audit'];

export function pageLocals(asset: (name: string) => string, quickExitUrl: string): RequestHandler {
  return (req, res, next) => {
    Object.assign(res.locals, { asset, quickExitUrl, path: req.originalUrl });
    // Read when the page is made: by then the language may have been switched and the reader be signed in.
    Object.defineProperties(res.locals, {
      help: { enumerable: true, get: () => helpFor(req) },
      user: { enumerable: true, get: () => req.actor ?? null },
      nav: { enumerable: true, get: () => navFor(req) },
    });
    next();
  };
}

function helpFor(req: Request) {
  return helpLines.map((line) => ({
    number: line.number,
    label: req.t(line.labelKey),
    tel: `tel:${line.number}`,
    sms: line.takesTexts ? `sms:${line.number}` : null,
  }));
}

function navFor(req: Request) {
  const path = req.originalUrl.split('?')[0] ?? '';
  return navigation
    .filter((name) => mayAct(access[`GET /staff/${name}`] ?? [], req.actor))
    .map((name) => ({
      href: `/staff/${name}`,
      label: req.t(`shared:nav.${name}`),
      current: path === `/staff/${name}` || path.startsWith(`/staff/${name}/`),
    }));
}
