/** What each form of the way does: remember, save, and send the student on to the next step. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { readAboutYou } from '../../core/attempt/about-you';
import { changeByPage, readAnswers } from '../../core/attempt/page-answers';
import { minAge } from '../../core/attempt/profile';
import { checkPage, heldBy, profilePage } from '../../core/attempt/steps';
import { findPage } from '../../core/definition/definition';
import { nextPage, previousPage } from '../../core/definition/routing';
import type { Language } from '../../core/definition/types';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { Problem } from '../../shared/problems';
import { startLimit } from '../start/start-limit';
import type { JourneyPages, JourneyServices } from './journey.pages';
import {
  aboutSchema,
  beginSchema,
  checkSchema,
  codeSchema,
  pageSchema,
  phoneSchema,
  type stepSchema,
} from './journey.schema';
import { withNewAttempt } from './student-session';

type StepName = z.output<typeof stepSchema>['step'];
type PerformStep = (req: Request, res: Response, switchTo?: Language) => Promise<void>;

export function journeySteps(
  { screening }: JourneyServices,
  web: Web,
  pages: JourneyPages,
): Record<StepName, PerformStep> {
  const mayStart = startLimit(web);
  const toCurrentStep = (res: Response) => res.redirect(303, '/test');

  /** Goes to `page` of the way. */
  const goTo = (req: Request, res: Response, page: string | undefined) => {
    web.writeSession(req, res, { ...req.session, page });
    toCurrentStep(res);
  };

  return {
    async begin(req, res) {
      const { campaign: slug, questionnaire: chosen } = parse(beginSchema, req.body);
      const campaign = slug === undefined ? null : await screening.openCampaign({ slug, now: web.clock() });
      const { opened } = req.session;
      const questionnaire = campaign?.questionnaire ?? screening.chosenByEverybody(chosen);
      // Where several are offered, none goes without saying.
      if (questionnaire === null) return res.redirect(303, '/');
      web.writeSession(req, res, { campaign: campaign?.slug, questionnaire, opened });
      toCurrentStep(res);
    },

    async about(req, res, switchTo) {
      if (switchTo) return toCurrentStep(res);
      const { choice } = parse(aboutSchema, req.body);
      if (choice === 'notToday') {
        web.clearSession(req, res);
        return res.redirect(303, '/test/later');
      }
      web.writeSession(req, res, { ...req.session, assent: true });
      toCurrentStep(res);
    },

    async phone(req, res, switchTo) {
      if (switchTo) {
        web.useLanguage(req, res, switchTo);
        return pages.phone(req, res);
      }
      const form = parseForm(phoneSchema, req.body);
      if (!form.ok) return pages.phone(req, res.status(400), form.errors.phone);
      const session = { ...req.session, isSharedPhone: form.value.phone === 'shared' };
      web.writeSession(req, res, heldBy(session) ? session : withNewAttempt(session));
      toCurrentStep(res);
    },

    async profile(req, res, switchTo) {
      const held = heldBy(req.session);
      if (!held || !req.session.assent) return toCurrentStep(res);
      if (switchTo) {
        web.useLanguage(req, res, switchTo);
        return pages.profile(req, res, { typed: req.body });
      }
      const form = readAboutYou(req.body ?? {}, await pages.campaignOf(req));
      if (!form.ok) return pages.profile(req, res.status(400), { typed: req.body, errors: form.errors });
      const profile = form.value;
      if (profile.age < minAge) {
        web.clearSession(req, res);
        return res.redirect(303, '/test/young');
      }
      const now = web.clock();
      if (await pages.attemptOf(req)) await screening.change({ ...held, now, change: () => ({ profile }) });
      else {
        const place = { questionnaire: pages.begunIn(req), campaign: req.session.campaign ?? null };
        const act = { now, onStart: mayStart(req, res) };
        await screening.begin({ ...held, ...place, profile, language: req.language, ...act });
      }
      goTo(req, res, undefined);
    },

    async code(req, res, switchTo) {
      if (switchTo) {
        web.useLanguage(req, res, switchTo);
        return pages.code(req, res, { isSaved: req.body.isSaved === 'yes' });
      }
      const { go, isSaved } = parse(codeSchema, req.body);
      if (!(await pages.attemptOf(req))) return toCurrentStep(res);
      if (go === 'profile') return goTo(req, res, profilePage);
      if (!isSaved) return pages.code(req, res.status(400), { isWrong: true });
      web.writeSession(req, res, { ...req.session, hasSavedCode: true });
      toCurrentStep(res);
    },

    async page(req, res, switchTo) {
      const sent = parse(pageSchema, req.body);
      const attempt = await pages.attemptOf(req);
      const held = heldBy(req.session);
      if (!attempt || !held || attempt.submittedAt) return toCurrentStep(res);
      const { definition } = pages.questionnaireOf(req, attempt);
      if (!findPage(definition, sent.page)) throw new Problem('invalidRequest', { fields: ['page'] });
      const answers = readAnswers(definition, sent.page, req.body);
      if (!answers.ok) {
        if (switchTo) web.useLanguage(req, res, switchTo);
        const typed = { body: req.body, problems: answers.problems };
        return pages.page(req, res.status(400), attempt, sent.page, typed);
      }
      const saved = await screening.change({
        ...held,
        now: web.clock(),
        change: (stored) => ({
          ...changeByPage(definition, stored, { ...sent, answers: answers.value }),
          language: req.language,
        }),
      });
      if (switchTo) return goTo(req, res, sent.page);
      if (sent.go === 'save') return void res.status(204).end();
      if (sent.go === 'next')
        return goTo(req, res, nextPage(definition, saved.answers, sent.page) ?? checkPage);
      const previous = previousPage(definition, saved.answers, sent.page);
      if (previous !== null) return goTo(req, res, previous);
      web.writeSession(req, res, { ...req.session, page: undefined, hasSavedCode: undefined });
      toCurrentStep(res);
    },

    async check(req, res, switchTo) {
      const held = heldBy(req.session);
      if (switchTo || !held) return toCurrentStep(res);
      const { go } = parse(checkSchema, req.body);
      if (go !== 'submit') {
        const attempt = await pages.attemptOf(req);
        if (attempt && !findPage(pages.questionnaireOf(req, attempt).definition, go))
          throw new Problem('invalidRequest', { fields: ['go'] });
        return goTo(req, res, go);
      }
      await screening.submit({ ...held, language: req.language, now: web.clock() });
      res.redirect(303, '/test/result');
    },
  };
}
