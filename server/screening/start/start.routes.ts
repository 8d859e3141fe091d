/** Where a student arrives: the first page, a campaign's link, and what there is to know about the questionnaire. */
import { type Request, type Response, Router } from 'express';
import { campaignInfo } from '../../campaigns/api/campaign.view';
import type { Campaign } from '../../campaigns/campaign.types';
import type { CampaignsService } from '../../campaigns/campaigns.service';
import { heldBy } from '../../core/attempt/steps';
import type { Offer } from '../../core/definition/offer';
import { knownFacts } from '../../core/pages/profile.view';
import { startView } from '../../core/pages/start.view';
import { isLanguage } from '../../core/text/languages';
import { rememberLanguage } from '../../http/language/language';
import { addHelpOf } from '../../http/page-locals';
import type { Web } from '../../http/web';
import { Problem } from '../../shared/problems';
import type { JourneyServices } from '../questions/journey.pages';
import { slugSchema } from '../questions/journey.schema';
import { aboutTestView } from './about-test.view';

interface StartServices extends JourneyServices {
  campaigns: Pick<CampaignsService, 'find' | 'countOpened' | 'askedIn' | 'looksAtHigh'>;
}

export function startRoutes({ screening, campaigns }: StartServices, web: Web): Router {
  const router = Router();
  const { forEverybody } = screening.catalogue;

  router.get('/', (req, res) => showStart(req, res, null));

  router.get('/c/:slug', async (req, res) => {
    const slug = slugSchema.safeParse(req.params.slug);
    if (!slug.success) throw new Problem('unknownCampaign');
    const campaign = await screening.openCampaign({ slug: slug.data, now: web.clock() });
    const isChosen = isLanguage(req.query.language) || isLanguage(req.cookies.language);
    if (campaign.language && !isChosen) {
      web.useLanguage(req, res, campaign.language);
      rememberLanguage(res, campaign.language, web.config.isHttps);
    }
    await showStart(req, res, campaign);
  });

  router.get('/about', (req, res) => {
    const asked = forEverybody.map(({ name }) => screening.questionnaire(name).texts[req.language]);
    res.render('screening/start/about-test', aboutTestView({ offers: forEverybody, asked }, req));
  });
  router.get('/privacy', (req, res) => res.render('screening/start/privacy', { facts: knownFacts(req.t) }));

  /** A phone is counted once while its browser is open; the page may be read again. */
  async function countPhone(req: Request, { slug }: Campaign): Promise<string> {
    if (req.method === 'GET' && req.session.opened !== slug)
      await campaigns.countOpened({ slug, now: web.clock() });
    return slug;
  }

  /** On a shared phone nothing goes on without the code, so the next person starts from nothing. */
  async function showStart(req: Request, res: Response, campaign: Campaign | null): Promise<void> {
    const { isSharedPhone, ...session } = req.session;
    const opened = campaign ? await countPhone(req, campaign) : session.opened;
    if (isSharedPhone && opened === undefined) web.clearSession(req, res);
    else if (isSharedPhone) web.writeSession(req, res, { opened });
    else if (opened !== session.opened) web.writeSession(req, res, { ...req.session, opened });
    const held = heldBy(req.session);
    const attempt = held && (await screening.findAttempt(held));
    const offers = campaign ? [campaigns.askedIn(campaign)] : forEverybody;
    addHelpOf(campaign?.region ?? null, res);
    const { offersFromAge } = res.locals;
    const canContinue = attempt !== null && attempt.submittedAt === null;
    res.set('Cache-Control', 'no-store').render('screening/start/start', {
      start: startView({ offers, lead: leadOf(offers, req), campaign, canContinue, offersFromAge }, req),
      campaignFacts: campaign && JSON.stringify(await factsOf(campaign)),
    });
  }

  const factsOf = async (campaign: Campaign) =>
    campaignInfo(campaign, { looksAtHigh: await campaigns.looksAtHigh(campaign), now: web.clock() });

  function leadOf([first, ...others]: readonly Offer[], { language }: Request): string | undefined {
    return first && others.length === 0
      ? screening.questionnaire(first.name).texts[language].lead
      : undefined;
  }

  return router;
}
