/** Where the phone takes over from the server's page, or draws the kept shell: at each visit once. */
import { defaultLanguage, isLanguage, type Language } from '../../../server/core/text/languages';
import { listen } from './browser/listen';
import type { PhoneSession } from './model/session';
import { openCampaign } from './network/campaign';
import { loadWords } from './network/words';
import { lazyChunk } from './parts/lazy';
import { recovery } from './parts/lazy-recovery';
import { Phone } from './phone';
import { canContinue, type PhoneState, type Place, stateFrom } from './state/state';
import { canKeep } from './storage/database';
import { hasSecondPlace } from './storage/second/second-place';
import { storage } from './storage/storage';
import { isThisTabs, tab } from './storage/tab';

const isShell = 'shell' in document.body.dataset;
const { pathname } = location;
const isOnTest = pathname.startsWith('/test');

/** @returns false where the page is and stays the server's */
export async function startPhone(): Promise<boolean> {
  const language = await firstLanguage();
  // Right after a crash a browser may still be mending its store.
  if (!(await canKeep()) && !(await canKeep())) {
    await (await import('./stay-online')).stayOnline(language, isShell);
    return false;
  }
  const session = tab.session() ?? (await storage.fact('session')) ?? {};
  const { attemptId } = session;
  const attempt = attemptId === undefined ? null : ((await storage.attempt(attemptId)) ?? null);
  const isMine = isThisTabs(session);
  const isGoingOn = attemptId !== undefined && isMine;
  const isElsewhere = attemptId !== undefined && !isMine;
  const isNothingKept = document.querySelector('[data-nothing-kept]') !== null;
  // A test that began with the server's forms, before the script was there, goes on with them.
  if (isOnTest && !isShell && !isGoingOn && !(isElsewhere && isNothingKept)) {
    if (await hasSecondPlace()) void recovery().then(({ bringBackOnline }) => bringBackOnline());
    return false;
  }
  const campaign = await campaignOf(session);
  const questionnaire = campaign?.questionnaire || (document.body.dataset.questionnaire ?? '');
  const begun = attempt?.questionnaire ?? (isOnTest ? session.questionnaire : undefined);
  // What is under way goes on in its language, whatever the server knows of it by now.
  const own = isGoingOn && attempt?.submittedAt === null ? attempt.language : language;
  const words = await loadWords(begun ?? questionnaire, own, ['first']);
  const place = firstPlace({ isGoingOn, isElsewhere, isOfCampaign: campaign !== null });
  const state = stateFrom({ place, session, attempt, campaign, questionnaire, isMine });
  const phone = new Phone(state, words);
  listen(phone);
  await showFirst(phone, state);
  void lazyChunk()
    .then(({ idleTask }) => idleTask(phone))
    .catch(() => undefined);
  return true;
}

function campaignOf(session: PhoneSession) {
  const slug = (isOnTest && session.campaign) || /^\/c\/([a-z0-9-]+)/i.exec(pathname)?.[1]?.toLowerCase();
  const facts = document.querySelector<HTMLElement>('[data-campaign]')?.dataset.campaign;
  return openCampaign(slug, facts);
}

interface Found {
  isGoingOn: boolean;
  /** In another tab of a shared phone. */
  isElsewhere: boolean;
  isOfCampaign: boolean;
}

function firstPlace({ isGoingOn, isElsewhere, isOfCampaign }: Found): Place {
  if (pathname.startsWith('/my')) return { name: 'my' };
  if (isOnTest && isGoingOn) return { name: 'test' };
  if (isOnTest && isElsewhere) return { name: 'start', notice: 'otherTab' };
  if (!isShell || isOfCampaign || pathname === '/') return { name: 'start' };
  // A page that only the server makes and that is not kept here.
  return { name: 'start', notice: isOnTest ? 'nothingKept' : 'needed' };
}

/** The server's own start page stays as long as it says the same. */
async function showFirst(phone: Phone, state: PhoneState): Promise<void> {
  if (state.place.name === 'my') return phone.openMy(isShell);
  if (state.place.name === 'test') return phone.raise({ kind: 'visit', place: 'test' });
  if (isShell || isOnTest || canContinue(state)) await phone.show();
}

async function firstLanguage(): Promise<Language> {
  if (!isShell && isLanguage(document.documentElement.lang)) return document.documentElement.lang;
  const known = await storage.fact('language').catch(() => undefined);
  return known ?? navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage) ?? defaultLanguage;
}
