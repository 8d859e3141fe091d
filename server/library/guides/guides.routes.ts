/** Guides for everybody: no sign-in, no form, no script needed, and no cookie but the language's. */
import { type Request, type Response, Router } from 'express';
import { parse } from '../../http/guards/parse';
import { Problem } from '../../shared/problems';
import { fileWish, readerQuery } from './guides.schema';
import type { GuidesService } from './guides.service';
import { guidesView, guideView } from './guides.view';

export function guidesRoutes({ guides }: { guides: GuidesService }): Router {
  const router = Router();
  const { wordsPerMinute } = guides;
  const readerOf = ({ t, language }: Request) => ({ t, language, wordsPerMinute });

  router.get('/guides', async (req, res) => {
    askEachTime(res).render('library/guides', guidesView(await guides.list(), readerOf(req)));
  });

  router.get('/guides/:id', async (req, res) => {
    const guide = await guides.get(req.params.id);
    const chosen = parse(readerQuery, req.query).for;
    askEachTime(res).render('library/guide', guideView(guide, chosen, readerOf(req)));
  });

  router.get('/guides/:id/:file', async (req, res) => {
    const wish = fileWish(req.params);
    if (!wish) throw new Problem('notFound');
    const { name, contentType, content, etag } = await guides.file(wish);
    askEachTime(res).set({ ETag: etag, 'Content-Language': wish.language });
    res.attachment(name).type(contentType).send(content);
  });

  return router;
}

/** A newer version is shown at once, and one address has the page in the language that the reader chose. */
const askEachTime = (res: Response): Response => res.set('Cache-Control', 'private, no-cache');
