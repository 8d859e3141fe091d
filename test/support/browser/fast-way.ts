/**
 * A student's whole way in a second: each page is answered inside the page, whoever has drawn it, and most questions are
 * left out. Whatever page stands there, the walk knows what leads on, so that it also goes on after a lost one.
 */
import type { Page } from 'playwright-core';
import type { Answers } from '../../../server/core/definition/types';
import { waitForNext } from './journey';

const steps = ['about', 'phone', 'profile', 'code', 'page', 'check'] as const;
export type Place = (typeof steps)[number] | 'start' | 'result' | 'feedback' | 'thanks' | 'finish';

export interface Student {
  /** By question; what is not given is left alone. */
  given: Answers;
  isShared?: boolean;
  satisfaction?: number;
  /** Asks for a psychologist from the result. */
  asks?: boolean;
}

export interface Walked {
  /** As it is typed. */
  code: string;
  places: Place[];
  /** How often the student had to load the page again, since nothing came. */
  reloads: number;
}

/** Which page of the way stands there, asked inside the page; null for any other. */
export function placeHere(): Place | null {
  const has = (selector: string) => document.querySelector(`main ${selector}`) !== null;
  if (has('[name=step][value=begin]') || has('.hero a[href="/test"]')) return 'start';
  const step = document.querySelector<HTMLInputElement>('main [name=step]');
  if (step) return step.value as Place;
  if (has('.code-apart')) return 'result';
  if (has('#feedback')) return 'feedback';
  if (has('a[href="/test/result"]')) return 'thanks';
  if (has('[data-nothing-kept]')) return null;
  return has('.button-row a[href="/"]') ? 'finish' : null;
}

export const placeOf = (page: Page): Promise<Place | null> => page.evaluate(placeHere);

/** What leads on from a page: what is tapped, by its selector, the last of it after everything else; and what is filled in. */
export function actsOn(place: Place, { given, isShared, satisfaction = 4, asks }: Student) {
  const choices: Partial<Record<Place, string[]>> = {
    phone: [`[name=phone][value=${isShared ? 'shared' : 'own'}]`],
    profile: ['[name=sex]', '[name=settlement]'],
    code: ['#is-saved'],
    page: Object.entries(given).map(([item, answer]) => `#question-${item}-${answer}`),
    feedback: [`[name=satisfaction][value="${satisfaction}"]`],
  };
  const onward: Record<Place, string> = {
    ...{ start: '.hero .button', about: '[value=agree]', phone: '#way button', profile: '#way button' },
    ...{ code: '[name=go][value=next]', page: '[name=go][value=next]', check: '[value=submit]' },
    result: `${asks ? 'form[action="/test/ask"] button, ' : ''}a[href="/test/feedback"]`,
    ...{ feedback: '#feedback button', thanks: 'form[action="/test/finish"] button' },
    finish: '.button-row a',
  };
  const fields: Record<string, string> =
    place === 'profile' ? { age: '15', region: '750000000', status: 'school-lower' } : {};
  return { taps: choices[place] ?? [], fields, last: onward[place] };
}

/** Does what leads on from a page, with one tap at the end. @returns the code, where the page shows one */
function tapOn(page: Page, place: Place, student: Student) {
  return page.evaluate(
    ({ taps, fields, last }) => {
      const find = (selector: string) => document.querySelector<HTMLElement>(`main ${selector}`);
      const code = find('.code')?.textContent?.replace(/\s/g, '') ?? null;
      const onward = find(last);
      // Another page has been drawn meanwhile.
      if (!onward) return code;
      for (const [id, value] of Object.entries(fields)) Object.assign(find(`#${id}`) ?? {}, { value });
      for (const tap of taps) find(tap)?.click();
      document.querySelector('main')?.firstElementChild?.setAttribute('data-before', '');
      onward.click();
      return code;
    },
    actsOn(place, student),
  );
}

/** What a page answers; null while another one is coming. */
const unlessLeaving = <T>(asked: Promise<T>): Promise<T | null> => asked.catch(() => null);

/**
 * From the page that stands there to another.
 * @param before told of each page before its last tap
 */
export async function walkTo(
  page: Page,
  goal: Place,
  student: Student,
  before: (place: Place) => Promise<void> | void = () => undefined,
): Promise<Walked> {
  const walked: Walked = { code: '', places: [], reloads: 0 };
  const { origin } = new URL(page.url());
  for (;;) {
    await waitForNext(page);
    const place = await unlessLeaving(placeOf(page));
    if (place) walked.places.push(place);
    if (place === goal) return walked;
    if (place) {
      await before(place);
      walked.code = (await unlessLeaving(tapOn(page, place, student))) ?? walked.code;
    } else {
      walked.reloads += 1;
      if (walked.reloads > 3)
        throw new Error(`no way on from ${page.url()} after ${walked.places.join(', ')}`);
      await page.goto(`${origin}/test`).catch(() => undefined);
    }
  }
}
