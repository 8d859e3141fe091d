/** Built files carry their hash in the name, so that they may be kept for ever; the manifest knows the names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import type { Language } from '../../core/definition/types';
import { dayMs } from '../../shared/clock';

/** @returns from 'student.css' to '/assets/student-3FA9C1.css'. */
export function readAssets(publicFolder: string): (name: string) => string {
  const path = join(publicFolder, 'manifest.json');
  if (!existsSync(path)) throw new Error('The browser files are not built; run `npm run build` first.');
  const manifest: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'));
  return (name) => {
    const built = manifest[name];
    if (!built) throw new Error(`no built file for ${name}`);
    return `/assets/${built}`;
  };
}

/** @returns from a language to the scripts that the first question waits for, so that a page can ask for all at once. */
export function readFirstScripts(publicFolder: string): (language: Language) => string[] {
  const first = JSON.parse(readFileSync(join(publicFolder, 'first.json'), 'utf8'));
  return (language) => [...first.every, ...first.ofLanguage[language]].map((name) => `/assets/${name}`);
}

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const encodings = { br: '.br', gzip: '.gz' } as const;

/** The built files, each in the smallest form that the browser takes; the build has compressed them. */
export function assetRoutes(publicFolder: string): Router {
  const folder = join(publicFolder, 'assets');
  const compressed = new Set(readdirSync(folder).filter((name) => /\.(br|gz)$/.test(name)));
  const chooseForm: RequestHandler = (req, res, next) => {
    const name = req.path.slice(1);
    const encoding = (['br', 'gzip'] as const).find((one) => req.acceptsEncodings(one));
    const form = encoding && name + encodings[encoding];
    const contentType = contentTypes[extname(name)];
    if (encoding && contentType && compressed.has(`${form}`)) {
      req.url = `/${form}`;
      res.set({ 'Content-Encoding': encoding, 'Content-Type': contentType }).vary('Accept-Encoding');
    }
    next();
  };
  const router = Router();
  router.use(
    '/assets',
    chooseForm,
    express.static(folder, { immutable: true, maxAge: 365 * dayMs, index: false }),
  );
  return router;
}
