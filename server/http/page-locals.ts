/** What every page may show, whatever its feature. Set first, so that an error page has it too. */

import type { Request, RequestHandler, Response } from 'express';
import { adultAge } from '../core/attempt/profile';
import type { Offer } from '../core/definition/offer';
import { helpView } from '../core/pages/help.view';
import { languageChoices } from '../core/text/language-choices';
import { type Language, languageTable } from '../core/text/languages';
import { type Access, mayAct } from './guards/access';

interface Given {
  asset: (name: string) => string;
  /** Scripts that the first question waits for. */
  firstScripts: (language: Language) => string[];
  quickExitUrl: string;
  /** What can be begun from the start page: a phone goes on with it without network. */
  offers: readonly Offer[];
  /** The parts of the staff's pages, in order: `cases` is at /staff/cases; who may not open one does not see it. */
  staffParts: readonly string[];
  access: Access;
}

export function pageLocals({ firstScripts, staffParts, access, offers, ...given }: Given): RequestHandler {
  const [first, ...others] = offers;
  // One goes without saying; of several the start page asks which.
  const begun =
    others.length === 0
      ? { questionnaire: first?.name ?? '', offers: null }
      : { questionnaire: '', offers: JSON.stringify(offers) };
  return (req, res, next) => {
    Object.assign(res.locals, { ...given, ...begun, languages: languageChoices, path: req.originalUrl });
    // Until the settings are read, as on an error page: to adults, who need nobody to be on call.
    Object.assign(res.locals, { offersFromAge: adultAge, furtherHelp: [] });
    Object.assign(res.locals, { waitingResets: 0 });
    // Read when the page is made: by then the language may have been switched and the reader be signed in.
    Object.defineProperties(res.locals, {
      firstScripts: { enumerable: true, get: () => firstScripts(req.language) },
      numberTags: { enumerable: true, get: () => languageTable[req.language].tags.join(' ') },
      help: {
        enumerable: true,
        get: () => helpView(req, res.locals.furtherHelp, res.locals.helpRegion),
      },
      user: { enumerable: true, get: () => userFor(req) },
      nav: { enumerable: true, get: () => navFor(req, staffParts, access) },
    });
    next();
  };
}

/** The help lines of this page are also those of a region. @param region KATO code; null where it is not known */
export function addHelpOf(region: string | null, res: Response): void {
  res.locals.helpRegion = region;
}

function userFor(req: Request) {
  return req.actor ? { name: req.actor.name, roleLabel: req.t(`shared:roles.${req.actor.role}`) } : null;
}

function navFor(req: Request, staffParts: readonly string[], access: Access) {
  const path = req.originalUrl.split('?')[0] ?? '';
  return staffParts
    .filter((name) => mayAct(access[`GET /staff/${name}`] ?? [], req.actor))
    .map((name) => ({
      href: `/staff/${name}`,
      label: req.t(`shared:nav.${name}`),
      isCurrent: path === `/staff/${name}` || path.startsWith(`/staff/${name}/`),
    }));
}
