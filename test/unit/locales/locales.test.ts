import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { noAnswer } from '../../../server/core/attempt/profile';
import { profileFields } from '../../../server/core/attempt/profile-fields';
import { dimensions, groupsOfDimension, levelDimensions } from '../../../server/reports/tallies/groups';
import { problemStatus } from '../../../server/shared/problems';
import { roles } from '../../../server/shared/roles';

const root = join(__dirname, '..', '..', '..');
const pluralEnding = /_(zero|one|two|few|many|other)$/;

type Flat = Map<string, string>;

function flatten(value: unknown, path: string, into: Flat): Flat {
  if (typeof value === 'string') into.set(path, value);
  else
    for (const [key, inner] of Object.entries(value as object))
      flatten(inner, path ? `${path}.${key}` : key, into);
  return into;
}

function read(language: string): Flat {
  const folder = join(root, 'locales', language);
  const all: Flat = new Map();
  for (const name of readdirSync(folder)) {
    const texts = flatten(JSON.parse(readFileSync(join(folder, name), 'utf8')), '', new Map());
    for (const [key, text] of texts) all.set(`${basename(name, '.json')}:${key}`, text);
  }
  return all;
}

const texts = { kk: read('kk'), ru: read('ru') };
const bases = (flat: Flat) =>
  [...new Set([...flat.keys()].map((key) => key.replace(pluralEnding, '')))].sort();
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name!))].sort();

/** Literal keys in views and code: t('ns:key'), and 'ns:key' values handed on as locale keys. */
function usedKeys(): { file: string; key: string }[] {
  const files = ['server', 'views'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|ejs)$/.test(name))
      .map((name) => join(root, folder, name)),
  );
  const namespaces = new Set([...texts.kk.keys()].map((key) => key.split(':')[0]));
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/['"]([a-z][\w-]*):([\w-]+(?:\.[\w-]+)*)['"]/g)]
      .filter(([, namespace]) => namespaces.has(namespace))
      .map(([, namespace, key]) => ({ file: relative(root, file), key: `${namespace}:${key}` })),
  );
}

describe('the interface texts', () => {
  it('have the same keys in Kazakh and in Russian', () => {
    expect(bases(texts.kk)).toEqual(bases(texts.ru));
  });

  it.each(['kk', 'ru'] as const)('leave nothing blank in %s', (language) => {
    const blank = [...texts[language]].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(blank).toEqual([]);
  });

  it('use the same placeholders in both languages', () => {
    const inKk = new Map<string, string[]>();
    for (const [key, text] of texts.kk) {
      const base = key.replace(pluralEnding, '');
      inKk.set(base, [...new Set([...(inKk.get(base) ?? []), ...placeholders(text)])].sort());
    }
    const wrong = [...texts.ru].filter(([key, text]) => {
      const known = inKk.get(key.replace(pluralEnding, '')) ?? [];
      return placeholders(text).some((name) => !known.includes(name));
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ['kk', ['one', 'other']],
    ['ru', ['one', 'few', 'many', 'other']],
  ] as const)('have every plural form of %s', (language, forms) => {
    const plurals = bases(texts[language]).filter((base) => texts[language].has(`${base}_other`));
    const missing = plurals
      .flatMap((base) => forms.map((form) => `${base}_${form}`))
      .filter((key) => !texts[language].has(key));
    expect(missing).toEqual([]);
  });

  it('exist for every key that views and code name', () => {
    const known = new Set([...bases(texts.kk), ...texts.kk.keys()]);
    const isGroup = (key: string) => [...known].some((one) => one.startsWith(`${key}.`));
    expect(usedKeys().filter(({ key }) => !known.has(key) && !isGroup(key))).toEqual([]);
  });

  it.each(['kk', 'ru'] as const)('have the words of every field of the profile in %s', (language) => {
    const ofForm = profileFields.flatMap((field) => [
      ...[`${field.id}.question`, `${field.id}.error`],
      ...('options' in field ? field.options : [])
        .filter((option) => option !== noAnswer)
        .map((option) => `${field.id}.answers.${option}`),
    ]);
    const ofEverybody = profileFields.filter(({ isRare }) => !isRare).map(({ id }) => id);
    const isField = (dimension: string) => profileFields.some(({ id }) => id === dimension);
    const ofReference = [
      ...dimensions.flatMap((dimension) => [`${dimension}.stub`, `${dimension}.caption`]),
      ...levelDimensions.flatMap((dimension) => [`${dimension}.by`]),
      // Age groups are figures.
      ...levelDimensions
        .filter((dimension) => dimension !== 'age')
        .flatMap((dimension) => groupsOfDimension(dimension).map((group) => `${dimension}.groups.${group}`)),
    ].filter((key) => isField(key.split('.')[0]!));
    const needed = [
      ...ofForm.map((key) => `profile:form.${key}`),
      ...ofEverybody.map((key) => `profile:case.${key}`),
      ...ofEverybody.map((key) => `profile:known.${key}`),
      ...ofReference.map((key) => `profile:reference.${key}`),
    ];
    expect([...texts[language].keys()].filter((key) => key.startsWith('profile:')).sort()).toEqual(
      needed.sort(),
    );
  });

  it.each(['kk', 'ru'] as const)('name every problem and every role in %s', (language) => {
    const needed = [
      ...Object.keys(problemStatus).flatMap((code) => [`problems:${code}.title`, `problems:${code}.detail`]),
      ...roles.map((role) => `shared:roles.${role}`),
    ];
    expect(needed.filter((key) => !texts[language].has(key))).toEqual([]);
  });
});
