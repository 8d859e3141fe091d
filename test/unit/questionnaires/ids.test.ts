/**
 * The engine is general: what the shipped questionnaire calls its items, scales, flags, points, labels and texts stands in
 * its folder and nowhere in the code, so that another questionnaire needs no code.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definition, projectRoot } from '../core/support';

/** Lines by file: what later work has to take from the references. The list only ever gets shorter. */
const stillThere: Record<string, number> = {
  'server/reports/reference/recommendations.ts': 1,
  'server/reports/sentences/conclusions.ts': 2,
  'server/reports/tables/group-comparisons.ts': 1,
  'server/reports/tables/level.tables.ts': 6,
  'server/reports/tallies/read.ts': 1,
  'server/reports/tallies/slots.ts': 6,
  'server/reports/tallies/tally.ts': 1,
  'server/reports/tallies/topics.ts': 12,
};

const labelsOf = (part: object): string[] =>
  [...JSON.stringify(part).matchAll(/"\w*[lL]abel":"([^"]+)"/g)].map(([, label]) => label!);

const ids = [
  ...Object.keys(definition.items),
  ...Object.keys(definition.scales),
  ...definition.flags.map(({ flag }) => flag),
  ...definition.quality.points.map(({ point }) => point),
  ...labelsOf(definition.scales),
  ...definition.feedback.extras.map(({ text }) => text),
].join('|');

/** As a text of its own, alone or with the band of a recommendation; as a property; as a key. */
const anId = new RegExp(
  String.raw`(['"\x60])(?:${ids})(?:-\w+)?\1|\.(?:${ids})\b|(?<![\w$.'-])(?:${ids})\??:`,
  'u',
);

const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<!:)\/\/.*/g, '');

const linesWithIds = (source: string): string[] =>
  withoutComments(source)
    .split('\n')
    .filter((line) => anId.test(line));

/** The Latin letters that look like Cyrillic ones in a student's code. */
const alphabets = ['server/core/attempt/code.ts'];

it.each([
  ["const { band } = result.scales['A'];", true],
  ['const { band } = result.scales.A;', true],
  ['flags: { threat: 40 }', true],
  ["texts['D-moderate']", true],
  ["label === 'noGambling'", true],
  ['const one = 1; // A: the first scale', false],
  ['const [A1] = items;', false],
])('finds an id in a line of code: %s', (line, isFound) => {
  expect(linesWithIds(line)).toHaveLength(isFound ? 1 : 0);
});

it('stands in no line of the server and of the views', () => {
  const files = ['server', 'views'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|ejs)$/.test(name))
      .map((name) => join(folder, name)),
  );
  const found = files
    .filter((file) => !alphabets.includes(file))
    .map((file) => [file, linesWithIds(readFileSync(join(projectRoot, file), 'utf8')).length] as const)
    .filter(([, count]) => count > 0);
  expect(Object.fromEntries(found)).toEqual(stillThere);
});
