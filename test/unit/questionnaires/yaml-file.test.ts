import { z } from 'zod';
import { condition, id } from '../../../server/questionnaires/schema/condition.schema';
import { readYaml } from '../../../server/questionnaires/yaml-file';

/** `line: reason` of each problem. */
function problems(text: string, schema: z.ZodType = z.unknown()): string[] {
  const found: string[] = [];
  readYaml(text, schema, (line, reason) => found.push(`${line}: ${reason}`));
  return found;
}

describe('what is wrong with the writing of a file is told once, in ordinary words and on its line', () => {
  it.each([
    ['a key twice', 'items:\n  A1: "Да"\n  A1: "Нет"\n', 3, 'this key is there already in the same block'],
    ['a key twice in brackets', 'bands: { low: a,\n  low: b }\n', 2, 'this key is there already'],
    [
      'three dashes in the middle',
      'title: a\n---\nlead: b\n',
      2,
      'a line of three dashes or dots divides the file',
    ],
    ['a tab', 'items:\n\tA1: a\n', 2, 'indent with spaces'],
    ['another depth', 'items:\n  A1: a\n   A2: b\n', 2, 'a second : stands in the line'],
    [
      'a colon in a text',
      'title: Сон: твой отдых\n',
      1,
      'a second : stands in the line: put the text between',
    ],
    ['an open quotation mark', 'items:\n  A1: "Да\n  A2: "Нет"\n', 2, 'here or just above: a quotation mark'],
    ['an open quotation mark at the end', 'title: "Да\n', 2, 'here or just above: a quotation mark'],
    ['an open bracket', 'often: [a, b\ntitle: c\n', 2, 'a bracket is still open above'],
    ['a missing comma', 'bands: { low: "a" high: "b" }\n', 1, 'a comma between entries'],
    ['a line without a key', 'title: a\nещё слова\n', 2, 'a : behind a key'],
    ['a text with @ in front', 'title: @school\n', 1, 'a text cannot begin with this sign'],
    ['a text with % in front', 'a: b\nc: %d\n', 2, 'a text cannot begin with this sign'],
    ['a text with ! in front', 'title: !Secret Сон\n', 1, 'a word that begins with ! is not read'],
    ['a text with * in front', 'title: *\n', 1, 'a text cannot begin with & or *'],
    ['a backslash', 'title: "с\\д"\n', 1, 'write \\\\, or use'],
  ])('%s', (_, text, line, reason) => {
    expect(problems(text)).toEqual([expect.stringContaining(`${line}: `)]);
    expect(problems(text)[0]).toContain(reason);
  });

  it('each key that stands twice', () => {
    expect(problems('a: 1\na: 2\nb: 1\nb: 2\n')).toHaveLength(2);
  });
});

describe('what is wrong with the content', () => {
  it.each([
    [
      'a number in place of a text',
      'a: 5',
      z.object({ a: z.string() }),
      'a: it must be a text: put it between',
    ],
    ['nothing behind a key', 'a:', z.object({ a: z.string() }), 'a: nothing is written here'],
    ['a text in place of a pair', 'a: b', z.object({ a: z.tuple([z.string()]) }), 'a: it must be a list'],
    ['a Cyrillic letter in an id', 'С1: 1', z.record(id, z.int()), 'С1: an id begins with a Latin letter'],
    ['half a number', 'a: 1.5', z.object({ a: z.int() }), 'a: it must be a whole number'],
  ])('is said of %s', (_, text, schema, reason) => {
    expect(problems(text, schema)).toEqual([expect.stringContaining(`1: ${reason}`)]);
  });

  it.each([
    ['a key that is misspelt', '{ item: A1, atLest: 2 }', 1, 'when: there is no key atLest here'],
    ['a key that is missing', '{ atMost: 2 }', 1, 'when.item: it is missing'],
    [
      'a value deep inside',
      '\n    all:\n      - { item: A1, atMost: 2 }\n      - { verdict: [good] }',
      4,
      'when.all.1.verdict.0: it must be one of: valid',
    ],
    [
      'a kind that there is none of',
      '{ weather: rain }',
      1,
      'when: this is no condition that the engine knows. It begins with',
    ],
    ['no condition at all', '\nwhere: { item: A1, atMost: 2 }', 1, 'when: nothing is written here'],
    ['a name in place of a condition', 'A1', 1, 'when: this is no condition that the engine knows'],
  ])('is said of the kind of condition that was meant: %s', (_, written, line, reason) => {
    expect(problems(`when: ${written}`, z.object({ when: condition }))[0]).toContain(`${line}: ${reason}`);
  });
});

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

describe.each(names)('the id %s, which every object knows,', (name) => {
  it.each([
    ['a key', `scales:\n  ${name}: 1\n`],
    ['a key in quotes', `scales:\n  "${name}": 1\n`],
    ['a key in brackets', `\nscales: { rest: 1, ${name}: 1 }\n`],
  ])('is refused as %s, beside what else is wrong', (_, text) => {
    const schema = z.strictObject({ scales: z.record(id, z.int()) });
    const [first, second] = problems(`${text}more: 1\n`, schema);
    expect(first).toMatch(/^2: (scales\..*: )?the id .* has a meaning of its own in every program/);
    expect(second).toMatch(/^3: there is no key more here/);
  });

  it('is refused wherever an id is named', () => {
    const schema = z.object({ flag: id });
    expect(problems(`flag: ${name}`, schema)).toEqual([expect.stringMatching(/^1: flag: (the|an) id /)]);
  });
});
