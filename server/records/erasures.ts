/**
 * What was erased, kept outside the database: a restored backup is older than some erasures and would bring back what
 * their owners had erased. Append-only text in RECORDS_DIR, one file for each process and start, so that several processes
 * and machines share the folder without a lock. Ids and times only, no contents and no codes.
 *
 *   erased/<random>.txt, line by line: <time> <kind> <id> <checksum>
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../config';
import { Problem } from '../shared/problems';

const mostAtOnce = 500;

/** An attempt by its own id, a code by its case's. */
const kinds = ['attempt', 'case'] as const;

export interface Erasure {
  kind: (typeof kinds)[number];
  id: string;
  erasedAt: Date;
}

export interface ErasureRecords {
  /** Resolves when all of them are on disk. @throws Problem recordsUnavailable */
  append(erasures: Erasure[]): Promise<void>;
  /** Those of all processes, some hundred at a time. @throws ConfigError for a file that was damaged */
  read(): AsyncIterable<Erasure[]>;
}

/** @throws ConfigError when nothing can be written there: no erasure could be acknowledged */
export async function openErasureRecords(recordsDir: string): Promise<ErasureRecords> {
  const folder = join(recordsDir, 'erased');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Only writing tells of a full disk and of a folder that may be read but not written.
    const tried = await createFile(folder, '.tried');
    await appendDurably(tried, '-\n');
    await rm(tried);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `RECORDS_DIR cannot be written (${code ?? message}): ${folder}\nWhat is erased is noted there, so that no restored backup brings it back. Make room, or let the server write there.`,
    );
  }

  let file: string | null = null;
  let latest: Promise<void> = Promise.resolve();

  async function write(text: string): Promise<void> {
    try {
      file ??= await createFile(folder, '.txt');
      await appendDurably(file, text);
    } catch (error) {
      // The file may end in half a line: it is left as it is, and the next erasure begins another one.
      file = null;
      throw new Problem('recordsUnavailable', {}, { cause: error });
    }
  }

  return {
    append(erasures) {
      const text = erasures.map(lineOf).join('');
      // One after the other: two appends at once could mix their lines.
      const written = latest.then(() => write(text));
      latest = written.catch(() => {});
      return written;
    },

    async *read() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
      for (const name of names) {
        const erasures = erasuresIn(await readFile(join(folder, name), 'utf8'), name);
        for (let from = 0; from < erasures.length; from += mostAtOnce)
          yield erasures.slice(from, from + mostAtOnce);
      }
    },
  };
}

async function createFile(folder: string, ending: string): Promise<string> {
  const path = join(folder, `${randomUUID()}${ending}`);
  await (await open(path, 'wx', 0o600)).close();
  await syncFolder(folder);
  return path;
}

/** Without this a power cut may lose the name of a file whose contents are on disk. Windows cannot and need not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function appendDurably(path: string, text: string): Promise<void> {
  const handle = await open(path, 'a');
  try {
    await handle.appendFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function lineOf({ kind, id, erasedAt }: Erasure): string {
  const text = `${erasedAt.toISOString()} ${kind} ${id}`;
  return `${text} ${checksumOf(text)}\n`;
}

/** null for a line that was not written to its end, or changed. */
function erasureIn(line: string): Erasure | null {
  const end = line.lastIndexOf(' ');
  const text = line.slice(0, Math.max(end, 0));
  if (line.slice(end + 1) !== checksumOf(text)) return null;
  const [time = '', name, id = ''] = text.split(' ');
  const kind = kinds.find((one) => one === name);
  return kind ? { kind, id, erasedAt: new Date(time) } : null;
}

/** What a process that died was writing stands at the end and was never acknowledged; damage before it is not ours. */
function erasuresIn(text: string, name: string): Erasure[] {
  const lines = text.split('\n').map(erasureIn);
  const whole = lines.slice(0, lines.findLastIndex((one) => one !== null) + 1);
  const damaged = whole.indexOf(null);
  if (damaged >= 0)
    throw new ConfigError(
      `Line ${damaged + 1} of ${name} in RECORDS_DIR is damaged. Restore the file from its backup, or what that line erased may come back.`,
    );
  return whole.filter((one) => one !== null);
}
