/** `/my`: everything that a student does after the test, with nothing but the code. */

import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { normaliseCode } from '../../core/attempt/code';
import { heldBy } from '../../core/attempt/steps';
import { type ConversationForms, conversationView } from '../../core/pages/conversation.view';
import { isInDanger } from '../../core/pages/crisis';
import type { FieldErrors } from '../../core/pages/form';
import { enterView, type ListedAttempt, myView } from '../../core/pages/my.view';
import { againNames, repeatedOf } from '../../core/pages/result/repeated.view';
import { parse, parseForm } from '../../http/guards/parse';
import { addHelpOf } from '../../http/page-locals';
import type { Web } from '../../http/web';
import { continueAttempt, startAgain } from '../../screening/questions/student-session';
import type { ScreeningService } from '../../screening/screening.service';
import { minuteMs } from '../../shared/clock';
import { Problem, problemStatus } from '../../shared/problems';
import { listedView } from '../api/listed.view';
import { againForm, attemptForm, codeForm, helpedForm, replyForm } from '../consultations.schema';
import type { ConsultationsService } from '../consultations.service';

/** A class of forty behind one router, each with several typing errors; far too few to guess 75 bits. */
const tries = { name: 'code', most: 400, windowMs: 15 * minuteMs };

interface Services {
  consultations: ConsultationsService;
  screening: Pick<ScreeningService, 'catalogue' | 'questionnaire' | 'findAttempt'>;
}

