import { hear, watchOtherWindows, watchReader } from '../come-back';
import type { Part } from '../network/texts';
import type { Scene } from '../pages/page';
import { offeredNames } from '../pages/result/offers';
import { recovery } from '../parts/lazy-recovery';
import { comparing, otherPages } from '../parts/rare';
import type { Kept, PhoneEvent } from '../state/events';
import { addMissingCopies, followWrites, hasLost } from '../storage/lost';
import { tellOtherWindows } from '../storage/other-windows';
import { storage } from '../storage/storage';
import { tab } from '../storage/tab';

interface Visit {
  scene: Scene;
  read(parts: Part[], name: string): Promise<void>;
  send(isNewVisit: boolean): Promise<void>;
  readFurther(): Promise<unknown>;
  readKept(): Promise<Kept | null>;
  isWriting: boolean;
  isActing: boolean;
  raise(event: PhoneEvent): Promise<void>;
}

/** In the place that the start page has for it. */
function say({ scene: { reader } }: Visit, keys: string[]): void {
  const place = document.querySelector('[data-offline]');
  if (place) place.textContent = keys.map((key) => reader.t(key)).join(' ');
}

/** @throws TypeError where the part that can do it is neither kept nor to be had */
async function recoverFor(visit: Visit): Promise<void> {
  const { bringForward, bringBack } = await recovery();
  if (await bringForward()) await hear(visit);
  await bringBack(visit);
}

/** Whoever opens the start page of a shared phone finds nothing of those who left it as it was. */
async function endLeft(visit: Visit): Promise<void> {
  if (visit.scene.state.place.name !== 'start') return;
  const ids = await (await otherPages()).endLeftTimes();
  if (ids.length === 0) return;
  await visit.raise({ kind: 'endLeft', ids });
  tellOtherWindows();
}

async function followReader(visit: Visit): Promise<void> {
  const { followBack, followPlace, persist, stayOpen, tidy } = await otherPages();
  const { attemptId, isSharedPhone } = visit.scene.state.session;
  if (attemptId !== undefined && isSharedPhone && tab.isHolding(attemptId)) stayOpen(attemptId);
  void persist(navigator).catch(() => undefined);
  followPlace(() => visit.scene, tab);
  followBack(visit);
  await tidy(visit.scene.state.session);
  await endLeft(visit);
}

/** Once the page stands: what makes the next visit independent of the network. */
export async function idleTask(visit: Visit): Promise<void> {
  watchOtherWindows(visit);
  watchReader(visit);
  await storage.putFact('language', visit.scene.reader.language).catch(() => undefined);
  try {
    followWrites();
    if (await hasLost()) await recoverFor(visit).catch(() => undefined);
    else tab.holdComeAnew(false);
    await addMissingCopies();
    void visit.send(true);
    // Without HTTPS nothing else keeps them for when the network goes.
    void Promise.all([followReader(visit), comparing()]).catch(() => undefined);
    const registration = await navigator.serviceWorker?.register('/service-worker.js');
    const { endingOf, keepQuestionnaires, keepSealingKey, namesInUse } = await otherPages();
    const ending = await endingOf(navigator);
    const last = ending === null ? [] : [`screening:lasting.${ending}`];
    if (!registration) return say(visit, last);
    const { active } = await navigator.serviceWorker.ready;
    await keepSealingKey();
    await visit.readFurther();
    // What nobody has chosen yet comes last.
    const { state, reader } = visit.scene;
    const names = state.questionnaire ? [state.questionnaire] : offeredNames();
    await keepQuestionnaires([...new Set([...(await namesInUse()), ...names])], [reader.language]);
    say(visit, ['screening:offline.ready', ...last]);
    active?.postMessage('keep further');
  } catch {
    // Without HTTPS or room there is no service worker: the test goes on while the page is open.
  }
}
