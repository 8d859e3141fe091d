/**
 * What a phone needs to work without network: the shell in which it draws every page, and the service worker with the
 * list of files that it keeps. The list's digest, with what the settings change in the shell, is the version: a phone
 * updates when any of it is another.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { inEachLanguage, type Language, languages } from '../../core/text/languages';
import { PublicFile, sendPublic } from '../../http/files/public-file';

interface FileList {
  every: string[];
  ofLanguage: Record<Language, string[]>;
}

/** Looked at by a message's page, which needs a letter first. */
const dangerWords = '/api/danger-words.json';

/** Pages of the server that are kept too, once in each language. */
const pages = ['/about', '/privacy', '/guides'];

interface Given {
  publicFolder: string;
  /** What can be begun from the start page. */
  questionnaires: string[];
  /** Of the guides, which are kept as pages of their own. */
  guideIds: () => Promise<string[]>;
  /** What the settings change in the shell. */
  facts: () => Promise<object>;
}

export function phoneRoutes({ publicFolder, questionnaires, guideIds, facts }: Given): Router {
  const router = Router();
  const script = readFileSync(join(publicFolder, 'service-worker.js'), 'utf8');
  const built: FileList = JSON.parse(readFileSync(join(publicFolder, 'phone.json'), 'utf8'));
  const assets = (names: string[]) => names.map((name) => `/assets/${name}`);
  const fixed = {
    questionnaires,
    every: ['/shell', '/api/sealing-key', ...assets(built.every)],
    ofLanguage: inEachLanguage((language) => assets(built.ofLanguage[language])),
  };

  let made: { text: string; file: Promise<PublicFile> } | null = null;

  router.get('/service-worker.js', async (req, res) => {
    const guides = (await guideIds()).map((id) => `/guides/${id}`);
    const inEachLanguage = [...pages, ...guides].flatMap((path) =>
      languages.map((language) => `${path}?language=${language}`),
    );
    const files = { ...fixed, further: [dangerWords, ...inEachLanguage] };
    const version = createHash('sha256')
      .update(JSON.stringify(files))
      .update(script)
      .update(JSON.stringify(await facts()))
      .digest('hex')
      .slice(0, 12);
    const text = `const phoneFiles = ${JSON.stringify({ version, ...files })};\n${script}`;
    if (made?.text !== text) made = { text, file: PublicFile.ofText(text) };
    res.type('text/javascript').set('Cache-Control', 'no-cache');
    sendPublic(req, res, await made.file);
  });

  router.get('/shell', (_req, res) => {
    res.set('Cache-Control', 'no-cache').render('shared/frame/shell');
  });

  return router;
}
