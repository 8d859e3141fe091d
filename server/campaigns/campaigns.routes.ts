import { type Request, type Response, Router } from 'express';
import type { FieldErrors } from '../core/pages/form';
import { qrSvg } from '../documents/qr';
import { oneTimeCookie } from '../http/cookies/one-time-cookie';
import { type Access, actorOf } from '../http/guards/access';
import { parse, parseForm } from '../http/guards/parse';
import type { Web } from '../http/web';
import { campaignForm, campaignVersion } from './campaigns.schema';
import type { CampaignsService } from './campaigns.service';
import {
  campaignFields,
  campaignLink,
  campaignPage,
  campaignsTable,
  errorList,
  type FormValues,
  teacherLinkView,
} from './campaigns.view';

export const campaignsAccess: Access = {
  'GET /staff/campaigns': ['coordinator'],
  'GET /staff/campaigns/new': ['coordinator'],
  'POST /staff/campaigns': ['coordinator'],
  'GET /staff/campaigns/:id': ['coordinator'],
  'GET /staff/campaigns/:id/edit': ['coordinator'],
  'GET /staff/campaigns/:id/qr.svg': ['coordinator'],
  'POST /staff/campaigns/:id': ['coordinator'],
  'POST /staff/campaigns/:id/end': ['coordinator'],
  'POST /staff/campaigns/:id/reopen': ['coordinator'],
  'POST /staff/campaigns/:id/teacher-link': ['coordinator'],
  'POST /staff/campaigns/:id/teacher-link/withdraw': ['coordinator'],
};

export function campaignsRoutes(campaigns: CampaignsService, web: Web): Router {
  const router = Router();
  const { publicUrl, isHttps } = web.config;
  const shownTeacherLink = oneTimeCookie('teacherLink', isHttps);
  const pageOf = (id: string) => `/staff/campaigns/${id}`;

  router.get('/staff/campaigns', async (req, res) => {
    const all = await campaigns.list();
    const title = req.t('campaigns:list.title');
    res.render('campaigns/list', {
      title,
      isEmpty: all.length === 0,
      table: campaignsTable(all, web.clock(), req),
    });
  });

  router.get('/staff/campaigns/new', (req, res) =>
    renderForm(req, res, { action: '/staff/campaigns', values: null }),
  );

  router.post('/staff/campaigns', async (req, res) => {
    if (web.applyLanguageSwitch(req, res))
      return renderForm(req, res, { action: '/staff/campaigns', values: req.body });
    const form = parseForm(campaignForm, req.body);
    if (!form.ok)
      return renderForm(req, res, { action: '/staff/campaigns', values: req.body, errors: form.errors });
    const made = await campaigns.create({ plan: form.value, actor: actorOf(req), now: web.clock() });
    res.redirect(303, `/staff/campaigns/${made.id}`);
  });

  router.get('/staff/campaigns/:id', async (req, res) => {
    const campaign = await campaigns.get(req.params.id);
    const token = shownTeacherLink.consume(req, res, pageOf(campaign.id));
    const teacherLink = token === null ? null : teacherLinkView(publicUrl, token, req.t);
    if (teacherLink) res.set('Cache-Control', 'no-store');
    const page = campaignPage({ campaign, teacherLink, publicUrl, now: web.clock() }, req);
    res.render('campaigns/campaign', page);
  });

  router.get('/staff/campaigns/:id/qr.svg', async (req, res) => {
    const campaign = await campaigns.get(req.params.id);
    res.type('image/svg+xml').send(qrSvg(campaignLink(publicUrl, campaign.slug)));
  });

  router.get('/staff/campaigns/:id/edit', async (req, res) => {
    const campaign = await campaigns.get(req.params.id);
    renderForm(req, res, { action: `/staff/campaigns/${campaign.id}`, values: { ...campaign } });
  });

  router.post('/staff/campaigns/:id', async (req, res) => {
    const { version } = parse(campaignVersion, req.body);
    const action = `/staff/campaigns/${req.params.id}`;
    if (web.applyLanguageSwitch(req, res)) return renderForm(req, res, { action, values: req.body });
    const form = parseForm(campaignForm, req.body);
    if (!form.ok) return renderForm(req, res, { action, values: req.body, errors: form.errors });
    await campaigns.change({
      id: req.params.id,
      version,
      plan: form.value,
      actor: actorOf(req),
      now: web.clock(),
    });
    res.redirect(303, action);
  });

  router.post('/staff/campaigns/:id/end', async (req, res) => {
    const { version } = parse(campaignVersion, req.body);
    await campaigns.end({ id: req.params.id, version, actor: actorOf(req), now: web.clock() });
    res.redirect(303, `/staff/campaigns/${req.params.id}`);
  });

  router.post('/staff/campaigns/:id/reopen', async (req, res) => {
    const { version } = parse(campaignVersion, req.body);
    await campaigns.reopen({ id: req.params.id, version, actor: actorOf(req), now: web.clock() });
    res.redirect(303, `/staff/campaigns/${req.params.id}`);
  });

  router.post('/staff/campaigns/:id/teacher-link', async (req, res) => {
    const { id } = req.params;
    const { version } = parse(campaignVersion, req.body);
    const token = await campaigns.makeTeacherLink({ id, version, actor: actorOf(req), now: web.clock() });
    shownTeacherLink.set(res, pageOf(id), token);
    res.redirect(303, pageOf(id));
  });

  router.post('/staff/campaigns/:id/teacher-link/withdraw', async (req, res) => {
    const { id } = req.params;
    const { version } = parse(campaignVersion, req.body);
    await campaigns.withdrawTeacherLink({ id, version, actor: actorOf(req), now: web.clock() });
    res.redirect(303, pageOf(id));
  });

  return router;
}

interface FormPage {
  action: string;
  values: FormValues | null;
  errors?: FieldErrors;
}

function renderForm(req: Request, res: Response, { action, values, errors = {} }: FormPage): void {
  const isNew = action === '/staff/campaigns';
  res.status(Object.keys(errors).length > 0 ? 400 : 200).render('campaigns/form', {
    title: req.t(isNew ? 'campaigns:form.new' : 'campaigns:form.edit'),
    action,
    version: isNew ? null : values?.version,
    fields: campaignFields(values, errors, req),
    errors: errorList(errors, req.t),
  });
}
