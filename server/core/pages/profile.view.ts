/** "About you": the fields with what was typed, or with what is stored, or with what the campaign knows. */

import { maxAge, type Profile, settlements, sexes, statuses, tags } from '../attempt/profile';
import { regions } from '../attempt/regions';
import type { Language } from '../definition/types';
import type { Translate } from '../text/translate';
import type { FieldErrors } from './form';

export type TypedProfile = Partial<
  Record<'sex' | 'age' | 'region' | 'settlement' | 'status' | 'tags', unknown>
>;

/** What a campaign tells beforehand. */
interface Known {
  kind: string;
  region: string | null;
}

export function typedFrom(profile: Profile | undefined, campaign: Known | null): TypedProfile {
  if (profile) return { ...profile, age: String(profile.age) };
  return campaign?.region ? { region: campaign.region } : {};
}

/** A class is too small a group for facts as rare as these. */
export function asksTags(campaign: Pick<Known, 'kind'> | null): boolean {
  return campaign?.kind !== 'class';
}

const order = ['sex', 'age', 'region', 'settlement', 'status', 'tags'];

export function profileView(
  { t, language }: { t: Translate; language: Language },
  { typed, errors, campaign }: { typed: TypedProfile; errors: FieldErrors; campaign: Known | null },
) {
  // An error of one list entry (`tags.0`) stands beside the whole list.
  const messages = Object.fromEntries(
    Object.entries(errors).map(([path, key]) => [path.split('.')[0]!, t(key)]),
  );
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const choices = (values: readonly string[], group: string, chosen: unknown[]) =>
    values.map((value) => ({
      value,
      label: value === 'none' ? t('screening:profile.sexNone') : t(`profile:${group}.${value}`),
      isChecked: chosen.includes(value),
    }));
  const select = (id: 'region' | 'status', options: { value: string; label: string }[]) => ({
    id,
    kind: 'select',
    label: t(`screening:profile.${id}`),
    value: text(typed[id]),
    options: [{ value: '', label: t('screening:profile.choose') }, ...options],
    error: messages[id],
  });
  return {
    errors: order.flatMap((id) => (messages[id] ? [{ href: `#${id}`, text: messages[id] }] : [])),
    sex: {
      id: 'sex',
      name: 'sex',
      legend: t('screening:profile.sex'),
      choices: choices(sexes, 'sex', [typed.sex]),
      isInline: true,
      error: messages.sex,
    },
    age: {
      id: 'age',
      label: t('screening:profile.age'),
      value: text(typed.age),
      width: 'short',
      attributes: { inputmode: 'numeric', autocomplete: 'off', maxlength: String(maxAge).length },
      error: messages.age,
    },
    region: select(
      'region',
      regions.map((region) => ({ value: region.kato, label: region[language] })),
    ),
    settlement: {
      id: 'settlement',
      name: 'settlement',
      legend: t('screening:profile.settlement'),
      choices: choices(settlements, 'settlement', [typed.settlement]),
      isInline: true,
      error: messages.settlement,
    },
    status: select(
      'status',
      statuses.map((status) => ({ value: status, label: t(`profile:status.${status}`) })),
    ),
    tags: asksTags(campaign)
      ? {
          id: 'tags',
          name: 'tags',
          kind: 'checkbox',
          legend: t('screening:profile.tags'),
          hint: t('screening:profile.tagsHint'),
          choices: choices(tags, 'tag', [typed.tags].flat()),
          error: messages.tags,
        }
      : null,
  };
}
