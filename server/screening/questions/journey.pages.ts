/** Shows the step at which a student is. What was typed wrongly is shown again by the same functions. */

import type { Request, Response } from 'express';
import type { Campaign } from '../../campaigns/campaign.types';
import type { CampaignsService } from '../../campaigns/campaigns.service';
import type { Profile } from '../../core/attempt/profile-fields';
import { heldBy, stepOf } from '../../core/attempt/steps';
import { defined } from '../../core/defined';
import type { FieldErrors } from '../../core/pages/form';
import { type Asked, checkView, pageView, type TypedPage } from '../../core/pages/page.view';
import { phoneView } from '../../core/pages/phone.view';
import { knownFacts, profileView, type TypedProfile, typedFrom } from '../../core/pages/profile.view';
import { codeCard } from '../../core/pages/result/code-card';
import { qrOf } from '../../documents/qr';
import { addHelpOf } from '../../http/page-locals';
import type { Web } from '../../http/web';
import type { Attempt } from '../attempt.types';
import type { ScreeningService } from '../screening.service';

export interface JourneyServices {
  screening: ScreeningService;
  campaigns: Pick<CampaignsService, 'find' | 'looksAtHigh'>;
}

export type JourneyPages = ReturnType<typeof journeyPages>;

export function journeyPages({ screening, campaigns }: JourneyServices, web: Web) {
  const campaignOf = async (req: Request): Promise<Campaign | null> =>
    req.session.campaign === undefined ? null : campaigns.find(req.session.campaign);

  /** What was chosen at the beginning. A way that began elsewhere, such as with a code, begins what is offered first. */
  const begunIn = ({ session }: Request): string =>
    session.questionnaire ?? defined(screening.catalogue.forEverybody[0], 'a questionnaire').name;

  const questionnaireOf = (req: Request, attempt: Attempt | null) =>
    screening.questionnaire(attempt?.questionnaire ?? begunIn(req));

  const askedIn = (req: Request, attempt: Attempt | null): Asked => {
    const { definition, texts } = questionnaireOf(req, attempt);
    return { definition, words: texts[req.language] };
  };

  const attemptOf = async (req: Request): Promise<Attempt | null> => {
    const held = heldBy(req.session);
    return held && screening.findAttempt(held);
  };

  /** Who begins again with a code has said it before. */
  const saidBy = async ({ session }: Request, attempt: Attempt | null): Promise<Profile | undefined> => {
    const isAgain = attempt === null && session.hasSavedCode && session.code !== undefined;
    const [newest] = isAgain ? await screening.attemptsOf(session.code as string) : [];
    return attempt?.profile ?? newest?.profile;
  };

  const about = async (req: Request, res: Response) => {
    const campaign = await campaignOf(req);
    res.render('screening/start/about', {
      hasConsents: campaign?.hasConsents ?? false,
      looksAtHigh: campaign !== null && (await campaigns.looksAtHigh(campaign)),
      facts: knownFacts(req.t),
    });
  };

  const phone = (req: Request, res: Response, errorKey?: string) => {
    res.render('screening/start/phone', phoneView(req.t, { chosen: req.body?.phone, errorKey }));
  };

  const profile = async (
    req: Request,
    res: Response,
    { typed, errors = {} }: { typed: TypedProfile; errors?: FieldErrors },
  ) => {
    const campaign = await campaignOf(req);
    res.render('screening/questions/profile', { profile: profileView(req, { typed, errors, campaign }) });
  };

  const code = (req: Request, res: Response, { isWrong = false, isSaved = false } = {}) => {
    const card = codeCard(req.session.code ?? '', web.config.publicUrl, qrOf);
    const error = isWrong ? req.t('screening:code.error') : undefined;
    res.render('screening/questions/code', {
      codeCard: card,
      errors: error ? [{ href: '#is-saved', text: error }] : [],
      error,
      isSaved,
      isSharedPhone: req.session.isSharedPhone ?? false,
    });
  };

  const page = (req: Request, res: Response, attempt: Attempt, id: string, typed?: TypedPage) => {
    const view = pageView(askedIn(req, attempt), attempt, id, req, typed);
    res.render('screening/questions/page', { view });
  };

  return {
    campaignOf,
    begunIn,
    questionnaireOf,
    attemptOf,
    about,
    phone,
    profile,
    code,
    page,

    /** Where the way is now. */
    async show(req: Request, res: Response): Promise<void> {
      const attempt = await attemptOf(req);
      addHelpOf(attempt?.profile.region ?? null, res);
      const step = stepOf(req.session, attempt, questionnaireOf(req, attempt));
      switch (step.name) {
        case 'about':
          // Whoever begins has chosen what; nobody else is in the middle of anything here.
          if (req.session.questionnaire === undefined) return res.render('screening/start/nothing-kept');
          return about(req, res);
        case 'phone':
          return phone(req, res);
        case 'profile':
          return profile(req, res, { typed: typedFrom(await saidBy(req, attempt), await campaignOf(req)) });
        case 'code':
          return code(req, res);
        case 'page':
          return page(req, res, defined(attempt, 'the attempt of a page'), step.page);
        case 'check':
          return res.render('screening/questions/check', {
            check: checkView(askedIn(req, attempt), defined(attempt, 'the attempt to check')),
          });
        case 'result':
          return res.redirect(303, '/test/result');
      }
    },
  };
}
