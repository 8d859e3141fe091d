import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', 'server', 'decisions');

interface Decision {
  file: string;
  number: number;
  heading: string;
  lines: string[];
  /** What it says of others above its five lines. */
  notes: string[];
}

function read(file: string): Decision {
  const [heading = '', , ...rest] = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
  const start = rest.lastIndexOf('') + 1;
  const notes = rest.slice(0, start).filter((line) => line !== '');
  return { file, number: Number(file.slice(0, 3)), heading, lines: rest.slice(start), notes };
}

const decisions = readdirSync(folder)
  .filter((file) => file !== 'README.md')
  .sort()
  .map(read);

const note = /^(Supersedes|Superseded)( in part)?( by)? \[(\d+)\]\(([\w.-]+)\)(?:: .+)?\.$/;

interface Link {
  from: string;
  to: string;
  kind: 'Supersedes' | 'Superseded';
  isInPart: boolean;
}

function linkOf(from: string, line: string): Link {
  const [, kind, part, by, number, to] = note.exec(line) ?? [];
  const isWellFormed =
    (kind === 'Superseded') === (by !== undefined) && to?.startsWith(number!.padStart(3, '0'));
  if (!to || !isWellFormed)
    throw new Error(`${from} has a line that says nothing of another decision: ${line}`);
  return { from, to, kind: kind as Link['kind'], isInPart: part !== undefined };
}

describe('a decision', () => {
  it('has a number of its own, in one row without a gap, and its heading says the same', () => {
    expect(decisions.map(({ number }) => number)).toEqual(decisions.map((_, index) => index + 1));
    for (const { file, number, heading } of decisions) {
      expect(file).toMatch(/^\d{3}-[a-z0-9]+(-[a-z0-9]+)*\.md$/);
      expect(heading.startsWith(`# ${number}. `)).toBe(true);
    }
  });

  it.each(decisions)(
    'says in five lines what, why, the cost, what was not chosen and when to look again: $file',
    ({ lines }) => {
      expect(lines).toHaveLength(5);
      expect(lines.slice(2).map((line) => /^(Cost|Not chosen): |^Look again /.exec(line)?.[0])).toEqual([
        'Cost: ',
        'Not chosen: ',
        'Look again ',
      ]);
    },
  );

  it('that takes another back is named there, and the other way round', () => {
    const links = decisions.flatMap(({ file, notes }) => notes.map((line) => linkOf(file, line)));
    const backwards = links.map(({ from, to, kind, isInPart }) => ({
      ...{ from: to, to: from, isInPart },
      kind: kind === 'Supersedes' ? 'Superseded' : 'Supersedes',
    }));
    expect(links.length).toBeGreaterThan(0);
    expect(links).toEqual(expect.arrayContaining(backwards));
    for (const { from, to, kind } of links) expect(kind === 'Supersedes').toBe(from > to);
  });
});
