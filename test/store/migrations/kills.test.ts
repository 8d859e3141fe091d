// A process that is killed while it migrates leaves a store that the next start finishes: nothing is lost, and nothing done twice.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { minuteMs, systemClock } from '../../../server/shared/clock';
import { projectRoot } from '../../../server/shared/project-root';
import { openDatabase } from '../../../server/store/database';
import { onEmbeddedStore, temporaryFolder } from '../support';

/** Beside the build, whose worker it starts. */
const program = join(projectRoot, 'dist', 'of-tests', 'migrator.cjs');
const folder = temporaryFolder();
afterAll(() => {
  for (const one of [program, folder]) rmSync(one, { recursive: true, force: true });
});

interface Box {
  _id: number;
  text: string;
  seal?: string;
}

async function inStore<T>(
  work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ folder, clock: systemClock });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const stored = () =>
  inStore(({ connection }) => connection.collection<Box>('boxes').find().sort({ _id: 1 }).toArray());

const sealsOf = (boxes: Box[]) =>
  new Map(boxes.flatMap(({ _id, seal }) => (seal === undefined ? [] : [[_id, seal] as const])));

/** @returns what it said; the signal by which it ended */
function migrate(now: Date, death: object | null): Promise<{ said: string; signal: string | null }> {
  const task = JSON.stringify({ folder, now, death });
  const child = spawn(process.execPath, [program, task], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve) =>
    child.once('close', (_code, signal) => resolve({ said: said.trim(), signal })),
  );
}

const many = 4_000;

onEmbeddedStore('a store whose migration was killed', () => {
  it('is finished by the next start, each document once, however often that happens', async () => {
    buildSync({
      entryPoints: [join(__dirname, 'migrator.ts')],
      ...{ bundle: true, platform: 'node', packages: 'external', outfile: program },
    });
    const before = Array.from({ length: many }, (_, _id): Box => ({ _id, text: `box ${_id}` }));
    await inStore(({ connection }) => connection.collection<Box>('boxes').insertMany(before));
    // What a killed process holds runs out by the clock.
    const start = systemClock().getTime();
    const minuteAfter = (minutes: number) => new Date(start + minutes * minuteMs);
    const sealed: Map<number, string>[] = [];
    for (const [minute, afterMs] of [0, 2, 10].entries()) {
      const { signal } = await migrate(minuteAfter(minute), { looked: 1_000, afterMs });
      expect(signal).toBe('SIGKILL');
      sealed.push(sealsOf(await stored()));
    }
    // Of the documents that were being written when it was killed nobody knows which one changed them.
    const { said } = await migrate(minuteAfter(4), null);
    expect(said).toMatch(new RegExp(`^boxes: 2026-12-01-seal changed \\d+ of ${many} documents$`));

    const after = await stored();
    expect(after.map(({ seal: _seal, ...box }) => box)).toEqual(before);
    const last = sealsOf(after);
    expect(new Set(last.values()).size).toBe(many);
    // Each kill came in the middle, and what was sealed by then has its seal still.
    for (const seals of sealed) {
      expect(seals.size).toBeGreaterThan(0);
      expect(seals.size).toBeLessThan(many);
      expect([...seals].filter(([id, seal]) => last.get(id) !== seal)).toEqual([]);
    }
    expect(await migrate(minuteAfter(5), null)).toEqual({ said: '', signal: null });
  });
});
