/** What a page's form says: radios and checkboxes turned into answers, and merged into what is stored. */
import { type Definition, findPage } from '../definition/definition';
import { type Checked, checkPage } from '../definition/page-check';
import type { Answers } from '../definition/types';
import type { AttemptContent } from './content';

const skip = 'skip';

const answerFrom = (typed: unknown): unknown => {
  if (typed === skip) return null;
  return typeof typed === 'string' && /^\d$/.test(typed) ? Number(typed) : typed;
};

/** A question that was left alone is not in the form and stays as it was. */
export function readAnswers(
  definition: Definition,
  page: string,
  body: Record<string, unknown>,
): Checked<Answers> {
  const items = findPage(definition, page)?.items ?? [];
  const given = items.filter((item) => body[item] !== undefined);
  return checkPage(definition, page, Object.fromEntries(given.map((item) => [item, answerFrom(body[item])])));
}

export interface SentPage {
  page: string;
  answers: Answers;
  /** Of this page. */
  unclear: string[];
  /** null without a script. */
  spentMs: number | null;
}

/** Only this page's part changes, so that two tabs on different pages do not undo each other. */
export function changeByPage(
  definition: Definition,
  stored: Pick<AttemptContent, 'answers' | 'unclear' | 'timings'>,
  sent: SentPage,
): Pick<AttemptContent, 'answers' | 'unclear' | 'timings'> {
  const items = findPage(definition, sent.page)?.items ?? [];
  const elsewhere = stored.unclear.filter((item) => !items.includes(item));
  const here = items.filter((item) => sent.unclear.includes(item));
  const spentMs = (stored.timings[sent.page] ?? 0) + (sent.spentMs ?? 0);
  return {
    answers: { ...stored.answers, ...sent.answers },
    unclear: [...elsewhere, ...here].sort(),
    timings: sent.spentMs === null ? stored.timings : { ...stored.timings, [sent.page]: spentMs },
  };
}

/** Open questions without an answer or a skip, by page. */
export function missingByPage(
  definition: Definition,
  answers: Answers,
  closed: Set<string>,
): { page: string; missing: number }[] {
  return definition.pages
    .map(({ id, items }) => ({
      page: id,
      missing: items.filter((item) => !closed.has(item) && answers[item] === undefined).length,
    }))
    .filter(({ missing }) => missing > 0);
}
