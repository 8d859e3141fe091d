/** What the store takes, and what is left for it. */
import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

export interface Room {
  storeBytes: number;
  freeBytes: number;
}

const blockBytes = 512;

/** What the files of a folder take on the disk: the store's own file may be larger than that. */
async function takenBy(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      // A file may go while it is looked at.
      const found = await stat(join(parentPath, name)).catch(() => null);
      // Windows says nothing of blocks.
      return found ? (found.blocks ? found.blocks * blockBytes : found.size) : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Of the embedded store. @param folder where it lies */
export async function roomOf(folder: string): Promise<Room> {
  const [storeBytes, { bavail, bsize }] = await Promise.all([takenBy(folder), statfs(folder)]);
  return { storeBytes, freeBytes: bavail * bsize };
}

const leastFreeBytes = 1024 ** 3;

/** A purge rewrites the store beside itself. */
export const isScarce = ({ storeBytes, freeBytes }: Room): boolean =>
  freeBytes < Math.max(leastFreeBytes, 2 * storeBytes);
