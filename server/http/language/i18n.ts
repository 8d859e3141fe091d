/** All texts of the interface: locales/<language>/<feature>.json, one namespace per file, loaded once at start. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import { defaultLanguage, inEachLanguage, type Language, languages } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import { typeset } from '../../core/text/typeset';

export interface Texts {
  /** A translator for one language, namespaces as `shared:title`. */
  for(language: Language): Translate;
}

type Resources = Record<Language, Record<string, object>>;

const known = new Map<string, Resources>();

/** Read once: pages and documents each have a translator, which differ in what a missing text means. */
function resourcesIn(folder: string): Resources {
  const resources =
    known.get(folder) ?? inEachLanguage((language) => readNamespaces(join(folder, language), language));
  known.set(folder, resources);
  return resources;
}

/** With the non-breaking spaces that the files themselves leave out. */
function readNamespaces(folder: string, language: Language): Record<string, object> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const read = (name: string) =>
    JSON.parse(readFileSync(join(folder, name), 'utf8'), (_key, value: unknown) =>
      typeof value === 'string' ? typeset(value, language) : value,
    );
  return Object.fromEntries(files.map((name) => [basename(name, '.json'), read(name)]));
}

/** A page has a hundred texts into which nothing is put: these never change. */
function remembering(t: Translate): Translate {
  const said = new Map<string, string>();
  const remembered = (key: string, values?: Record<string, unknown>): string => {
    if (values !== undefined) return t(key, values);
    const text = said.get(key) ?? t(key);
    said.set(key, text);
    return text;
  };
  return remembered as Translate;
}

/** @param onMissing called with language and key when a text is missing (the key itself is then shown). */
export function loadTexts(folder: string, onMissing: (language: string, key: string) => void): Texts {
  const resources = resourcesIn(folder);
  const instance: i18n = createInstance();
  instance.init({
    resources,
    lng: defaultLanguage,
    fallbackLng: false,
    supportedLngs: [...languages],
    ns: Object.keys(resources[defaultLanguage]),
    defaultNS: 'shared',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    saveMissing: true,
    missingKeyHandler: (lngs, namespace, key) => onMissing(lngs.join(','), `${namespace}:${key}`),
  });
  const translators = inEachLanguage((language) => remembering(instance.getFixedT(language) as Translate));
  return { for: (language) => translators[language] };
}
