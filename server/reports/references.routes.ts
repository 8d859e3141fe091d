import { type Request, type Response, Router } from 'express';
import type { CampaignsService } from '../campaigns/campaigns.service';
import type { FieldErrors } from '../core/pages/form';
import { type Access, actorOf } from '../http/guards/access';
import { parse, parseForm } from '../http/guards/parse';
import type { Web } from '../http/web';
import { Problem } from '../shared/problems';
import { formValues, referenceForm, referenceVersion, wordingsForm } from './references.schema';
import type { ReferencesService } from './references.service';
import {
  errorList,
  type FormValues,
  newFormValues,
  referenceFields,
  referencePage,
  referencesTable,
  wordingsFrom,
  wordingsPage,
} from './references.view';

interface Services {
  references: ReferencesService;
  campaigns: CampaignsService;
}

export const referencesAccess: Access = {
  'GET /staff/references': ['coordinator'],
  'GET /staff/references/new': ['coordinator'],
  'POST /staff/references': ['coordinator'],
  'GET /staff/references/:id': ['coordinator'],
  'GET /staff/references/:id/edit': ['coordinator'],
  'POST /staff/references/:id': ['coordinator'],
  'GET /staff/references/:id/wording': ['coordinator'],
  'POST /staff/references/:id/wording': ['coordinator'],
  'POST /staff/references/:id/freeze': ['coordinator'],
  'POST /staff/references/:id/delete': ['coordinator'],
  'GET /staff/references/:id/files/:name': ['coordinator'],
};

export function referencesRoutes({ references, campaigns }: Services, web: Web): Router {
  const router = Router();

  router.get('/staff/references', async (req, res) => {
    const all = await references.list();
    res.render('reports/references', {
      title: req.t('reports:list.title'),
      isEmpty: all.length === 0,
      table: referencesTable(all, req),
    });
  });

  router.get('/staff/references/new', async (req, res) => {
    const all = await campaigns.list();
    const [offer] = references.offers;
    // No questionnaire that is asked here has what a reference is made of.
    if (!offer) throw new Problem('notAllowedNow');
    const values = newFormValues(offer.name, all, references.voices, web.clock());
    await renderForm(req, res, { action: '/staff/references', values, version: null });
  });

  router.post('/staff/references', async (req, res) => {
    if (web.applyLanguageSwitch(req, res))
      return renderForm(req, res, { action: '/staff/references', values: req.body, version: null });
    const form = parseForm(referenceForm(references.offers), req.body);
    if (!form.ok) {
      const page = { action: '/staff/references', values: req.body, version: null, errors: form.errors };
      return renderForm(req, res, page);
    }
    const made = await references.create({ plan: form.value, actor: actorOf(req), now: web.clock() });
    res.redirect(303, `/staff/references/${made.id}`);
  });

  router.get('/staff/references/:id', async (req, res) => {
    const draft = await references.look({ id: req.params.id, now: web.clock() });
    res.render('reports/reference', referencePage(draft, references, req));
  });

  router.get('/staff/references/:id/edit', async (req, res) => {
    const { id, plan, version } = await references.getDraft(req.params.id);
    await renderForm(req, res, { action: `/staff/references/${id}`, values: formValues(plan), version });
  });

  router.post('/staff/references/:id', async (req, res) => {
    const { version } = parse(referenceVersion, req.body);
    const action = `/staff/references/${req.params.id}`;
    if (web.applyLanguageSwitch(req, res)) return renderForm(req, res, { action, values: req.body, version });
    const form = parseForm(referenceForm(references.offers), req.body);
    if (!form.ok) return renderForm(req, res, { action, values: req.body, version, errors: form.errors });
    await references.change({ id: req.params.id, version, plan: form.value });
    res.redirect(303, action);
  });

  router.get('/staff/references/:id/wording', async (req, res) => {
    const draft = await references.look({ id: req.params.id, now: web.clock() });
    res.render('reports/wording', wordingsPage(draft, references, req, {}, {}));
  });

  router.post('/staff/references/:id/wording', async (req, res) => {
    const { version } = parse(referenceVersion, req.body);
    const typed = parse(wordingsForm, req.body);
    const draft = await references.look({ id: req.params.id, now: web.clock() });
    if (web.applyLanguageSwitch(req, res))
      return res.render('reports/wording', wordingsPage(draft, references, req, typed, {}));
    const { wordings, errors } = wordingsFrom(draft, references, typed);
    if (Object.keys(errors).length > 0)
      return res.status(400).render('reports/wording', wordingsPage(draft, references, req, typed, errors));
    await references.word({ id: req.params.id, version, wordings });
    res.redirect(303, `/staff/references/${req.params.id}`);
  });

  router.post('/staff/references/:id/freeze', async (req, res) => {
    const { version } = parse(referenceVersion, req.body);
    await references.freeze({ id: req.params.id, version, actor: actorOf(req), now: web.clock() });
    res.redirect(303, `/staff/references/${req.params.id}`);
  });

  router.post('/staff/references/:id/delete', async (req, res) => {
    await references.remove({ id: req.params.id });
    res.redirect(303, '/staff/references');
  });

  router.get('/staff/references/:id/files/:name', async (req, res) => {
    const { id, name } = req.params;
    const file = await references.download({ id, name, actor: actorOf(req), now: web.clock() });
    res.attachment(file.name).type(file.contentType).send(file.content);
  });

  async function renderForm(
    req: Request,
    res: Response,
    page: { action: string; values: FormValues; version: number | null; errors?: FieldErrors },
  ): Promise<void> {
    const { errors = {} } = page;
    const all = await campaigns.list();
    res.status(Object.keys(errors).length > 0 ? 400 : 200).render('reports/form', {
      title: req.t(page.version === null ? 'reports:form.new' : 'reports:form.edit'),
      action: page.action,
      version: page.version,
      cancel: page.version === null ? '/staff/references' : page.action,
      fields: referenceFields(
        { values: page.values, errors, campaigns: all, offers: references.offers },
        req,
      ),
      errors: errorList(errors, req),
    });
  }

  return router;
}
