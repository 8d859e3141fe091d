/** The library's pages for psychologists and their lead. Who may open them stands here. */

import { isDeepStrictEqual } from 'node:util';
import { type Request, type Response, Router } from 'express';
import { defined } from '../core/defined';
import type { TextContent } from '../core/feedback/text-content';
import type { FieldErrors } from '../core/pages/form';
import { inEachLanguage, type Language } from '../core/text/languages';
import { type Access, actorOf } from '../http/guards/access';
import { parse, parseForm } from '../http/guards/parse';
import type { Web } from '../http/web';
import { Problem } from '../shared/problems';
import { clinicians } from '../shared/roles';
import { refusalOf, standingOf } from './library.rules';
import {
  contentIn,
  declineForm,
  deedForm,
  editForm,
  listQuery,
  proposalForm,
  textParams,
  versionQuery,
} from './library.schema';
import type { LibraryService, OpenedText } from './library.service';
import { libraryView } from './library.view';
import { type ProposalPage, proposalView } from './proposal.view';
import type { TextVersion } from './text.types';
import { textView } from './text.view';

interface Parts {
  library: LibraryService;
}

export const libraryAccess: Access = {
  'GET /staff/library': clinicians,
  'GET /staff/library/:id': clinicians,
  'GET /staff/library/:id/propose': clinicians,
  'POST /staff/library/:id/propose': clinicians,
  'GET /staff/library/:id/edit': clinicians,
  'POST /staff/library/:id/edit': clinicians,
  'POST /staff/library/:id/withdraw': clinicians,
  'POST /staff/library/:id/agree': ['lead'],
  'POST /staff/library/:id/decline': ['lead'],
};

