// Run as a process of its own by kills.test.ts: brings a store to a newer shape, unless it is killed in the middle.
import { randomUUID } from 'node:crypto';
import type { Migration } from '../../../server/shared/migration';
import { openDatabase } from '../../../server/store/database';
import { migrateStores } from '../../../server/store/migrations/migrate';

interface Task {
  folder: string;
  now: string;
  /** After how many documents, and how long after the last of them, while these are being written; null: not at all. */
  death: { looked: number; afterMs: number } | null;
}

async function main({ folder, now, death }: Task): Promise<void> {
  let looked = 0;
  const die = () => process.kill(process.pid, 'SIGKILL');
  /** Whatever is sealed a second time has another seal. */
  const seal: Migration = {
    id: '2026-12-01-seal',
    fields: ['seal'],
    change(box) {
      looked += 1;
      if (looked === death?.looked) setTimeout(die, death.afterMs);
      return box.seal === undefined ? { set: { seal: randomUUID() } } : null;
    },
  };
  const clock = () => new Date(now);
  const database = await openDatabase({ folder, clock });
  const report = (message: string) => console.log(message);
  await migrateStores({
    connection: database.connection,
    shapes: { boxes: [seal], lids: [] },
    clock,
    report,
  });
  await database.close();
}

void main(JSON.parse(process.argv[2]!));
