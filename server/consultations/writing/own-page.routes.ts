import { type Request, type Response, Router } from 'express';
import type { AccountsService } from '../../accounts/accounts.service';
import type { FieldErrors } from '../../core/pages/form';
import { type Access, actorOf } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { clinicians } from '../../shared/roles';
import { nameForm, ownPageQuery, snippetForm, snippetPath, snippetVersion } from './own-page.schema';
import { ownPageView, ownPath } from './own-page.view';
import type { SnippetsService } from './snippets/snippets.service';

interface Parts {
  snippets: SnippetsService;
  accounts: Pick<AccountsService, 'get' | 'setWork'>;
}

export const ownPageAccess: Access = {
  'GET /staff/writing': clinicians,
  'POST /staff/writing/name': clinicians,
  'POST /staff/writing/snippets': clinicians,
  'POST /staff/writing/snippets/:id': clinicians,
  'POST /staff/writing/snippets/:id/remove': clinicians,
};

export function ownPageRoutes({ snippets, accounts }: Parts, web: Web): Router {
  const router = Router();

  router.get(ownPath, async (req, res) => {
    await renderOwn(req, res, { edit: parse(ownPageQuery, req.query).edit });
  });

  router.post(`${ownPath}/name`, async (req, res) => {
    const form = parseForm(nameForm, req.body);
    if (!form.ok) return renderOwn(req, res.status(400), { errors: form.errors });
    const actor = actorOf(req);
    const { work } = await accounts.get(actor.accountId);
    const { signsAs } = form.value;
    await accounts.setWork({ id: actor.accountId, work: { ...work, signsAs }, actor, now: web.clock() });
    res.redirect(303, ownPath);
  });

  router.post(`${ownPath}/snippets`, async (req, res) => {
    const form = parseForm(snippetForm, req.body);
    if (!form.ok) return renderOwn(req, res.status(400), { errors: form.errors });
    await snippets.add({ plan: form.value, actor: actorOf(req) });
    res.redirect(303, ownPath);
  });

  router.post(`${ownPath}/snippets/:id`, async (req, res) => {
    const { id } = parse(snippetPath, req.params);
    const { version } = parse(snippetVersion, req.body);
    const form = parseForm(snippetForm, req.body);
    if (!form.ok) return renderOwn(req, res.status(400), { errors: form.errors, edit: id });
    await snippets.change({ id, version, plan: form.value, actor: actorOf(req) });
    res.redirect(303, ownPath);
  });

  router.post(`${ownPath}/snippets/:id/remove`, async (req, res) => {
    await snippets.remove({ id: parse(snippetPath, req.params).id, actor: actorOf(req) });
    res.redirect(303, ownPath);
  });

  async function renderOwn(
    req: Request,
    res: Response,
    { edit, errors }: { edit?: string | undefined; errors?: FieldErrors },
  ): Promise<void> {
    const { t, language } = req;
    const actor = actorOf(req);
    const { work } = await accounts.get(actor.accountId);
    const listed = await snippets.list(actor, language);
    const edited = listed.find(({ id }) => id === edit);
    const given = { signsAs: work.signsAs, snippets: listed, edited };
    const typed = errors && { values: req.body, errors };
    res.render('consultations/writing/own-page', {
      view: ownPageView({ ...given, typed }, { t, language, actor }),
    });
  }

  return router;
}
