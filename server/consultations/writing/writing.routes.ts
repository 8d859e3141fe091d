/** Writing a letter: saved while it is typed, looked at as the student will see it, checked and sent. */
import { type Request, type Response, Router } from 'express';
import { hasBlock, withBlock, withoutBlock } from '../../core/letter/block';
import { isLanguage } from '../../core/text/languages';
import { typedText } from '../../core/text/typed-text';
import { type Access, actorOf } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { localTime } from '../../shared/clock';
import { Problem, problemStatus } from '../../shared/problems';
import { clinicians } from '../../shared/roles';
import type { Keyring } from '../../shared/sealing';
import type { Draft } from '../case/case.types';
import { versionText } from '../case/version.rules';
import { afterDraft, draftForm, publishForm, tabKeyQuery, toggleForm } from '../consultations.schema';
import type { Opened } from '../desk/case.view';
import { caseOpener, type OpenerParts, pathOf, typedIn } from '../desk/case-opener';
import { changedView } from './changed.view';
import { isRefused } from './checks.rules';
import { faultsOfLetter } from './faults.view';
import { letterMaterial, snippetBlocks } from './personal-letter.view';
import { previewView } from './preview.view';
import { tabKeyOf } from './tab-key';

export const writingAccess: Access = {
  'GET /staff/tab-key': clinicians,
  'POST /staff/cases/:id/draft': clinicians,
  'GET /staff/cases/:id/preview': clinicians,
  'POST /staff/cases/:id/publish': clinicians,
};

interface Parts extends OpenerParts {
  /** The keys with which texts are sealed. */
  texts: Keyring;
}

export function writingRoutes(parts: Parts, web: Web): Router {
  const { consultations } = parts;
  const { ask, open, renderCase } = caseOpener(parts, web);
  const router = Router();
  const base = '/staff/cases';

  // With a form token of the session as it is now, for a page that has been open for long.
  router.get('/staff/tab-key', (req, res) => {
    const { id } = parse(tabKeyQuery, req.query);
    const key = tabKeyOf(parts.texts, actorOf(req).accountId, id);
    if (!key) throw new Problem('notFound');
    res.json({ ...key, csrf: res.locals.csrfToken });
  });

  router.post(`${base}/:id/draft`, async (req, res) => {
    const form = parseForm(draftForm, await withToggled(req));
    if (!form.ok) {
      if (wantsJson(req)) throw new Problem('invalidRequest', { fields: Object.keys(form.errors) });
      const { text, language } = typedIn(req);
      return renderCase(req, res.status(400), await open(req), { text, language, errors: form.errors });
    }
    const outcome = await consultations.saveDraft({ ...ask(req), ...form.value });
    if ('refused' in outcome) {
      if (wantsJson(req)) throw new Problem(outcome.refused);
      const { t } = req;
      const view = changedView(outcome, form.value, { t, actor: actorOf(req) });
      return res.status(problemStatus[outcome.refused]).render('consultations/desk/changed', view);
    }
    const { version: acts, draft } = outcome.saved;
    // The page shows what it showed: a message that came since is not on it.
    const version = versionText({ ...form.value.version, acts });
    if (wantsJson(req)) return res.json({ version, savedAt: draft && localTime(draft.savedAt) });
    const { next, switchLanguage } = parse(afterDraft, req.body);
    if (next === 'preview') return lookAt(req, res, await open(req));
    res.redirect(303, `${pathOf(req)}${switchLanguage ? `?language=${switchLanguage}` : ''}`);
  });

  router.get(`${base}/:id/preview`, async (req, res) => {
    const opened = await open(req);
    const draft = draftFor(req, opened);
    if (!draft) return res.redirect(303, pathOf(req));
    renderPreview(req, res, opened, draft);
  });

  router.post(`${base}/:id/publish`, async (req, res) => {
    const form = parse(publishForm, req.body);
    const opened = await open(req);
    const draft = draftFor(req, opened);
    if (draft && opened.case.version === form.version.acts) {
      if (opened.case.messages.length !== form.version.messages)
        return renderPreview(req, res.status(409), opened, draft, { hasArrived: true });
      const faults = faultsOfLetter(draft, opened, req.t);
      if (isRefused(faults) || (faults.length > 0 && !form.despite))
        return renderPreview(req, res.status(400), opened, draft, { isAsked: true });
    }
    await consultations.publish({ ...ask(req), ...form });
    res.redirect(303, pathOf(req));
  });

  /** A letter with errors goes no further than the page on which it is written. */
  function lookAt(req: Request, res: Response, opened: Opened): void {
    const { draft } = opened.case;
    const faults = draft ? faultsOfLetter(draft, opened, req.t) : [];
    const errors = faults.filter(({ kind }) => kind === 'error');
    if (errors.length > 0) renderCase(req, res.status(400), opened, { errors: {}, faults: errors });
    else res.redirect(303, `${pathOf(req)}/preview`);
  }

  function renderPreview(
    req: Request,
    res: Response,
    opened: Opened,
    draft: Draft,
    { isAsked = false, hasArrived = false } = {},
  ): void {
    const faults = faultsOfLetter(draft, opened, req.t);
    const given = { case: opened.case, draft, faults, isAsked, hasArrived, now: web.clock() };
    res.render('consultations/desk/preview', previewView(given, req.t));
  }

  /** What was sent, with the block in it or out of it that was switched without a script. */
  async function withToggled(req: Request): Promise<unknown> {
    const { toggle } = parse(toggleForm, req.body);
    const { text = '', language } = typedIn(req);
    if (toggle === undefined || !isLanguage(language)) return req.body;
    const opened = await open(req);
    const { blocks } = letterMaterial(opened, req.t, language);
    const block = [...blocks, ...snippetBlocks(opened.snippets, language)].find(({ id }) => id === toggle);
    if (!block) return req.body;
    const letter = typedText(text);
    const toggled = hasBlock(letter, block.text)
      ? withoutBlock(letter, block.text)
      : withBlock(letter, block.text, block.isFirst ? 0 : letter.length);
    return { ...req.body, text: toggled };
  }

  return router;
}

/** The draft, where it is this reader's to look at. */
function draftFor(req: Request, { case: one }: Opened): Draft | null {
  const isOwn = one.author?.id === actorOf(req).accountId;
  return isOwn || one.state === 'inReview' ? one.draft : null;
}

/** The saving script asks for JSON. */
const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';
