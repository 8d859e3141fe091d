/** What was typed into "about you" as facts, or what is wrong with it; the same on the server and on the phone. Pure. */

import type { FieldErrors, Parsed } from '../pages/form';
import { chosenOnce, isAsked, unanswered } from './profile';
import { type Profile, type ProfileField, profileFields } from './profile-fields';
import { isRegion } from './regions';

const isOneOf = (known: readonly string[], typed: unknown): typed is string =>
  typeof typed === 'string' && known.includes(typed);

/** One checkbox arrives as a string, several as a list, none not at all. */
const ticked = (typed: unknown): unknown[] => (typed === undefined ? [] : [typed].flat());

/** The field's value; undefined for what it cannot be. */
function readField(field: ProfileField, typed: unknown): string | number | string[] | undefined {
  switch (field.kind) {
    case 'choice':
      return isOneOf(field.options, typed) ? typed : undefined;
    case 'choices': {
      const chosen = ticked(typed).filter((one) => isOneOf(field.options, one));
      return chosen.length === ticked(typed).length ? chosenOnce(chosen) : undefined;
    }
    case 'age':
      return typeof typed === 'string' && /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : undefined;
    case 'region':
      return typeof typed === 'string' && isRegion(typed) ? typed : undefined;
  }
}

/** Takes an age below 13 too, so that the form can answer it with help instead of a mistake. */
export function readAboutYou(
  body: Record<string, unknown>,
  campaign: { kind: string } | null,
): Parsed<Profile> {
  const values = profileFields.map((field) => ({
    id: field.id,
    value: isAsked(field, campaign) ? readField(field, body[field.id]) : unanswered(field),
  }));
  const wrong = values.filter(({ value }) => value === undefined);
  if (wrong.length > 0) {
    const errors: FieldErrors = Object.fromEntries(wrong.map(({ id }) => [id, `profile:form.${id}.error`]));
    return { ok: false, errors };
  }
  return { ok: true, value: Object.fromEntries(values.map(({ id, value }) => [id, value])) as Profile };
}
