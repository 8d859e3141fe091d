import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of the group or of everybody: to read, write or enter. */
const othersBits = 0o077;

/**
 * Which of these folders, and of the files right inside them, others on this machine have rights to. A folder that
 * nobody else can enter keeps what is in it; Windows has rights of another kind.
 */
export function openToOthers(folders: string[], platform: NodeJS.Platform = process.platform): string[] {
  if (platform === 'win32') return [];
  const isOpen = (path: string) =>
    ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & othersBits) !== 0;
  return [...new Set(folders)].filter(isOpen).flatMap((folder) => [
    folder,
    ...readdirSync(folder)
      .map((name) => join(folder, name))
      .filter(isOpen),
  ]);
}
