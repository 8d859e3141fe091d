/** What a phone loads: small, without the server's packages, and in no newer words than the oldest browsers understand. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicFolder } from '../../../server/config';
import { languages } from '../../../server/core/text/languages';
import { projectRoot } from '../../../server/shared/project-root';
import { phoneBundle } from '../../support/phone/phone-bundle';

beforeAll(() => {
  const build = "import('./scripts/build.mjs').then(({ buildIfNeeded }) => buildIfNeeded())";
  execFileSync(process.execPath, ['-e', build], { cwd: projectRoot });
});

/** As they are served, by name. */
function builtScripts(): [string, string][] {
  const { every, ofLanguage } = JSON.parse(readFileSync(join(publicFolder, 'phone.json'), 'utf8'));
  const names: string[] = [...every, ...languages.flatMap((language) => ofLanguage[language])].filter(
    (name) => name.endsWith('.js'),
  );
  const paths = [...names.map((name) => join('assets', name)), 'service-worker.js'];
  return paths.map((path) => [path, readFileSync(join(publicFolder, path), 'utf8')]);
}

const namesOf = (pattern: RegExp) =>
  builtScripts().flatMap(([name, code]) => (pattern.test(code) ? [name] : []));

/** Newer than Chrome 97, Firefox 104 or Safari 15.4, by what a phone may be tempted to use. */
const newer: [string, RegExp][] = [
  ['looking behind in regular expressions', /\(\?<[=!]/],
  ['sets in regular expressions', /new RegExp\([^)]*,\s*["'`][a-z]*v/],
  ['copies of arrays', /\.(toSorted|toReversed|toSpliced)\(|\]\.with\(/],
  ['groups', /\b(Object|Map)\.groupBy\(|\.groupToMap\(/],
  ['sets that are compared', /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/],
  ['deep copies', /\bstructuredClone\b/],
  ['asynchronous lists', /Array\.fromAsync\b/],
  ['new kinds of promises', /Promise\.(withResolvers|try)\b/],
  ['signals that end by themselves', /AbortSignal\.(timeout|any)\b/],
  ['addresses that are only asked about', /URL\.(canParse|parse)\b/],
  ['bytes as text', /\.(toBase64|toHex|setFromBase64)\(|Uint8Array\.from(Base64|Hex)\b/],
  [
    'iterators as lists',
    /\bIterator\.(from|concat)\b|\.(values|keys|entries)\(\)\.(map|filter|toArray|some|every|find|reduce|take|drop|flatMap|forEach)\(/,
  ],
  ['whole text', /\.(isWellFormed|toWellFormed)\(/],
  ['a queue for idle time', /requestIdleCallback|scheduler\.(postTask|yield)/],
  ['lists of databases', /indexedDB\.databases\(/],
  ['files of the origin', /\.storage\.getDirectory\(|createSyncAccessHandle/],
  ['transitions', /startViewTransition/],
  ['pop-ups', /\b(showPopover|togglePopover|hidePopover)\(/],
  ['visibility of elements', /checkVisibility\(/],
];

describe('what a phone loads', () => {
  it('has one package, and none of those for checking, translating and drawing charts', () => {
    const inputs = ['student.ts', 'service-worker.ts'].flatMap(
      (name) => phoneBundle(`views/client/${name}`).inputs,
    );
    expect(inputs).toEqual(
      expect.arrayContaining(['views/client/phone/phone.ts', 'server/core/scoring/score.ts']),
    );
    const packages = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
    expect([...new Set(packages)]).toEqual(['lean-qr']);
    expect(inputs.filter((path) => /\.(schema|store|service|routes)\.ts$/.test(path))).toEqual([]);
  });

  it('asks nothing of Node and leaves no package for later', () => {
    expect(builtScripts().length).toBeGreaterThan(10);
    expect(namesOf(/\brequire\(|from"[a-z@]|\bprocess\.|\bBuffer\b|node:/)).toEqual([]);
  });

  it('writes dates and numbers itself, since browsers know no Kazakh', () => {
    expect(namesOf(/\bIntl\b|\.toLocale\w+\(|\.localeCompare\(/)).toEqual([]);
  });

  it.each(newer)('has nothing that the oldest browsers lack: %s', (_what, pattern) => {
    expect(namesOf(pattern)).toEqual([]);
  });

  it('names no address of anybody else', () => {
    expect(namesOf(/\b(https?|wss?):\/\/(?!www\.w3\.org\/2000\/svg)/)).toEqual([]);
  });
});
