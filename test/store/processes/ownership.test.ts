// A folder has one owner, also where two processes cannot see each other; who waits for it takes over.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '../../../server/shared/clock';
import { projectRoot } from '../../../server/shared/project-root';
import { openDatabase } from '../../../server/store/database';
import { FolderError, startEmbeddedStore } from '../../../server/store/embedded/start';
import { expectRoom, socketOf } from '../../../server/store/embedded/storage/ownership';
import { anAttempt } from '../../support/builders/attempts';
import { onEmbeddedStore, temporaryFolder } from '../support';
import { builtProgram } from './child';

let program: ReturnType<typeof builtProgram>;

interface Said {
  wrote?: number;
  refused?: string;
}

/** A process with the store of a folder, which writes what it is told to, and says whether it was acknowledged. */
class User {
  private readonly lines;
  private constructor(readonly process: ChildProcess) {
    this.lines = createInterface({ input: process.stdout! })[Symbol.asyncIterator]();
  }

  static start(folder: string, env: NodeJS.ProcessEnv = {}, before: string[] = []): User {
    const [command = '', ...given] = [...before, process.execPath, program.file, folder];
    const stdio = ['pipe', 'pipe', 'inherit'] as ['pipe', 'pipe', 'inherit'];
    return new User(spawn(command, given, { env: { ...process.env, ...env }, stdio }));
  }

  async hear(): Promise<Said> {
    const { value, done } = await this.lines.next();
    return done ? { refused: 'the process has ended' } : JSON.parse(value);
  }

  write(id: number): Promise<Said> {
    this.process.stdin!.write(`${id}\n`);
    return this.hear();
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await gone;
  }
}

/** How a second process is started: what is so about it, its environment, what starts it. */
type Way = [how: string, env: NodeJS.ProcessEnv, before: string[]];

const users: User[] = [];
const servers: ChildProcess[] = [];
const folders: string[] = [];
const newFolder = () => {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
};
const start: typeof User.start = (...given) => {
  const user = User.start(...given);
  users.push(user);
  return user;
};

async function storedIn(folder: string): Promise<number[]> {
  const { connection, close } = await openDatabase({ folder, clock: systemClock });
  try {
    const all = await connection.collection<{ _id: number }>('docs').find().sort({ _id: 1 }).toArray();
    return all.map(({ _id }) => _id);
  } finally {
    await close();
  }
}

