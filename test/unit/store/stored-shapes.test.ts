import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { storedShapes } from '../../../server/stored-shapes';

const server = join(__dirname, '../../../server');
const files = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((path) => /[\\/]migrations[\\/]\d/.test(path) && path.endsWith('.ts'))
  .map((path) => path.split(/[\\/]/).at(-1)?.slice(0, -'.ts'.length));

const lists = Object.entries(storedShapes);

describe('migrations', () => {
  it('are each a file named by its day, with a line among the stored shapes', () => {
    const listed = lists.flatMap(([, steps]) => steps.map(({ id }) => id));
    expect(files.length).toBeGreaterThan(0);
    expect(files.sort()).toEqual(listed.sort());
    for (const id of listed) expect(id).toMatch(/^20\d\d-[01]\d-[0-3]\d-[a-z-]+$/);
  });

  it.each(lists)('of %s stand in the order of their days', (_collection, steps) => {
    const days = steps.map(({ id }) => id.slice(0, '2026-11-30'.length));
    expect(days).toEqual([...days].sort());
  });
});
