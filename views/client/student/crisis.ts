/**
 * Shows the crisis card beside a box as soon as what is typed there has danger words. It looks in the page alone: what is
 * not sent leaves no trace anywhere.
 */
import { type DangerWords, dangerFinder, type FindDanger } from '../../../server/core/danger/danger-words';

let finder: Promise<FindDanger> | null = null;

async function loadFinder(): Promise<FindDanger> {
  const response = await fetch('/api/danger-words.json');
  if (!response.ok) throw new TypeError(`${response.status}`);
  const words: DangerWords = await response.json();
  return dangerFinder(words);
}

/** Asked for once; after a failure asked for again. @throws TypeError where the list is neither kept nor to be had */
export function findDangerOnPhone(): Promise<FindDanger> {
  finder ??= loadFinder().catch((error: unknown) => {
    finder = null;
    throw error;
  });
  return finder;
}

/** Once shown it stays as it is, so that a screen reader says it once. */
export async function watchForDanger(form: HTMLFormElement): Promise<void> {
  const box = form.querySelector('textarea');
  const place = form.querySelector('[data-crisis]');
  const card = form.querySelector<HTMLTemplateElement>('[data-crisis-card]');
  if (!box || !place || !card) return;
  const findDanger = await findDangerOnPhone();
  const look = () => {
    if (place.childElementCount > 0 || !findDanger(box.value)) return;
    place.append(card.content.cloneNode(true));
  };
  box.addEventListener('input', look);
  look();
}
