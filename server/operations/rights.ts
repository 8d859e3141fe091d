import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of the group or of everybody: to read, write or enter. */
const othersBits = 0o077;

/** undefined for what cannot be looked at: that is told by who needs it. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Which of these folders, and of the files right inside them, others on this machine have rights to. A folder that
 * nobody else can enter keeps what is in it; Windows has rights of another kind.
 */
export function openToOthers(folders: string[], platform: NodeJS.Platform = process.platform): string[] {
  if (platform === 'win32') return [];
  const isOpen = (path: string) => ((statsOf(path)?.mode ?? 0) & othersBits) !== 0;
  const isFolder = (path: string) => statsOf(path)?.isDirectory() ?? false;
  return [...new Set(folders)]
    .filter((folder) => isOpen(folder) && isFolder(folder))
    .flatMap((folder) => [
      folder,
      ...readdirSync(folder)
        .map((name) => join(folder, name))
        .filter(isOpen),
    ]);
}
