/** The JSON contract that phones use; documented at /api/openapi.json. */
import { isDeepStrictEqual } from 'node:util';
import { type Request, type Response, Router } from 'express';
import { questionsOf, resultsOf, type Whole } from '../core/definition/parts';
import { type Language, languages } from '../core/definition/types';
import { recommendationIds } from '../core/feedback/feedback';
import type { TextReference } from '../core/feedback/text-content';
import { codeOf } from '../http/api/code';
import { parse } from '../http/parse';
import { PublicFile, sendPublic } from '../http/public-file';
import type { Web } from '../http/web';
import type { LibraryService } from '../library/library.service';
import { Problem } from '../shared/problems';
import { answerOf, attemptView, recommendationsView } from './api.view';
import {
  attemptPath,
  idOf,
  jsonOnly,
  questionnaireMaxAgeSeconds,
  reads,
  saves,
  uploadOf,
} from './api-request';
import { satisfactionSchema } from './attempt.schema';
import { type ApiPart, openApiDocument } from './openapi';
import type { ScreeningService } from './screening.service';
import { startLimit } from './start-limit';

/** @param more what other features add to the documented contract */
export function screeningApiRoutes(
  {
    screening,
    library,
  }: { screening: ScreeningService; library: Pick<LibraryService, 'shownVersions' | 'versions'> },
  web: Web,
  more: ApiPart[],
): Router {
  const router = Router();
  const document = openApiDocument(web.config.publicUrl, more);
  const mayStart = startLimit(web);
  const published = new Map<string, Promise<PublicFile>>();
  const recommendations = new Map<string, { file: PublicFile; shown: TextReference[] }>();

  /** A published questionnaire never changes, so each of its files is made once. */
  function questionnaireFile(
    req: Request,
    contentOf: (whole: Whole, hash: string) => object,
  ): Promise<PublicFile> {
    const language = languageOf(req);
    const made = published.get(req.path);
    if (made) return made;
    const { definition, texts, hash } = screening.questionnaire(nameOf(req));
    const file = PublicFile.of(contentOf({ definition, texts: texts[language] }, hash));
    published.set(req.path, file);
    return file;
  }

  /** Made anew when other versions are shown: their words never change, and every phone asks for the same file. */
  async function recommendationsFile(name: string, language: Language): Promise<PublicFile> {
    const ids = recommendationIds(screening.questionnaire(name).definition);
    const shown = (await library.shownVersions(name)).filter(({ id }) => ids.includes(id));
    const place = `${name} ${language}`;
    const made = recommendations.get(place);
    if (made && isDeepStrictEqual(made.shown, shown)) return made.file;
    const texts = await library.versions(name, shown);
    const file = await PublicFile.of(recommendationsView(texts, language));
    recommendations.set(place, { file, shown });
    return file;
  }

  const sendQuestionnaire = (req: Request, res: Response, file: PublicFile) => {
    res.type('json').set('Cache-Control', `public, max-age=${questionnaireMaxAgeSeconds}`);
    sendPublic(req, res, file);
  };

  router.get('/api/openapi.json', (_req, res) => {
    res.json(document);
  });

  router.put('/api/attempts/:id', web.limit(saves), jsonOnly, async (req, res) => {
    const { id } = parse(attemptPath, req.params);
    const act = { now: web.clock(), onStart: mayStart(req, res) };
    const { attempt } = await screening.saveAttempt({ id, ...uploadOf(req.body), ...act });
    res.set('Cache-Control', 'no-store').json(answerOf(attempt));
  });

  router.get('/api/attempts/:id', web.limit(reads), async (req, res) => {
    const attempt = await screening.getAttempt({ id: idOf(req), code: codeOf(req) });
    res.set('Cache-Control', 'no-store').json(attemptView(attempt));
  });

  router.post('/api/attempts/:id/feedback', web.limit(reads), jsonOnly, async (req, res) => {
    const { satisfaction } = parse(satisfactionSchema, req.body);
    await screening.giveFeedback({ id: idOf(req), code: codeOf(req), satisfaction, now: web.clock() });
    res.status(204).end();
  });

  /** The versions that this attempt's result showed, for a phone that was not there. */
  router.get('/api/attempts/:id/recommendations/:language.json', web.limit(reads), async (req, res) => {
    const language = languageOf(req);
    const attempt = await screening.getAttempt({ id: idOf(req), code: codeOf(req) });
    if (!attempt.result) throw new Problem('notAllowedNow');
    const texts = await screening.textsOf(attempt);
    res.set('Cache-Control', 'no-store').json(recommendationsView(texts, language));
  });

  const file = '/api/questionnaires/:id/:version/:language';

  router.get(`${file}.json`, async (req, res) => {
    const language = languageOf(req);
    const whole = await questionnaireFile(req, (parts, hash) => ({ hash, language, ...parts }));
    sendQuestionnaire(req, res, whole);
  });

  // The same in parts: the first question waits for nothing but the questions.
  router.get(`${file}/questions.json`, async (req, res) => {
    sendQuestionnaire(req, res, await questionnaireFile(req, questionsOf));
  });
  router.get(`${file}/results.json`, async (req, res) => {
    sendQuestionnaire(req, res, await questionnaireFile(req, resultsOf));
  });
  router.get(`${file}/recommendations.json`, async (req, res) => {
    const made = await recommendationsFile(nameOf(req), languageOf(req));
    sendQuestionnaire(req, res, made);
  });

  return router;
}

/** `<id>/<version>` of the path. */
const nameOf = ({ params: { id, version } }: Request): string => `${id}/${version}`;

/** @throws Problem notFound for a language that nothing is written in */
function languageOf({ params: { language } }: Request): Language {
  const known = languages.find((one) => one === language);
  if (!known) throw new Problem('notFound');
  return known;
}
