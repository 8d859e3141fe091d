/** Keeps the reader at the place of a page at which they are, when it is drawn in another language or comes anew. */

import { shownPage } from '../../state/state';
import type { Scene } from '../page';

/** What a place is told by: the same on a page in every language. */
const marks = 'main h1, main h2, main h3, main p, main [data-question]';
/** Around the test: nothing of whoever was here before is told there. */
const around = new Set(['start', 'later', 'young', 'finish']);

interface ReadingPlace {
  /** Of the topmost mark that begins on the screen, and how far it is from the top. */
  index: number;
  topPx: number;
}

const all = () => [...document.querySelectorAll(marks)];

function placeNow(): ReadingPlace {
  const tops = all().map((mark) => mark.getBoundingClientRect().top);
  const index = tops.findIndex((top) => top >= 0);
  return { index, topPx: tops[index] ?? 0 };
}

function scrollTo({ index, topPx }: ReadingPlace): void {
  const mark = all()[index];
  if (mark) scrollBy(0, mark.getBoundingClientRect().top - topPx);
}

/** @returns what brings the reader back there once the page was drawn anew; folds that were open are open again */
export function holdPlace(): () => void {
  const folds = () => [...document.querySelectorAll<HTMLDetailsElement>('main details')];
  const wereOpen = folds().map(({ open }) => open);
  const place = placeNow();
  return () => {
    for (const [index, fold] of folds().entries()) fold.open = wereOpen[index] ?? false;
    scrollTo(place);
  };
}

/** Which page stands there; of the test, at which step. */
function pageOf({ state, questionnaire }: Scene): string {
  const name = shownPage(state, questionnaire);
  return name === 'page' ? `page ${state.session.page}` : name;
}

interface Tab {
  place(): string | undefined;
  holdPlace(place: string | null): void;
}

/** From now on a page that comes anew in this tab begins where it was left. */
export function followPlace(sceneNow: () => Scene, tab: Tab): void {
  const left = JSON.parse(tab.place() ?? 'null');
  if (left?.page === pageOf(sceneNow()) && scrollY === 0) scrollTo(left);
  const keep = () => {
    const page = pageOf(sceneNow());
    tab.holdPlace(around.has(page) ? null : JSON.stringify({ page, ...placeNow() }));
  };
  addEventListener('pagehide', keep);
  // A browser that needs room may end a page that is not seen.
  document.addEventListener('visibilitychange', keep);
}
