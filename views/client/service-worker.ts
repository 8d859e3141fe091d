/**
 * Keeps the site working without network: the shell, the script, the questionnaire and its texts in the reader's language,
 * then the other languages and the guides. Pages come from the server where there is one; a test that is under way on this
 * phone, and everything without network, comes from here. Nothing of the forms passes through it.
 */

import type { Language } from '../../server/core/text/languages';
import {
  anyVariant,
  filesOf,
  forgetOtherQuestionnaires,
  keepFiles,
  keepQuestionnaires,
  namesInUse,
  questionnairePlace,
} from './phone/network/kept-questionnaires';
import { sendAlone } from './phone/network/sending/sender';
import { tellOtherWindows } from './phone/storage/other-windows';
import { storage } from './phone/storage/storage';

/** Written before this script by the server: see server/screening/start/phone.routes.ts. */
declare const phoneFiles: {
  version: string;
  /** What everybody can begin, by name. */
  questionnaires: string[];
  every: string[];
  /** In the order in which they are offered. */
  ofLanguage: Record<Language, string[]>;
  further: string[];
};

interface Lasting extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
declare const self: {
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & { data: unknown }) => void): void;
  addEventListener(type: 'sync', listener: (event: Lasting & { tag: string }) => void): void;
  clients: { claim(): Promise<void> };
  registration: { active: object | null };
};

const shell = '/shell';
const prefix = 'files-';
const cacheName = prefix + phoneFiles.version;
/** A page that takes longer comes from here. */
const patienceMs = 3_000;

const languages = Object.keys(phoneFiles.ofLanguage) as [Language, ...Language[]];
const [defaultLanguage] = languages;

const isQuestionnaire = (path: string): boolean => path.startsWith('/api/questionnaires/');

/** Built files carry their hash, and a published questionnaire never changes. */
const isFixed = (path: string): boolean =>
  path.startsWith('/assets/') || /^\/api\/questionnaires\/.*\/(questions|results)\.json$/.test(path);

const openPlaceOf = (path: string): Promise<Cache> =>
  caches.open(isQuestionnaire(path) ? questionnairePlace : cacheName);

/** What changes now and then. */
const isSlow = (path: string): boolean =>
  /^\/api\/(sealing-key|danger-words\.json)$/.test(path) ||
  /^\/api\/questionnaires\/.*\/recommendations\.json$/.test(path);

/**
 * Pages are asked for as by somebody whom the server does not know. Files are the same for everybody and are asked for as
 * the page itself does: Firefox would not take them from what it has already, but load them twice.
 */
const credentialsFor = (path: string): RequestCredentials =>
  isFixed(path) || isSlow(path) ? 'same-origin' : 'omit';

const keep = (paths: string[]): Promise<void> => keepFiles(cacheName, paths, credentialsFor);

/** The reader's language, and those that were kept before. */
async function neededLanguages(): Promise<Language[]> {
  const chosen = await storage.fact('language').catch(() => undefined);
  const kept = await (await caches.open(questionnairePlace)).keys();
  const had = (language: Language) => kept.some(({ url }) => url.includes(`/${language}/`));
  const needed = languages.filter((language) => language === chosen || had(language));
  return needed.length > 0 ? needed : [defaultLanguage];
}

const usedNames = (): Promise<string[]> => namesInUse().catch(() => []);

/** At a first visit nobody has chosen yet, so that of several none comes before the page needs it: the page keeps them later. */
function keepOffered(needed: Language[]): Promise<void> {
  const { questionnaires } = phoneFiles;
  const isChosen = questionnaires.length === 1 || self.registration.active !== null;
  return keepFiles(questionnairePlace, filesOf(isChosen ? questionnaires : [], needed));
}

self.addEventListener('install', (event) => {
  event.waitUntil(
    neededLanguages().then((needed) =>
      Promise.all([
        keep([...phoneFiles.every, ...needed.flatMap((language) => phoneFiles.ofLanguage[language])]),
        keepOffered(needed),
      ]),
    ),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
      await forgetOtherQuestionnaires([...phoneFiles.questionnaires, ...(await usedNames())]);
      await self.clients.claim();
    })(),
  );
});

/** After the page has what it needs: the other languages, further questionnaires and the guides, one after the other. */
async function keepFurther(): Promise<void> {
  for (const language of languages) await keep(phoneFiles.ofLanguage[language]);
  await keepQuestionnaires([...new Set([...phoneFiles.questionnaires, ...(await usedNames())])], languages);
  for (const path of phoneFiles.further) await keep([path]);
}

self.addEventListener('message', (event) => {
  if (event.data === 'keep further') event.waitUntil(keepFurther().catch(() => undefined));
});

self.addEventListener('sync', (event) => {
  if (event.tag !== 'send') return;
  event.waitUntil(
    sendAlone().then(({ waiting }) => {
      tellOtherWindows();
      if (waiting > 0) throw new Error('the browser may try again');
    }),
  );
});

const fromServer = async (request: Request): Promise<Response | null> =>
  Promise.race([
    fetch(request).catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs)),
  ]);

const isPhones = (path: string): boolean => /^\/(test|my)(\/|$)/.test(path);

/** Too many requests, or an error of the server or of something in between: what the phone can draw, it draws. */
const outOfOrder = 429;

/** Where this phone has the way, it goes on here. */
async function hasWay(): Promise<boolean> {
  const session = await storage.fact('session').catch(() => undefined);
  return session !== undefined;
}

const languageOf = async () => (await storage.fact('language').catch(() => undefined)) ?? defaultLanguage;

async function page(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = isPhones(path) && (await hasWay()) ? await cache.match(shell, anyVariant) : undefined;
  if (kept) return kept;
  const fresh = await fromServer(request);
  if (fresh && (fresh.status < outOfOrder || !/^\/($|c\/|test|my)/.test(path))) {
    const place = `${path}?language=${fresh.headers.get('Content-Language')}`;
    if (fresh.ok && phoneFiles.further.includes(place))
      await cache.put(place, fresh.clone()).catch(() => undefined);
    return fresh;
  }
  // A page that only the server makes, such as a guide, as it was kept in the reader's language.
  const document = await cache.match(`${path}?language=${await languageOf()}`, anyVariant);
  return document ?? (await cache.match(shell, anyVariant)) ?? fresh ?? fetch(request);
}

/** At once what is kept; what is newer is there the next time. */
async function keptFirst(event: Fetching, path: string): Promise<Response> {
  const cache = await openPlaceOf(path);
  const kept = await cache.match(path, anyVariant);
  if (!kept) return fetch(event.request);
  event.waitUntil(
    fetch(path, { cache: 'no-cache', credentials: credentialsFor(path) })
      .then((fresh) => (fresh.ok ? cache.put(path, fresh) : undefined))
      .catch(() => undefined),
  );
  return kept;
}

async function file(event: Fetching, path: string): Promise<Response> {
  const kept = await (await openPlaceOf(path)).match(path, anyVariant);
  return kept ?? fetch(event.request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/staff') || pathname.startsWith('/class')) return;
  if (request.mode === 'navigate') event.respondWith(page(request, pathname));
  else if (isFixed(pathname)) event.respondWith(file(event, pathname));
  else if (isSlow(pathname)) event.respondWith(keptFirst(event, pathname));
});
