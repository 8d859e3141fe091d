/** Nothing but the table of languages and their own modules knows which there are: what differs lies there or in their texts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../../server/core/text/languages';
import { projectRoot } from '../../../server/shared/project-root';

const any = languages.join('|');

/** One language compared with, several listed, or one of each kept, by name. */
const namedByHand = new RegExp(
  [
    String.raw`[!=]==? *(['"\x60])(?:${any})\1`,
    String.raw`\bcase *(['"\x60])(?:${any})\2`,
    String.raw`(['"\x60])(?:${any})\3, *(['"\x60])(?:${any})\4`,
    String.raw`(?<![\w$.'-])(?:${any}): .*(?<![\w$.'-])(?:${any}):`,
    String.raw`\.(?:${any})\b`,
  ].join('|'),
);

const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\/|<%#[\s\S]*?%>/g, '').replace(/(?<!:)\/\/.*/g, '');

/** The line, where a language is named by hand. */
const found = (source: string): string[] =>
  withoutComments(source)
    .split('\n')
    .filter((line) => namedByHand.test(line));

const isOfTheLanguage = (path: string): boolean =>
  path === 'server/core/text/languages.ts' || path.startsWith('server/core/text/languages/');

const sources = ['server', 'views'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|ejs)$/.test(name))
    .map((name) => `${folder}/${name}`),
);

it('finds no language that is named by hand', () => {
  expect(sources.length).toBeGreaterThan(500);
  const named = sources
    .filter((path) => !isOfTheLanguage(path))
    .flatMap((path) =>
      found(readFileSync(join(projectRoot, path), 'utf8')).map((line) => `${path}: ${line.trim()}`),
    );
  expect(named).toEqual([]);
});

it.each([
  "if (language === 'kk') return text;",
  "switch (language) { case 'ru': return text; }",
  "const languages = ['kk', 'ru'] as const;",
  "language: z.enum(['ru', 'kk']),",
  'return { kk: of(first), ru: of(second) };',
  'const title = texts.kk.title;',
])('would find a planted %s', (line) => {
  expect(found(line)).toEqual([line]);
});
