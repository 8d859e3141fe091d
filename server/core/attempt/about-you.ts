/** What was typed into "about you" as facts, or what is wrong with it; the same on the server and on the phone. Pure. */

import type { FieldErrors, Parsed } from '../pages/form';
import { maxAge, type Profile, settlements, sexes, statuses, tags } from './profile';
import { isRegion } from './regions';

type Field = keyof Profile;

const isOneOf = (known: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && known.includes(value);

/** One checkbox arrives as a string, several as a list, none not at all. */
const ticked = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat());

const checks: Record<Field, (typed: unknown) => boolean> = {
  sex: (typed) => isOneOf(sexes, typed),
  age: (typed) => typeof typed === 'string' && /^\d{1,2}$/.test(typed.trim()) && Number(typed) <= maxAge,
  region: (typed) => typeof typed === 'string' && isRegion(typed),
  settlement: (typed) => isOneOf(settlements, typed),
  status: (typed) => isOneOf(statuses, typed),
  tags: (typed) => ticked(typed).every((one) => isOneOf(tags, one)),
};

/** Takes an age below 13 too, so that the form can answer it with help instead of a mistake. */
export function readAboutYou(body: Record<string, unknown>): Parsed<Profile> {
  const wrong = (Object.keys(checks) as Field[]).filter((field) => !checks[field](body[field]));
  if (wrong.length > 0) {
    const errors: FieldErrors = {};
    for (const field of wrong) errors[field] = `screening:profile.errors.${field}`;
    return { ok: false, errors };
  }
  const { sex, region, settlement, status } = body as unknown as Profile;
  const chosen = [...new Set(ticked(body.tags))].sort() as Profile['tags'];
  return { ok: true, value: { sex, age: Number(body.age), region, settlement, status, tags: chosen } };
}
