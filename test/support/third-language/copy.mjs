// `node copy.mjs <folder>`: a copy of the product with a third language, made as CONTRIBUTING says: its folder of locales, its
// questionnaires' texts, its rules and one line in the table. Its texts are the Kazakh ones in ⟦brackets⟧, so that whatever a
// page says outside of brackets is not of this language. The copy is type-checked and built as the product is.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = process.argv[2];
const [like, added] = ['kk', 'qq'];

const copied = [
  ...['server', 'views', 'locales', 'questionnaires', 'scripts', 'test/support', 'test/store/tables'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
];

/** A line's words; its Markdown marks and what is put into it stay outside. */
const inBrackets = (line) =>
  line.replace(/^(\s*(?:#+ |[-*] |\d+[.)] )?)(.*)$/, (_line, marks, words) => {
    const pieces = words.split(/(\{\{[^}]*\}\})/);
    return marks + pieces.map((one) => (/^\{\{|^[^\p{L}]*$/u.test(one) ? one : `⟦${one}⟧`)).join('');
  });

function bracketed(value) {
  if (typeof value === 'string') return value.split('\n').map(inBrackets).join('\n');
  if (Array.isArray(value)) return value.map(bracketed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bracketed(one)]));
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The head of a text says who wrote it and when, which is no text. */
function bracketedMarkdown(text) {
  const [, head, body] = /^---\r?\n([\s\S]*?\n)---\r?\n([\s\S]*)$/.exec(text);
  const { role, date, ...words } = parse(head);
  return `---\n${stringify({ ...bracketed(words), role, date })}---\n${bracketed(body)}`;
}

function translate(folderOfTexts, read) {
  const from = join(folder, folderOfTexts, like);
  if (!existsSync(from)) return;
  for (const name of readdirSync(from))
    write(join(folder, folderOfTexts, added, name), read(readFileSync(join(from, name), 'utf8')));
}

function translateQuestionnaire(version) {
  const path = (name) => join(folder, version, name);
  const texts = parse(readFileSync(path(`${like}.yaml`), 'utf8'));
  writeFileSync(path(`${added}.yaml`), stringify(bracketed(texts)));
  writeFileSync(path('forbidden.yaml'), `${readFileSync(path('forbidden.yaml'), 'utf8')}\n${added}: []\n`);
  const claims = parse(readFileSync(path('claims.yaml'), 'utf8'));
  claims.words[added] = [];
  for (const said of Object.values(claims.texts).flat()) said[added] = said[like];
  writeFileSync(path('claims.yaml'), stringify(claims));
  translate(`${version}/recommendations`, bracketedMarkdown);
  translate(`${version}/seniors`, bracketedMarkdown);
}

for (const path of copied) cpSync(join(root, path), join(folder, path), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));

translate('locales', (text) => JSON.stringify(bracketed(JSON.parse(text))));
translateQuestionnaire('questionnaires/self-diagnosis/v1');
const dangerWords = join(folder, 'questionnaires/danger-words');
cpSync(join(dangerWords, `${like}.yaml`), join(dangerWords, `${added}.yaml`));

write(
  join(folder, `server/core/text/languages/${added}.ts`),
  `import type { LanguageRules } from './rules';

export const ${added}: LanguageRules = {
  tags: ['${added}', 'kk-KZ', 'ru-RU'],
  name: '⟦Third⟧',
  short: '⟦3⟧',
  plural: (count) => (count === 1 ? 'one' : 'other'),
  ownLetters: '',
  wordsKeptWithNext: '',
};
`,
);
const table = join(folder, 'server/core/text/languages.ts');
const withLine = readFileSync(table, 'utf8')
  .replace("import { ru } from './languages/ru';", `$&\nimport { ${added} } from './languages/${added}';`)
  .replace('languageTable = { kk, ru }', `languageTable = { kk, ru, ${added} }`);
writeFileSync(table, withLine);

const run = (...command) => execFileSync(process.execPath, command, { cwd: folder, stdio: 'inherit' });
run('scripts/check-views.mjs');
const settings = {
  extends: './tsconfig.json',
  include: ['server', 'views/client', 'scripts', 'dist/checked'],
};
const withoutCache = { compilerOptions: { incremental: false, tsBuildInfoFile: null } };
write(join(folder, 'tsconfig.product.json'), JSON.stringify({ ...settings, ...withoutCache }));
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.product.json');
run('-e', "import('./test/support/build.mjs').then(({ default: build }) => build())");
