import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localesFolder } from '../../../server/config';
import { type Language, languages } from '../../../server/core/definition/types';
import { typeset } from '../../../server/core/text/typeset';
import { loadTexts } from '../../../server/http/language/i18n';
import { type Namespaces, translator, withTexts } from '../../../views/client/phone/model/translate';

const server = loadTexts(localesFolder, () => undefined);

/** The features whose pages a phone draws. */
const features = ['shared', 'screening', 'profile', 'consultations', 'library'];

const textsOf = (language: Language, namespace: string): Namespaces => ({
  [namespace]: JSON.parse(
    readFileSync(join(localesFolder, language, `${namespace}.json`), 'utf8'),
    (_key, value: unknown) => (typeof value === 'string' ? typeset(value, language) : value),
  ),
});

const namespacesOf = (language: Language) =>
  features.map((feature) => textsOf(language, feature)).reduce(withTexts, {});

interface Leaf {
  key: string;
  text: unknown;
}

/** Every text and list, by its key. */
const leavesOf = (value: unknown, key: string): Leaf[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, inner]) =>
        leavesOf(inner, key.endsWith(':') ? key + name : `${key}.${name}`),
      )
    : [{ key, text: value }];

const plural = /_(?:one|few|many|other)$/;

/** Something for every name in a text. */
const valuesOf = (text: unknown) =>
  Object.fromEntries(
    [...JSON.stringify(text).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => [name, `<${name} & "1">`]),
  );

const counts = [...Array.from({ length: 131 }, (_, count) => count), 1001, 1011, 1.5];

describe.each(languages)('the phone’s translator in %s', (language) => {
  const namespaces = namespacesOf(language);
  const leaves = features.flatMap((feature) => leavesOf(namespaces[feature], `${feature}:`));
  const [phone, i18next] = [translator(namespaces, language), server.for(language)];

  it('says each text and list as the server does', () => {
    const single = leaves.filter(({ key }) => !plural.test(key));
    expect(single.length).toBeGreaterThan(300);
    for (const { key, text } of single) {
      const values = Array.isArray(text) ? { returnObjects: true } : valuesOf(text);
      expect([key, phone(key, values)]).toEqual([key, i18next(key, values)]);
    }
  });

  it('counts in every plural form as the server does', () => {
    const counted = new Set(leaves.map(({ key }) => key).filter((key) => plural.test(key)));
    const keys = new Set([...counted].map((key) => key.replace(plural, '')));
    expect(keys.size).toBeGreaterThan(2);
    for (const key of keys)
      for (const count of counts)
        expect([key, count, phone(key, { count })]).toEqual([key, count, i18next(key, { count })]);
  });

  it('shows the key of a text that is missing, and keeps what comes later beside what was there', () => {
    expect(phone('screening:no.such.text')).toBe('screening:no.such.text');
    const some = withTexts({ shared: { one: '1' } }, { shared: { two: '2' }, guides: { link: '3' } });
    expect(some).toEqual({ shared: { one: '1', two: '2' }, guides: { link: '3' } });
  });
});
