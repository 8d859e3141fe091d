/** "About you": the fields with what was typed, or with what is stored, or with what the campaign knows. */

import { isAsked, maxAge, noAnswer } from '../attempt/profile';
import { type Profile, type ProfileField, profileFields } from '../attempt/profile-fields';
import { regionName, regions } from '../attempt/regions';
import type { Reader, Translate } from '../text/translate';
import type { FieldErrors } from './form';

/** What is known of everybody who answers, for a sentence: what is rare, few tell. */
export const knownFacts = (t: Translate): string =>
  profileFields
    .filter(({ isRare }) => !isRare)
    .map(({ id }) => t(`profile:known.${id}`))
    .join(', ');

export type TypedProfile = Partial<Record<keyof Profile, unknown>>;

/** What a campaign tells beforehand. */
interface Known {
  kind: string;
  region: string | null;
}

export function typedFrom(profile: Profile | undefined, campaign: Known | null): TypedProfile {
  if (profile) return { ...profile, age: String(profile.age) };
  return campaign?.region ? { region: campaign.region } : {};
}

/** More than these are a list to open. */
const mostRadios = 4;

/** For `shared/form/choice-group` what has choices, for `shared/form/field` what has none. */
function fieldView(field: ProfileField, typed: unknown, errorKey: string | undefined, reader: Reader) {
  const { t } = reader;
  const { id } = field;
  const error = errorKey && t(errorKey);
  const question = t(`profile:form.${id}.question`);
  const text = typeof typed === 'string' ? typed : '';
  const labelled = (options: readonly string[]) =>
    options.map((value) => ({
      value,
      label: value === noAnswer ? t('screening:profile.noAnswer') : t(`profile:form.${id}.answers.${value}`),
    }));
  const list = (options: { value: string; label: string }[]) => {
    const all = [{ value: '', label: t('screening:profile.choose') }, ...options];
    return { id, kind: 'select', label: question, value: text, options: all, error };
  };
  const group = (options: readonly string[], chosen: unknown[]) => {
    const choices = labelled(options).map((one) => ({ ...one, isChecked: chosen.includes(one.value) }));
    return { id, name: id, legend: question, choices, error };
  };
  switch (field.kind) {
    case 'choice':
      if (field.options.length > mostRadios) return list(labelled(field.options));
      return { ...group(field.options, [typed]), isInline: true };
    case 'choices':
      return {
        ...group(field.options, [typed].flat()),
        kind: 'checkbox',
        hint: t('screening:profile.optional'),
      };
    case 'age': {
      const attributes = { inputmode: 'numeric', autocomplete: 'off', maxlength: String(maxAge).length };
      return { id, label: question, value: text, width: 'short', attributes, error };
    }
    case 'region':
      return list(regions.map((kato) => ({ value: kato, label: regionName(kato, t) })));
  }
}

export function profileView(
  reader: Reader,
  { typed, errors, campaign }: { typed: TypedProfile; errors: FieldErrors; campaign: Known | null },
) {
  const asked = profileFields.filter((field) => isAsked(field, campaign));
  const fields = asked.map((field) => fieldView(field, typed[field.id], errors[field.id], reader));
  return {
    fields,
    errors: fields.flatMap(({ id, error }) => (error ? [{ href: `#${id}`, text: error }] : [])),
  };
}
