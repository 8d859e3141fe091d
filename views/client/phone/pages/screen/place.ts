/** Keeps the reader at the place of a page at which they are, when it is drawn in another language or comes anew. */

import { shownPage } from '../../state/state';
import type { Scene } from '../page';

/** What a place is told by: the same on a page in every language. */
const marks = 'main h1, main h2, main h3, main p, main [data-question]';
const key = 'place';

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

/** From now on a page that comes anew in this tab begins where it was left. */
export function followPlace(sceneNow: () => Scene): void {
  const pageNow = () => pageOf(sceneNow());
  const left = JSON.parse(sessionStorage.getItem(key) ?? 'null');
  if (left?.page === pageNow() && scrollY === 0) scrollTo(left);
  const keep = () => sessionStorage.setItem(key, JSON.stringify({ page: pageNow(), ...placeNow() }));
  addEventListener('pagehide', keep);
  // A browser that needs room may end a page that is not seen.
  document.addEventListener('visibilitychange', keep);
}
