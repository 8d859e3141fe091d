import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './planted';

/** One file each by their nature, found by name. */
const lists = ['server/decisions'];
const most = 15;

function crowded(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).length;
  const here = relative(root, folder);
  return [
    ...(files > most && !lists.includes(here) ? [`${here}: ${files}`] : []),
    ...entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => crowded(join(folder, name))),
  ];
}

it.each(['server', 'views', 'scripts', 'test', 'locales'])(
  `finds no folder of over ${most} files under %s: such a one is split by what a person looks for`,
  (folder) => {
    expect(crowded(join(root, folder))).toEqual([]);
  },
);
