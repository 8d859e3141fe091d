// Checks who imports whom: the rules are in .dependency-cruiser.cjs. What breaks them today is listed in
// .known-violations.json, which may only shrink: a new violation fails, and so does an entry that is violated no more.
// `node scripts/check-dependencies.mjs [folder]` checks another folder by the same rules.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
const folders = ['server', 'views/client', 'scripts', 'test'].filter((folder) =>
  existsSync(join(root, folder)),
);

function readKnown() {
  const path = join(root, '.known-violations.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}

/** A circle is named by its files, since which of its ways is found first may change with any import. */
function namesOf({ rule, from, to, cycle }) {
  return cycle ? cycle.map(({ name }) => `${rule.name}: ${name}`) : [`${rule.name}: ${from} -> ${to}`];
}

function sourcesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => /\.(ts|mjs|cjs)$/.test(name))
    .map((name) => join(folder, name).replaceAll('\\', '/'));
}

const { output } = await cruise(folders, {
  ...options,
  baseDir: root,
  validate: true,
  ruleSet: { forbidden },
});
const { violations, totalDependenciesCruised } = output.summary;
const seen = new Set(output.modules.map(({ source }) => source));
const found = new Set(violations.flatMap(namesOf));
const known = readKnown();

const complaints = {
  // Without a parser that knows the language's syntax the tool reads nothing and finds nothing.
  'Not read': folders.flatMap(sourcesIn).filter((source) => !seen.has(source)),
  'Forbidden by .dependency-cruiser.cjs': [...found].filter((name) => !known.includes(name)),
  'Violated no more: take it out of .known-violations.json': known.filter((name) => !found.has(name)),
};
for (const [complaint, names] of Object.entries(complaints)) {
  if (names.length > 0) console.error([`${complaint}:`, ...names.sort()].join('\n  '));
}
if (Object.values(complaints).some((names) => names.length > 0)) process.exitCode = 1;
else
  console.log(`${seen.size} modules, ${totalDependenciesCruised} imports, ${known.length} known violations`);
