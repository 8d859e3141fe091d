/** What a student reads at the end: the result, the reminder, what they thought of it, and the goodbye. */
import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { heldBy } from '../../core/attempt/steps';
import { codeCard } from '../../core/pages/result/code-card';
import { comparisonView } from '../../core/pages/result/comparison.view';
import { feedbackView } from '../../core/pages/result/feedback.view';
import { reminderFile } from '../../core/pages/result/reminder';
import { resultView } from '../../core/pages/result/result.view';
import { qrOf } from '../../documents/qr';
import { parse, parseForm } from '../../http/guards/parse';
import { addHelpOf } from '../../http/page-locals';
import type { Web } from '../../http/web';
import { neverKept } from '../never-kept';
import type { ScreeningService } from '../screening.service';
import { reminderQuery, satisfactionForm } from './result.schema';
import { shownTextsIn } from './shown-texts.view';

/** A part of a page by itself. */
const drawn = (res: Response, view: string): Promise<string> =>
  new Promise((resolve, reject) => {
    res.render(view, (error: Error | null, html: string) => (error ? reject(error) : resolve(html)));
  });

export function resultRoutes({ screening }: { screening: ScreeningService }, web: Web): Router {
  const router = Router();

  router.use('/test', neverKept);

  router.get('/test/result', async (req, res) => {
    const submitted = await submittedBy(req);
    if (!submitted) return res.redirect(303, '/test');
    const { attempt, code } = submitted;
    addHelpOf(attempt.profile.region, res);
    const shown = shownTextsIn(req.language, await screening.textsOf(attempt));
    const questionnaire = screening.questionnaire(attempt.questionnaire);
    const result = resultView(
      questionnaire,
      { attempt, shown, offersFromAge: res.locals.offersFromAge },
      req,
    );
    const attempts = await screening.attemptsOf(code);
    const comparison = comparisonView(questionnaire, { attempt, attempts }, req);
    const hasAsked = req.session.askedFor === attempt.id;
    const card = codeCard(code, web.config.publicUrl, qrOf);
    const isSharedPhone = req.session.isSharedPhone ?? false;
    const planHtml = result.bodies.length > 0 ? await drawn(res, 'screening/result/plan-on-paper') : '';
    const page = { result, comparison, hasAsked, isSharedPhone, codeCard: card, planHtml };
    res.render('screening/result/result', page);
  });

  router.get('/test/reminder.ics', (req, res) => {
    const { weeks } = parse(reminderQuery, req.query);
    const title = req.t('screening:reminder.title');
    const file = reminderFile({ title, weeks, id: randomUUID(), now: web.clock() });
    res.attachment('reminder.ics').type('text/calendar; charset=utf-8').send(file);
  });

  router.get('/test/feedback', async (req, res) => {
    const submitted = await submittedBy(req);
    if (!submitted) return res.redirect(303, '/test');
    renderFeedback(req, res, { code: submitted.code, isGiven: submitted.attempt.feedback !== null });
  });

  router.post('/test/feedback', async (req, res) => {
    const held = heldBy(req.session);
    if (!held) return res.redirect(303, '/test');
    if (web.applyLanguageSwitch(req, res)) return res.redirect(303, '/test/feedback');
    const form = parseForm(satisfactionForm, req.body);
    const errorKey = form.ok ? undefined : form.errors.satisfaction;
    if (!form.ok) return renderFeedback(req, res.status(400), { code: held.code, isGiven: false, errorKey });
    await screening.giveFeedback({ ...held, ...form.value, now: web.clock() });
    res.redirect(303, '/test/feedback');
  });

  router.post('/test/finish', (req, res) => {
    web.clearSession(req, res);
    res.redirect(303, '/test/finish');
  });
  router.get('/test/finish', (_req, res) => res.render('screening/result/finish'));

  async function submittedBy(req: Request) {
    const held = heldBy(req.session);
    const attempt = held && (await screening.findAttempt(held));
    return held && attempt?.submittedAt ? { attempt, code: held.code } : null;
  }

  function renderFeedback(
    req: Request,
    res: Response,
    shown: { code: string; isGiven: boolean; errorKey?: string | undefined },
  ): void {
    const isSharedPhone = req.session.isSharedPhone ?? false;
    res.render('screening/result/feedback', feedbackView(req.t, { ...shown, isSharedPhone }));
  }

  return router;
}
