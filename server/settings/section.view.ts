/** What the pages of all settings have in common. */
import type { FieldErrors } from '../core/pages/form';
import type { Notice } from '../core/pages/notice';
import type { Language } from '../core/text/languages';
import type { Translate } from '../core/text/translate';
import { localMinute } from '../shared/clock';
import type { Held } from './settings.service';
import type { SettingName } from './settings.shapes';

export interface Reader {
  t: Translate;
  language: Language;
}

/** What was typed and not taken. */
export interface Refused {
  values: Record<string, unknown>;
  errors: FieldErrors;
  /** Somebody else changed the setting in the meantime. */
  isConflict?: boolean;
}

export const nothingRefused: Refused = { values: {}, errors: {} };

interface Section {
  name: SettingName;
  held: Held<unknown>;
  /** Account id -> name. */
  names: ReadonlyMap<string, string>;
  refused: Refused;
  /** What holds now, where the page does not show it anyway. */
  inWords?: string;
}

export function sectionView({ name, held, names, refused, inWords }: Section, { t }: Reader) {
  const { changed, version } = held;
  const by = changed?.by ? (names.get(changed.by) ?? changed.by) : t('audit:nobody');
  const now = inWords === undefined ? '' : ` ${t('settings:conflict.now', { value: inWords })}`;
  const conflict: Notice = {
    kind: 'error',
    title: t('settings:conflict.title', { name: by }),
    text: `${t('settings:conflict.text')}${now}`,
  };
  return {
    ...{ name, version },
    title: t(`settings:${name}.title`),
    lead: t(`settings:${name}.lead`),
    conflict: refused.isConflict ? conflict : null,
    errors: Object.entries(refused.errors).map(([id, key]) => ({ href: `#${id}`, text: t(key) })),
    changed: changed && {
      text: t('settings:changed', { name: by, at: changed.at ? localMinute(changed.at) : '' }),
      undo: t('settings:undo'),
    },
  };
}

/** Fields with what was typed and what is wrong with it. */
export const fieldsOf =
  (name: SettingName, { values, errors }: Refused, t: Translate) =>
  (
    id: string,
    { label, ...more }: { label?: string; value?: string | number } & Record<string, unknown> = {},
  ) => {
    const typed = values[id];
    const error = errors[id];
    return {
      id,
      label: label ?? t(`settings:${name}.fields.${id}`),
      ...more,
      ...(typeof typed === 'string' && { value: typed }),
      ...(error && { error: t(error) }),
    };
  };
