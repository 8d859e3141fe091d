import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const inMemory = '/dev/shm';
const roomyBytes = 4 * 2 ** 30;

/**
 * A folder for one test, in memory where the machine has such a place and room in it: a write that is acknowledged waits
 * for no disk there. What proves something about a disk takes a folder of the disk.
 */
export const quickFolder = (): string => mkdtempSync(join(isRoomy() ? inMemory : tmpdir(), 'self-check-'));

function isRoomy(): boolean {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize > roomyBytes;
  } catch {
    return false;
  }
}