onEmbeddedStore('the folder of a store', () => {
  beforeAll(() => {
    program = builtProgram('user.ts');
  });
  afterEach(async () => {
    for (const user of users.splice(0)) await user.kill();
    for (const server of servers.splice(0)) server.kill('SIGKILL');
  });
  afterAll(() => {
    program.remove();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const elsewhere = mkdtempSync(join(tmpdir(), 'other-'));
  folders.push(elsewhere);
  /** Another container: it cannot see the first process. Not every system lets a test make one. */
  const container = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--kill-child'];
  const hasContainers = spawnSync(container[0]!, [...container.slice(1), 'true']).status === 0;

  it.each<Way>([
    ['is started in the same way', {}, []],
    ...(hasContainers ? ([['has other process numbers', {}, container]] satisfies Way[]) : []),
    ['has another folder for temporary files', { TMPDIR: elsewhere }, []],
  ])(
    'has one owner: a second process that %s writes through it, and nothing is lost',
    async (_how, env, before) => {
      const folder = newFolder();
      const first = start(folder);
      expect(await first.write(0)).toEqual({ wrote: 0 });
      const second = start(folder, env, before);
      for (let id = 1; id < 40; id += 1)
        expect(await (id % 2 ? second : first).write(id)).toEqual({ wrote: id });
      await first.kill();
      await second.kill();
      expect(await storedIn(folder)).toEqual(Array.from({ length: 40 }, (_, id) => id));
    },
  );

  it('is not taken where the owner’s socket was cleared away', async () => {
    const folder = newFolder();
    const first = start(folder);
    await first.write(0);
    rmSync(socketOf(folder));
    await expect(openDatabase({ folder, clock: systemClock })).rejects.toThrow(
      `DATA_DIR is open in another process, which does not answer. Stop that one first: ${folder}`,
    );
    expect(existsSync(socketOf(folder))).toBe(false);
  });

  it('is taken by a process that waits when its owner is killed, with all that was acknowledged', async () => {
    const folder = newFolder();
    const first = start(folder);
    await first.write(0);
    const second = start(folder);
    await second.write(1);
    await first.kill();
    expect(await second.write(2)).toEqual({ wrote: 2 });
    await second.kill();
    expect(await storedIn(folder)).toEqual([0, 1, 2]);
  });

  it('is written no more by a process under which the lock was taken away: it ends', async () => {
    const folder = newFolder();
    const first = start(folder);
    await first.write(0);
    renameSync(join(folder, 'owner.lock'), join(folder, 'gone'));
    const second = start(folder);
    expect(await second.write(1)).toEqual({ wrote: 1 });
    expect(await first.write(2)).toEqual({ refused: expect.stringContaining('was taken away') });
    await second.kill();
    expect(await storedIn(folder)).toEqual([0, 1]);
  });

  it('is written no more by a process under which it was replaced by another folder', async () => {
    const folder = join(newFolder(), 'data');
    const first = start(folder);
    await first.write(0);
    renameSync(folder, `${folder} of before`);
    const second = start(folder);
    expect(await second.write(1)).toEqual({ wrote: 1 });
    expect(await first.write(2)).toEqual({ refused: expect.stringContaining('was taken away') });
    await second.kill();
    expect([await storedIn(folder), await storedIn(`${folder} of before`)]).toEqual([[1], [0]]);
  });

  it('ends the whole server that lost it, which is logged, so that it is started again', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const env = {
      ...process.env,
      ...{ PORT: '0', LOG_LEVEL: 'error', DATA_DIR: data },
      ...{ KEYS_DIR: join(folder, 'keys'), RECORDS_DIR: join(folder, 'records') },
    };
    const server = spawn(process.execPath, [join(projectRoot, 'dist', 'server', 'main.js')], { env });
    servers.push(server);
    const ended = once(server, 'exit');
    const said: string[] = [];
    const [url] = await new Promise<string[]>((resolve) => {
      createInterface({ input: server.stdout }).on('line', (line) => {
        said.push(line);
        if (line.startsWith('Open ')) resolve([line.slice('Open '.length)]);
      });
    });
    renameSync(join(data, 'owner.lock'), join(data, 'gone'));
    expect(await start(data).write(1)).toEqual({ wrote: 1 });
    const { id, ...begun } = anAttempt().upload;
    const sent = {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(begun),
    };
    const answered = await fetch(`${url}/api/attempts/${id}`, sent).then(
      ({ status }) => status,
      () => 0,
    );
    expect(answered).not.toBe(200);
    expect(await ended).toEqual([1, null]);
    expect(said.join('\n')).toMatch(/was taken away.*the store has ended/);
  });

  it('is only for this user, the socket in it too', async () => {
    const folder = join(newFolder(), 'data');
    await start(folder).write(0);
    const open = readdirSync(folder).filter((name) => (statSync(join(folder, name)).mode & 0o022) !== 0);
    expect([statSync(folder).mode & 0o077, open]).toEqual([0, []]);
  });

  it('is refused in words where its path is too long for a socket', async () => {
    const folder = join(newFolder(), 'a'.repeat(50), 'b'.repeat(50));
    mkdirSync(folder, { recursive: true });
    const opening = startEmbeddedStore({ folder, clock: systemClock, report: () => {} });
    await expect(opening).rejects.toThrow(FolderError);
    await expect(opening).rejects.toThrow(
      /^DATA_DIR cannot be used: the path \S+ is too long for a socket in it\. Choose one of at most 92 bytes\.$/,
    );
  });

  it('is refused in words where its disk has no room for a start, before anything is opened', () => {
    const folder = newFolder();
    expect(() => expectRoom(folder)).not.toThrow();
    const full = { ...statfsSync(folder), bavail: 1, bsize: 4096 };
    const look = jest.spyOn(fs, 'statfsSync').mockReturnValue(full as never);
    expect(() => expectRoom(folder)).toThrow(
      `there is no room on the disk of ${folder}. Make at least 1 MB free.`,
    );
    look.mockRestore();
  });
});
