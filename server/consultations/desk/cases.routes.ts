/** The psychologist's pages. Who may open them stands here; whose case it is, in the rules. */

import { type Request, type Response, Router } from 'express';
import { languages } from '../../core/definition/types';
import { letterView } from '../../core/pages/conversation.view';
import { type Access, actorOf } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import type { LibraryService } from '../../library/library.service';
import type { ScreeningService } from '../../screening/screening.service';
import { localTime } from '../../shared/clock';
import { Problem, problemStatus } from '../../shared/problems';
import { clinicians } from '../../shared/roles';
import { needsSecondPair } from '../case/standing.rules';
import { versionOf, versionText } from '../case/version.rules';
import {
  afterDraft,
  aimForm,
  caseParams,
  closeForm,
  deedForm,
  draftForm,
  publishForm,
  returnForm,
} from '../consultations.schema';
import type { ConsultationsService } from '../consultations.service';
import { caseView, type Opened } from './case.view';
import { lateView, type Typed } from './letter-panel.view';
import type { SaveOutcome } from './psychologists.service';
import { caseNumber } from './queue.view';

interface Parts {
  consultations: ConsultationsService;
  screening: Pick<ScreeningService, 'questionnaire' | 'textsOf'>;
  library: Pick<LibraryService, 'shown'>;
}

export const casesAccess: Access = {
  'GET /staff/cases/:id': clinicians,
  'POST /staff/cases/:id/claim': clinicians,
  'POST /staff/cases/:id/release': clinicians,
  'POST /staff/cases/:id/draft': clinicians,
  'GET /staff/cases/:id/preview': clinicians,
  'POST /staff/cases/:id/publish': clinicians,
  'POST /staff/cases/:id/return': ['lead'],
  'POST /staff/cases/:id/take-over': ['lead'],
  'POST /staff/cases/:id/confirm-closing': clinicians,
  'POST /staff/cases/:id/write-on': clinicians,
  'POST /staff/cases/:id/correct': clinicians,
  'POST /staff/cases/:id/withdraw': clinicians,
  'POST /staff/cases/:id/close': clinicians,
};

