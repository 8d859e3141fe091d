import { type Request, type Response, Router } from 'express';
import type { Offer } from '../core/definition/offer';
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
  'GET /staff/campaigns/:slug': ['coordinator'],
  'GET /staff/campaigns/:slug/edit': ['coordinator'],
  'GET /staff/campaigns/:slug/qr.svg': ['coordinator'],
  'POST /staff/campaigns/:slug': ['coordinator'],
  'POST /staff/campaigns/:slug/end': ['coordinator'],
  'POST /staff/campaigns/:slug/reopen': ['coordinator'],
  'POST /staff/campaigns/:slug/teacher-link': ['coordinator'],
  'POST /staff/campaigns/:slug/teacher-link/withdraw': ['coordinator'],
};

export function campaignsRoutes(campaigns: CampaignsService, web: Web): Router {
  const router = Router();
  const { publicUrl, isHttps } = web.config;
  const shownTeacherLink = oneTimeCookie('teacherLink', isHttps);
  const pageOf = (slug: string) => `/staff/campaigns/${slug}`;

  router.get('/staff/campaigns', async (req, res) => {
    const all = await campaigns.list();
    const title = req.t('campaigns:list.title');
    res.render('campaigns/list', {
      title,
      isEmpty: all.length === 0,
      table: campaignsTable(all, web.clock(), req),
    });
  });

  const newForm = { action: '/staff/campaigns', offered: campaigns.offered };

  router.get('/staff/campaigns/new', (req, res) => renderForm(req, res, { ...newForm, values: null }));

  router.post('/staff/campaigns', async (req, res) => {
    if (web.applyLanguageSwitch(req, res)) return renderForm(req, res, { ...newForm, values: req.body });
    const form = parseForm(campaignForm(campaigns.offered), req.body);
    if (!form.ok) return renderForm(req, res, { ...newForm, values: req.body, errors: form.errors });
    const made = await campaigns.create({ plan: form.value, actor: actorOf(req), now: web.clock() });
    res.redirect(303, `/staff/campaigns/${made.slug}`);
  });

  router.get('/staff/campaigns/:slug', async (req, res) => {
    const campaign = await campaigns.get(req.params.slug);
    const asked = campaigns.offered.length > 1 ? campaigns.askedIn(campaign) : null;
    const token = shownTeacherLink.consume(req, res, pageOf(campaign.slug));
    const teacherLink = token === null ? null : teacherLinkView(publicUrl, token, req.t);
    if (teacherLink) res.set('Cache-Control', 'no-store');
    const isPrepared = await campaigns.isPrepared();
    const shown = { campaign, asked, teacherLink, publicUrl, isPrepared, now: web.clock() };
    res.render('campaigns/campaign', campaignPage(shown, req));
  });

  router.get('/staff/campaigns/:slug/qr.svg', async (req, res) => {
    const campaign = await campaigns.get(req.params.slug);
    res.type('image/svg+xml').send(qrSvg(campaignLink(publicUrl, campaign.slug)));
  });

  router.get('/staff/campaigns/:slug/edit', async (req, res) => {
    const campaign = await campaigns.get(req.params.slug);
    const offered = await campaigns.offeredFor(campaign);
    const action = `/staff/campaigns/${campaign.slug}`;
    renderForm(req, res, { action, offered, values: { ...campaign } });
  });

  router.post('/staff/campaigns/:slug', async (req, res) => {
    const { version } = parse(campaignVersion, req.body);
    const action = `/staff/campaigns/${req.params.slug}`;
    const offered = await campaigns.offeredFor(await campaigns.get(req.params.slug));
    const typed = { action, offered, values: req.body };
    if (web.applyLanguageSwitch(req, res)) return renderForm(req, res, typed);
    const form = parseForm(campaignForm(offered), req.body);
    if (!form.ok) return renderForm(req, res, { ...typed, errors: form.errors });
    await campaigns.change({
      slug: req.params.slug,
      version,
      plan: form.value,
      actor: actorOf(req),
      now: web.clock(),
    });
    res.redirect(303, action);
  });

  router.post('/staff/campaigns/:slug/end', async (req, res) => {
    const { version } = parse(campaignVersion, req.body);
    await campaigns.end({ slug: req.params.slug, version, actor: actorOf(req), now: web.clock() });
    res.redirect(303, `/staff/campaigns/${req.params.slug}`);
  });

  router.post('/staff/campaigns/:slug/reopen', async (req, res) => {
    const { version } = parse(campaignVersion, req.body);
    await campaigns.reopen({ slug: req.params.slug, version, actor: actorOf(req), now: web.clock() });
    res.redirect(303, `/staff/campaigns/${req.params.slug}`);
  });

  router.post('/staff/campaigns/:slug/teacher-link', async (req, res) => {
    const { slug } = req.params;
    const { version } = parse(campaignVersion, req.body);
    const token = await campaigns.makeTeacherLink({ slug, version, actor: actorOf(req), now: web.clock() });
    shownTeacherLink.set(res, pageOf(slug), token);
    res.redirect(303, pageOf(slug));
  });

  router.post('/staff/campaigns/:slug/teacher-link/withdraw', async (req, res) => {
    const { slug } = req.params;
    const { version } = parse(campaignVersion, req.body);
    await campaigns.withdrawTeacherLink({ slug, version, actor: actorOf(req), now: web.clock() });
    res.redirect(303, pageOf(slug));
  });

  return router;
}

interface FormPage {
  action: string;
  /** What the campaign can ask. */
  offered: readonly Offer[];
  values: FormValues | null;
  errors?: FieldErrors;
}

function renderForm(req: Request, res: Response, { action, offered, values, errors = {} }: FormPage): void {
  const isNew = action === '/staff/campaigns';
  res.status(Object.keys(errors).length > 0 ? 400 : 200).render('campaigns/form', {
    title: req.t(isNew ? 'campaigns:form.new' : 'campaigns:form.edit'),
    action,
    version: isNew ? null : values?.version,
    fields: campaignFields({ values, offered, errors }, req),
    errors: errorList(errors, req.t),
  });
}
