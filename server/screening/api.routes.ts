/** The JSON contract that phones use; documented at /api/openapi.json. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { parse } from '../http/parse';
import type { Web } from '../http/web';
import type { LibraryService } from '../library/library.service';
import type { TextVersion } from '../library/text';
import { isCode } from '../questionnaire/code';
import { recommendationIds } from '../questionnaire/feedback';
import type { TextReference } from '../questionnaire/text-content';
import { type Language, languages } from '../questionnaire/types';
import type { Questionnaire } from '../questionnaire-files';
import { minuteMs } from '../shared/clock';
import { Problem } from '../shared/problems';
import { answerOf, attemptView } from './api.view';
import { attemptId, satisfactionSchema, uploadSchema } from './attempt.schema';
import { type ApiPart, openApiDocument } from './openapi';
import type { ScreeningService } from './screening.service';

const params = z.object({ id: attemptId });

/** A class of forty that saves at every tap, several times over. */
const saves = { name: 'save', most: 30_000, windowMs: 10 * minuteMs };
export const reads = { name: 'read', most: 3_000, windowMs: 10 * minuteMs };

export const questionnaireMaxAgeSeconds = 3600;

/** The code of `Authorization: Code <code>`. @throws Problem wrongCode, as for a code that opens nothing */
export function codeOf(req: Request): string {
  const [scheme, code = ''] = (req.get('authorization') ?? '').split(/ +/, 2);
  if (scheme?.toLowerCase() !== 'code' || !isCode(code)) throw new Problem('wrongCode');
  return code;
}

/** The path's id; one that cannot be an id answers as an unknown one. */
export function idOf(req: Request): string {
  const parsed = params.safeParse(req.params);
  if (!parsed.success) throw new Problem('wrongCode');
  return parsed.data.id;
}

/** Refuses what is not JSON before anything is read from it. */
export const jsonOnly: RequestHandler = (req, _res, next) => {
  if (!req.is('json')) throw new Problem('notAForm');
  next();
};

/** @throws Problem tooYoung for a child under 13, of whom nothing is stored; invalidRequest */
function uploadOf(body: unknown) {
  const parsed = uploadSchema.safeParse(body);
  const ageIssue = parsed.error?.issues.find((issue) => issue.path.join('.') === 'profile.age');
  if (ageIssue?.code === 'too_small') throw new Problem('tooYoung');
  return parse(uploadSchema, body);
}

/** @param more what other features add to the documented contract */
export function screeningApiRoutes(
  {
    screening,
    library,
  }: { screening: ScreeningService; library: Pick<LibraryService, 'shownVersions' | 'versions'> },
  web: Web,
  more: ApiPart,
): Router {
  const router = Router();
  const document = openApiDocument(web.config.publicUrl, more);
  const files = new Map<string, QuestionnaireFile>();

  /** Made anew when other versions are shown: their words never change, and every phone asks for the same file. */
  async function fileOf(name: string, language: Language): Promise<QuestionnaireFile> {
    const questionnaire = screening.questionnaire(name);
    const ids = recommendationIds(questionnaire.definition);
    const shown = (await library.shownVersions(name)).filter(({ id }) => ids.includes(id));
    const place = `${name} ${language}`;
    const made = files.get(place);
    if (made && isDeepStrictEqual(made.shown, shown)) return made;
    const recommendations = await library.versions(name, shown);
    const file = { shown, ...writeFile(questionnaire, recommendations, language) };
    files.set(place, file);
    return file;
  }

  router.get('/api/openapi.json', (_req, res) => {
    res.json(document);
  });

  router.put('/api/attempts/:id', web.limit(saves), jsonOnly, async (req, res) => {
    const { id } = parse(params, req.params);
    const { attempt } = await screening.saveAttempt({ id, ...uploadOf(req.body), now: web.clock() });
    res.set('Cache-Control', 'no-store').json(answerOf(attempt));
  });

  router.get('/api/attempts/:id', web.limit(reads), async (req, res) => {
    const attempt = await screening.getAttempt({ id: idOf(req), code: codeOf(req) });
    res.set('Cache-Control', 'no-store').json(attemptView(attempt));
  });

  router.post('/api/attempts/:id/feedback', web.limit(reads), jsonOnly, async (req, res) => {
    const { satisfaction } = parse(satisfactionSchema, req.body);
    await screening.giveFeedback({ id: idOf(req), code: codeOf(req), satisfaction });
    res.status(204).end();
  });

  router.get('/api/questionnaires/:id/:version/:language.json', async (req, res) => {
    const { id, version, language } = req.params as Record<'id' | 'version' | 'language', string>;
    if (!languages.includes(language as Language)) throw new Problem('notFound');
    const file = await fileOf(`${id}/${version}`, language as Language);
    res.set('Cache-Control', `public, max-age=${questionnaireMaxAgeSeconds}`).set('ETag', file.etag);
    res.type('json').send(file.body);
  });

  return router;
}

interface QuestionnaireFile {
  /** The versions of its recommendations. */
  shown: TextReference[];
  body: string;
  etag: string;
}

/** All that a phone needs to ask, score and explain in one language, with the texts that are shown now. */
function writeFile(
  { definition, texts, hash }: Questionnaire,
  shown: Record<string, TextVersion>,
  language: Language,
): Pick<QuestionnaireFile, 'body' | 'etag'> {
  const recommendations = Object.fromEntries(
    Object.values(shown).map(({ id, version, contents }) => [id, { id, version, ...contents[language] }]),
  );
  const body = JSON.stringify({ hash, language, definition, texts: texts[language], recommendations });
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}
