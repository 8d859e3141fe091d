/** Built files carry their hash in the name, so that they may be kept for ever; the manifest knows the names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { RequestHandler } from 'express';
import type { Language } from '../../core/definition/types';

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

const daySeconds = 24 * 60 * 60;

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const encodings = { br: '.br', gzip: '.gz' } as const;
type Encoding = keyof typeof encodings;
const isCompressed = (name: string) => Object.values(encodings).includes(extname(name) as '.br' | '.gz');

/** The bytes of a built file with what is said of them, which no answer changes. */
interface Form {
  headers: Record<string, string | number>;
  body: Buffer;
}

function formOf(path: string, encoding?: Encoding): Form {
  const body = readFileSync(encoding ? path + encodings[encoding] : path);
  const headers = {
    'Content-Type': contentTypes[extname(path)] ?? 'application/octet-stream',
    ...(encoding && { 'Content-Encoding': encoding }),
    'Content-Length': body.length,
    'Cache-Control': `public, max-age=${365 * daySeconds}, immutable`,
    Vary: 'Accept-Encoding',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  };
  return { headers, body };
}

/**
 * The built files from memory, each in the smallest form that the browser takes; the build has compressed them. A phone asks
 * for thirty of them on its first visit: they are told no more than they need, and stand in no log.
 */
export function assetRoutes(publicFolder: string): RequestHandler {
  const folder = join(publicFolder, 'assets');
  const names = readdirSync(folder);
  const files = new Map(
    names
      .filter((name) => !isCompressed(name))
      .map((name) => {
        const path = join(folder, name);
        const compressed = (['br', 'gzip'] as const).filter((one) => names.includes(name + encodings[one]));
        const forms = compressed.map((encoding) => ({ encoding, ...formOf(path, encoding) }));
        return [`/assets/${name}`, { forms, plain: formOf(path) }];
      }),
  );
  return (req, res, next) => {
    const file = files.get(req.path);
    if (!file || (req.method !== 'GET' && req.method !== 'HEAD')) return next();
    const { headers, body } = file.forms.find(({ encoding }) => req.acceptsEncodings(encoding)) ?? file.plain;
    res.writeHead(200, headers).end(req.method === 'HEAD' ? undefined : body);
  };
}
