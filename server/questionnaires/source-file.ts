/** Reads what an editor wrote: whatever is no text file in UTF-8 is told in words, and nothing of it is guessed. */
import { lstatSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './yaml-file';

/** Our own longest is a tenth of it. */
const mostBytes = 2 ** 20;

/** Also for a link that leads nowhere, and where nobody may look: what cannot be seen is not taken for missing. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}

/** Its text without a byte order mark, each line ending in a line feed; undefined after the problem was reported. */
export function readSource(path: string, report: Report): string | undefined {
  const bytes = bytesOf(path, report);
  if (!bytes) return undefined;
  const text = decoded(bytes);
  const line = text === null ? brokenLine(bytes) : lineWith(text, '\0');
  if (text === null || line > 0) {
    report(line, 'these are no letters in UTF-8. Save the file as UTF-8 (not as Windows-1251 or “Unicode”)');
    return undefined;
  }
  if (text.trim() !== '') return text.replaceAll('\r\n', '\n');
  report(1, 'the file is empty');
  return undefined;
}

function bytesOf(path: string, report: Report): Buffer | undefined {
  try {
    const reason = whyNoSource(statSync(path));
    if (reason === null) return readFileSync(path);
    report(1, reason);
  } catch (error) {
    report(1, isThere(path) ? whyUnreadable(error, 'file') : 'the file is missing');
  }
  return undefined;
}

/** null for an ordinary file of an ordinary size. */
function whyNoSource(found: Stats): string | null {
  if (found.isDirectory()) return 'this is a folder, a file of this name is needed';
  if (!found.isFile()) return 'this is no ordinary file';
  if (found.size <= mostBytes) return null;
  return `the file has ${found.size} bytes, more than ${mostBytes}: it cannot be what was meant`;
}

type FolderReport = (path: string, reason: string) => void;

/** Names of what lies in a folder, in order: none where it is not there, undefined after a problem was reported. */
export function namesIn(folder: string, report: FolderReport): string[] | undefined {
  try {
    // Names that begin with a dot belong to editors, to Git and to the system.
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch (error) {
    if (!isThere(folder)) return [];
    report(folder, whyUnreadable(error, 'folder'));
    return undefined;
  }
}

/** Following links. */
export const foldersIn = (folder: string, report: FolderReport): string[] =>
  (namesIn(folder, report) ?? []).filter((name) => isFolder(join(folder, name), report));

function isFolder(path: string, report: FolderReport): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    report(path, whyUnreadable(error, 'folder'));
    return false;
  }
}

function whyUnreadable(error: unknown, what: 'file' | 'folder'): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `the ${what} is there, but the server may not read it: give it the right to`;
    case 'ELOOP':
      return 'this is a link that leads to itself';
    case 'ENOENT':
      return 'this is a link to what is not there';
    case 'ENOTDIR':
      return 'this is a file, a folder of this name is needed';
    default:
      return `the ${what} cannot be read (${code ?? String(error)})`;
  }
}

/** null where the bytes are no UTF-8. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The first line that is no UTF-8; no letter has the byte of a line feed in it. */
function brokenLine(bytes: Buffer): number {
  for (let line = 1, from = 0; ; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    if (end < 0 || decoded(bytes.subarray(from, end)) === null) return line;
    from = end + 1;
  }
}

/** From 1; 0 where no line has it. */
const lineWith = (text: string, sign: string): number =>
  text.split('\n').findIndex((line) => line.includes(sign)) + 1;
