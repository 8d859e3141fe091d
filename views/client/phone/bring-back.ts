/** A test that the browser had lost goes on, or its code is asked for: see network/recover.ts. */
import { recover } from './network/recover';
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

export async function bringBack(visit: Visit): Promise<void> {
  const recovery = await recover();
  const { place, session } = visit.scene.state;
  // Where somebody has begun anew meanwhile, what came back is only sent.
  if (place.name !== 'start' || session.attemptId !== undefined) return;
  if (recovery === 'restored') comeAnew();
  if (recovery === 'needsCode') await visit.raise({ kind: 'needCode' });
}

/** On a page of the test that the server drew, unless the test goes on with its forms. */
export async function bringBackOnline(): Promise<void> {
  const beginnings = 'main [name=step][value=about], main [data-nothing-kept]';
  const isAtBeginning = document.querySelector(beginnings) !== null;
  if (isAtBeginning && (await recover()) === 'restored') comeAnew();
}
