/** A test that the browser had lost goes on, or its code is asked for: see network/recover.ts. */
import { recover } from './network/recover';
import { pauseAfter } from './network/sending/sender';
import type { PhoneEvent } from './state/events';
import type { PhoneState } from './state/state';
import { tab } from './storage/tab';

interface Visit {
  scene: { state: PhoneState };
  raise(event: PhoneEvent): Promise<void>;
}

/** As the page would have come with what is here now; one that came again and again would show nothing at all. */
function comeAnew(): void {
  if (tab.hasComeAnew()) return;
  tab.holdComeAnew(true);
  location.reload();
}

/** Once more after a pause that grows, or as soon as there is network: the server may not have answered in time. */
async function again(failures: number, work: (failures: number) => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, pauseAfter(failures, Math.random()));
    addEventListener('online', () => resolve(), { once: true });
  });
  await work(failures + 1).catch(() => undefined);
}

export async function bringBack(visit: Visit, tries = 1): Promise<void> {
  const recovery = await recover();
  if (recovery === 'nothingLost') tab.holdComeAnew(false);
  const { place, session } = visit.scene.state;
  // Where somebody has begun anew meanwhile, what came back is only sent.
  if (place.name !== 'start' || session.attemptId !== undefined) return;
  if (recovery === 'restored') comeAnew();
  if (recovery !== 'needsCode') return;
  if (place.notice !== 'needsCode') await visit.raise({ kind: 'needCode' });
  void again(tries, (next) => bringBack(visit, next));
}

/** On a page of the test that the server drew, unless the test goes on with its forms. */
export async function bringBackOnline(tries = 1): Promise<void> {
  const beginnings = 'main [name=step][value=about], main [data-nothing-kept]';
  if (!document.querySelector(beginnings)) return;
  const recovery = await recover();
  if (recovery === 'restored') comeAnew();
  if (recovery === 'needsCode') void again(tries, bringBackOnline);
}