export function casesRoutes({ consultations, screening, library }: Parts, web: Web): Router {
  const router = Router();
  const base = '/staff/cases';

  router.use(base, (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });

  router.get(`${base}/:id`, async (req, res) => renderCase(req, res, await open(req)));

  router.post(`${base}/:id/claim`, async (req, res) => {
    await consultations.claim(deed(req));
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/release`, async (req, res) => {
    await consultations.release(deed(req));
    res.redirect(303, base);
  });

  router.post(`${base}/:id/draft`, async (req, res) => {
    const form = parseForm(draftForm, req.body);
    if (!form.ok) {
      if (wantsJson(req)) throw new Problem('invalidRequest', { fields: Object.keys(form.errors) });
      const { text, language } = typedIn(req);
      return renderCase(req, res.status(400), await open(req), { text, language, errors: form.errors });
    }
    const outcome = await consultations.saveDraft({ ...ask(req), ...form.value });
    if ('refused' in outcome) return renderRefused(req, res, outcome);
    const { version: acts, draft } = outcome.saved;
    // The page shows what it showed: a message that came since is not on it.
    const version = versionText({ ...form.value.version, acts });
    if (wantsJson(req)) return res.json({ version, savedAt: draft && localTime(draft.savedAt) });
    const { next, switchLanguage } = parse(afterDraft, req.body);
    if (next === 'preview') return res.redirect(303, `${pathOf(req)}/preview`);
    res.redirect(303, `${pathOf(req)}${switchLanguage ? `?language=${switchLanguage}` : ''}`);
  });

  router.get(`${base}/:id/preview`, async (req, res) => {
    const { case: one } = await open(req);
    const actor = actorOf(req);
    const isOwn = one.author?.id === actor.accountId;
    if (!one.draft || !(isOwn || one.state === 'inReview')) return res.redirect(303, pathOf(req));
    const { text, language, corrects } = one.draft;
    const by = one.author?.signsAs ?? null;
    const letter = { text, language, receivedAt: web.clock(), by, isCorrection: corrects !== null };
    const isSentToLead = one.state === 'claimed' && needsSecondPair(one);
    res.render('consultations/desk/preview', {
      title: req.t('consultations:write.previewTitle'),
      number: caseNumber(one.id),
      heading: req.t('consultations:letter.title', { lng: language }),
      letter: letterView(letter, { t: req.t, language }),
      action: pathOf(req),
      version: versionText(versionOf(one)),
      late: lateView(one, req.t),
      publishLabel: req.t(`consultations:write.${isSentToLead ? 'sendToLead' : 'publish'}`),
    });
  });

  router.post(`${base}/:id/publish`, async (req, res) => {
    await consultations.publish({ ...ask(req), ...parse(publishForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/return`, async (req, res) => {
    const form = parseForm(returnForm, req.body);
    if (!form.ok) {
      const { note } = typedIn(req);
      return renderCase(req, res.status(400), await open(req), { note, errors: form.errors });
    }
    await consultations.returnToAuthor({ ...ask(req), ...form.value });
    res.redirect(303, `${base}?tab=review`);
  });

  router.post(`${base}/:id/take-over`, async (req, res) => {
    await consultations.takeOver(deed(req));
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/confirm-closing`, async (req, res) => {
    await consultations.confirmClosing({ ...ask(req), ...parse(publishForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/write-on`, async (req, res) => {
    await consultations.writeOn(deed(req));
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/correct`, async (req, res) => {
    await consultations.correct({ ...ask(req), ...parse(aimForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/withdraw`, async (req, res) => {
    await consultations.withdraw({ ...ask(req), ...parse(aimForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  router.post(`${base}/:id/close`, async (req, res) => {
    await consultations.close({ ...ask(req), ...parse(closeForm, req.body) });
    res.redirect(303, pathOf(req));
  });

  const ask = (req: Request) => ({ id: idOf(req), actor: actorOf(req), now: web.clock() });
  const deed = (req: Request) => ({ ...ask(req), ...parse(deedForm, req.body) });

  async function open(req: Request): Promise<Opened> {
    const opened = await consultations.open(ask(req));
    const { attempt } = opened;
    return {
      ...opened,
      questionnaire: screening.questionnaire(attempt.questionnaire),
      shown: await screening.textsOf(attempt),
      library: await library.shown(attempt.questionnaire),
    };
  }

  function renderCase(req: Request, res: Response, opened: Opened, typed?: Typed): void {
    const { t, language } = req;
    const view = caseView(opened, { t, language, actor: actorOf(req) }, typed);
    res.render('consultations/desk/case', view);
  }

  return router;
}

/** An id that cannot be one answers as an unknown one. */
function idOf(req: Request): string {
  const parsed = caseParams.safeParse(req.params);
  if (!parsed.success) throw new Problem('notFound');
  return parsed.data.id;
}

const pathOf = (req: Request): string => `/staff/cases/${idOf(req)}`;

/** The saving script asks for JSON. */
const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';

function typedIn(req: Request): Omit<Typed, 'errors'> {
  const given = (name: string) => (typeof req.body?.[name] === 'string' ? req.body[name] : undefined);
  return { text: given('text'), language: given('language'), note: given('note') };
}

/** What could not be saved is shown, so that it can be copied; and what is stored, where it is the reader's own. */
function renderRefused(
  req: Request,
  res: Response,
  { refused, stored }: Extract<SaveOutcome, { refused: unknown }>,
): void {
  if (wantsJson(req)) throw new Problem(refused);
  const isOwn = stored.author?.id === actorOf(req).accountId;
  const known = languages.find((language) => language === stored.draft?.language);
  res.status(problemStatus[refused]).render('consultations/desk/changed', {
    title: req.t('consultations:changed.title'),
    reason: req.t(`consultations:changed.${refused}`),
    number: caseNumber(stored.id),
    own: typedIn(req).text ?? '',
    stored: isOwn && known ? stored.draft?.text : null,
    href: pathOf(req),
  });
}