export function myRoutes({ consultations, screening }: Services, web: Web): Router {
  const router = Router();
  const { findDanger } = consultations;
  const offered = screening.catalogue.forEverybody.map(({ name }) => name);

  // A shared phone's back button must not bring a letter back.
  router.use('/my', (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/my', async (req, res) => {
    const { code } = req.session;
    const listed = code ? await consultations.attemptsOf({ code, now: web.clock() }) : [];
    if (!code || listed.length === 0) return renderEntry(req, res);
    const attempts = listed.map(listedView);
    addHelpOf(attempts[0]?.profile.region ?? null, res);
    const { offersFromAge } = res.locals;
    res.render(
      'consultations/student/my',
      myView({ attempts, code, ...askedOf(attempts, req), offersFromAge, now: web.clock() }, req),
    );
  });

  router.post('/my', web.limit(tries), async (req, res) => {
    const form = parseForm(codeForm, req.body);
    const typed = typeof req.body.code === 'string' ? req.body.code.slice(0, 64) : '';
    if (!form.ok) return renderEntry(req, res.status(400), { typed, errors: form.errors });
    const code = normaliseCode(form.value.code);
    if ((await consultations.attemptsOf({ code, now: web.clock() })).length === 0) {
      const problem = (await consultations.wasErased(code)) ? 'erased' : 'wrongCode';
      const errors = { code: `consultations:errors.${problem}` };
      return renderEntry(req, res.status(problemStatus[problem]), { typed, errors });
    }
    const { isSharedPhone } = req.session;
    web.writeSession(req, res, { isSharedPhone, code, hasSavedCode: true });
    res.redirect(303, '/my');
  });

  router.post('/my/test', async (req, res) => {
    const held = await heldAttempt(req);
    continueAttempt(web, req, res, { attemptId: held.id, code: held.code });
  });

  router.post('/my/again', async (req, res) => {
    const code = codeOf(req);
    const attempts = (await consultations.attemptsOf({ code, now: web.clock() })).map(
      ({ attempt }) => attempt,
    );
    const names = againNames(offered, attempts);
    const { questionnaire = names[0] } = parse(againForm, req.body);
    if (questionnaire === undefined || !names.includes(questionnaire))
      throw new Problem('unknownQuestionnaire');
    startAgain(web, req, res, { code, questionnaire });
  });

  router.post('/my/ask', async (req, res) => {
    await consultations.request({ ...(await heldAttempt(req)), now: web.clock() });
    res.redirect(303, '/my');
  });

  /** From the result page: the attempt is the one of this way. */
  router.post('/test/ask', async (req, res) => {
    const held = heldBy(req.session);
    if (held) {
      await consultations.request({ ...held, now: web.clock() });
      web.writeSession(req, res, { ...req.session, askedFor: held.id });
    }
    res.redirect(303, '/test/result#asked');
  });

  router.post('/my/letter', async (req, res) => {
    const { id } = await heldAttempt(req);
    web.writeSession(req, res, { ...req.session, attemptId: id });
    res.redirect(303, '/my/letter');
  });

  router.get('/my/letter', (req, res) => renderLetter(req, res));

  router.post('/my/reply', web.limit(tries), async (req, res) => {
    const held = heldBy(req.session);
    if (!held) return res.redirect(303, '/my');
    const form = parseForm(replyForm, req.body);
    const typed = typeof req.body.text === 'string' ? req.body.text : '';
    if (web.applyLanguageSwitch(req, res)) return renderLetter(req, res, { typed });
    if (!form.ok) return renderLetter(req, res.status(400), { typed, errors: form.errors });
    const { replyId: messageId, text } = form.value;
    const now = web.clock();
    const isFull = (await consultations.forStudent({ ...held, now }))?.leftToday === 0;
    if (isFull && !findDanger(text)) {
      const errors = { text: 'consultations:errors.tooManyToday' };
      return renderLetter(req, res.status(problemStatus.tooManyMessages), { typed, errors });
    }
    await consultations.message({ ...held, messageId, text, now });
    res.redirect(303, '/my/letter');
  });

  router.post('/my/helped', async (req, res) => {
    const held = heldBy(req.session);
    if (!held) return res.redirect(303, '/my');
    const form = parseForm(helpedForm, req.body);
    if (!form.ok) return renderLetter(req, res.status(400), { errors: form.errors });
    await consultations.rate({ ...held, ...form.value, now: web.clock() });
    res.redirect(303, '/my/letter');
  });

  router.get('/my/erase', (req, res) => {
    if (!req.session.code) return res.redirect(303, '/my');
    res.render('consultations/student/erase', { title: req.t('consultations:erase.title') });
  });

  router.post('/my/erase', async (req, res) => {
    await consultations.eraseAll({ code: codeOf(req), now: web.clock() });
    web.clearSession(req, res);
    res.redirect(303, '/my?erased=yes');
  });

  /** What the newest results show beside earlier ones, when the next one will, and what can be begun again. */
  function askedOf(attempts: ListedAttempt[], { t, language }: Request) {
    const { questionnaire } = screening;
    return {
      repeated: repeatedOf(attempts, questionnaire, web.clock(), { t, language }),
      again: againNames(offered, attempts),
      titleOf: (name: string) => questionnaire(name).texts[language].title,
    };
  }

  /** The attempt that the form names, if it belongs to this way's code. */
  async function heldAttempt(req: Request): Promise<{ id: string; code: string }> {
    const held = { id: parse(attemptForm, req.body).id, code: codeOf(req) };
    await consultations.forStudent({ ...held, now: web.clock() });
    return held;
  }

  async function renderLetter(req: Request, res: Response, forms: Partial<ConversationForms> = {}) {
    const held = heldBy(req.session);
    const one = held && (await consultations.read({ ...held, now: web.clock() }));
    if (!one) return res.redirect(303, '/my');
    const attempt = await screening.findAttempt(held);
    addHelpOf(attempt?.profile.region ?? null, res);
    const hasDanger = isInDanger(one.messages, findDanger) || findDanger(forms.typed ?? '') !== null;
    const given = { messageId: randomUUID(), isInDanger: hasDanger, now: web.clock(), ...forms };
    res.render('consultations/student/letter', conversationView(one, given, req));
  }

  return router;
}

function codeOf(req: Request): string {
  if (!req.session.code) throw new Problem('wrongCode');
  return req.session.code;
}

function renderEntry(
  req: Request,
  res: Response,
  { typed = '', errors = {} }: { typed?: string; errors?: FieldErrors } = {},
): void {
  res.render('consultations/student/enter', enterView(req, typed, errors, req.query.erased === 'yes'));
}
