/**
 * The phone's own "back" goes to the page before, and leaves the site only from the first. The test keeps one address; as
 * long as there is a page before, one entry of the history stands between the reader and what was there before the site.
 */
import { checkPage } from '../../../server/core/attempt/steps';
import type { Scene } from './pages/page';
import type { PhoneEvent } from './state/events';
import { type ShownPage, shownPage } from './state/state';

interface Visit {
  scene: Scene;
  isActing: boolean;
  raise(event: PhoneEvent): Promise<void>;
}

const between = 'between';

/** What leads back on a page that has a control for it. */
const controls: Partial<Record<ShownPage, string>> = {
  code: 'main [name=go][value=profile]',
  page: 'main [name=go][value=back]',
  feedback: 'main a[href="/test/result"]',
};

const pageOf = ({ scene: { state, questionnaire } }: Visit): ShownPage => shownPage(state, questionnaire);

/** What was agreed to stands once somebody has said who they are. */
function hasPageBefore(visit: Visit): boolean {
  const page = pageOf(visit);
  if (page === 'profile') return visit.scene.state.attempt === null;
  return page === 'phone' || page === checkPage || page in controls;
}

function goBack(visit: Visit): void {
  const control = controls[pageOf(visit)];
  if (control) document.querySelector<HTMLElement>(control)?.click();
  else if (!visit.isActing) void visit.raise({ kind: 'goBack' }).catch(() => undefined);
}

export function followBack(visit: Visit): void {
  let isBetween = history.state === between;
  const stand = () => {
    if (isBetween || !hasPageBefore(visit)) return;
    history.pushState(between, '');
    isBetween = true;
  };
  document.addEventListener('drawn', stand);
  stand();
  addEventListener('popstate', () => {
    // A code that came with the address is no way back, and whoever leaves in a hurry is not held up.
    if (!isBetween || location.hash !== '' || document.documentElement.hidden) return;
    isBetween = history.state === between;
    if (isBetween) return;
    if (hasPageBefore(visit)) goBack(visit);
    else history.back();
  });
}