export function libraryRoutes({ library }: Parts, web: Web): Router {
  const router = Router();
  const base = '/staff/library';

  router.get(base, async (req, res) => {
    const { tab, questionnaire } = parse(listQuery, req.query);
    const [first, ...others] = library.offered;
    const chosen = others.find(({ name }) => name === questionnaire) ?? defined(first, 'a questionnaire');
    const texts = await library.list(chosen.name);
    const list = { tab, texts, chosen, offered: library.offered };
    res.render('library/list', libraryView(list, library.questionnaire(chosen.name), readerOf(req)));
  });

  router.get(`${base}/:id`, async (req, res) => {
    const text = await library.open(addressIn(req));
    const { version = text.shown.version } = parse(versionQuery, req.query);
    renderText(req, res, text, versionOf(text, version));
  });

  router.get(`${base}/:id/propose`, async (req, res) => {
    const text = await library.open(addressIn(req));
    const { from = text.shown.version } = parse(versionQuery, req.query);
    renderProposal(req, res, { text, from: versionOf(text, from), isEdit: false });
  });

  router.post(`${base}/:id/propose`, async (req, res) => {
    const address = addressIn(req);
    const text = await library.open(address);
    const { basedOn, shownThen } = parse(proposalForm.pick({ basedOn: true, shownThen: true }), req.body);
    const from = versionOf(text, basedOn);
    const typed = typedIn(req, res, proposalForm, { text, from, isEdit: false, shownThen });
    if (!typed) return;
    const made = await library.propose({ address, basedOn, shownThen, ...typed, ...by(req) });
    res.redirect(303, `${base}/${address}?version=${made.version}`);
  });

  router.get(`${base}/:id/edit`, async (req, res) => {
    const text = await library.open(addressIn(req));
    const { version = text.shown.version } = parse(versionQuery, req.query);
    const from = versionOf(text, version);
    const refused = refusalOf('edit', from, standingOf(from, text.shown), actorOf(req));
    if (refused) throw new Problem(refused);
    renderProposal(req, res, { text, from, isEdit: true });
  });

  router.post(`${base}/:id/edit`, async (req, res) => {
    const address = addressIn(req);
    const text = await library.open(address);
    const deed = parse(deedForm, req.body);
    // The revision that the writer began with: what was saved meanwhile must not be overwritten.
    const from = { ...versionOf(text, deed.version), revision: deed.revision };
    const typed = typedIn(req, res, editForm, { text, from, isEdit: true });
    if (!typed) return;
    await library.edit({ address, ...deed, ...typed, ...by(req) });
    res.redirect(303, `${base}/${address}?version=${deed.version}`);
  });

  router.post(`${base}/:id/withdraw`, async (req, res) => {
    const address = addressIn(req);
    await library.withdraw({ address, ...parse(deedForm, req.body), ...by(req) });
    res.redirect(303, `${base}/${address}`);
  });

  router.post(`${base}/:id/agree`, async (req, res) => {
    const address = addressIn(req);
    await library.agree({ address, ...parse(deedForm, req.body), ...by(req) });
    res.redirect(303, `${base}/${address}`);
  });

  router.post(`${base}/:id/decline`, async (req, res) => {
    const address = addressIn(req);
    const deed = parse(deedForm, req.body);
    const form = parseForm(declineForm, req.body);
    if (!form.ok) {
      const text = await library.open(address);
      // The language's link leads to what can be opened.
      res.locals.path = `${base}/${address}?version=${deed.version}`;
      const typed = {
        note: String(req.body?.note ?? ''),
        error: req.t(form.errors.note ?? 'library:errors.note'),
      };
      return renderText(req, res.status(400), text, versionOf(text, deed.version), typed);
    }
    await library.decline({ address, ...deed, note: form.value.note, ...by(req) });
    res.redirect(303, `${base}/${address}?version=${deed.version}`);
  });

  const by = (req: Request) => ({ actor: actorOf(req), now: web.clock() });

  /** What was typed into a form; null after the form was shown again, in another language or with its mistakes. */
  function typedIn(
    req: Request,
    res: Response,
    schema: typeof proposalForm | typeof editForm,
    page: ProposalPage,
  ): { contents: Record<Language, TextContent>; reason: string } | null {
    const like = page.from.contents;
    const contents = inEachLanguage((language) => contentIn(req.body ?? {}, language, like[language]));
    const typed = { contents, reason: typeof req.body?.reason === 'string' ? req.body.reason : '' };
    if (web.applyLanguageSwitch(req, res)) {
      renderProposal(req, res, { ...page, typed });
      return null;
    }
    const faults = library.faultsOf(page.text.address, contents);
    const form = parseForm(schema, req.body);
    const errors: FieldErrors = form.ok ? {} : form.errors;
    if (isDeepStrictEqual(contents, like) && !page.isEdit) errors.reason ??= 'library:errors.unchanged';
    if (form.ok && Object.keys(errors).length + Object.values(faults).flat().length === 0)
      return { contents, reason: form.value.reason };
    renderProposal(req, res.status(400), { ...page, typed, errors, faults });
    return null;
  }

  function renderText(
    req: Request,
    res: Response,
    text: OpenedText,
    chosen: TextVersion,
    declined?: { note: string; error: string },
  ): void {
    const note = {
      id: 'note',
      kind: 'textarea',
      rows: 3,
      label: req.t('library:decline.note'),
      hint: req.t('library:decline.hint'),
      value: declined?.note ?? '',
      error: declined?.error,
      attributes: { required: true, maxlength: 500 },
    };
    res.render('library/text', {
      ...textView(text, chosen, readerOf(req)),
      noteField: note,
      errors: declined ? [{ href: '#note', text: declined.error }] : [],
    });
  }

  function renderProposal(req: Request, res: Response, page: ProposalPage): void {
    res.render('library/proposal', proposalView(page, readerOf(req)));
  }

  return router;
}

const readerOf = (req: Request) => ({ t: req.t, language: req.language, actor: actorOf(req) });

/** What cannot be one answers as an unknown one. */
function addressIn(req: Request): string {
  const parsed = textParams.safeParse(req.params);
  if (!parsed.success) throw new Problem('notFound');
  return parsed.data.id;
}

function versionOf({ versions }: OpenedText, version: number): TextVersion {
  const found = versions.find((one) => one.version === version);
  if (!found) throw new Problem('notFound');
  return found;
}
