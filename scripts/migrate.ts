/** `npm run migrate`: brings the stored documents to this release's shapes, also while servers run; `-- --dry-run` only says how many. */
import { readConfig } from '../server/config';
import { keysFor, prepareStores } from '../server/services';
import { systemClock } from '../server/shared/clock';
import { openDatabase } from '../server/store/database';
import { foretellMigrations } from '../server/store/migrations/migrate';
import { storedShapes } from '../server/stored-shapes';

async function main([option]: string[]): Promise<void> {
  if (option !== undefined && option !== '--dry-run') throw new Error('Only --dry-run can be said besides.');
  const config = readConfig();
  const database = await openDatabase({
    uri: config.mongodbUri,
    folder: config.dataDir,
    clock: systemClock,
  });
  const { connection } = database;
  const report = console.log;
  try {
    if (option) await foretellMigrations({ connection, shapes: storedShapes, report });
    else {
      const { keys } = await keysFor(connection, config.keysDir);
      await prepareStores({ keys, connection, clock: systemClock, report }, true);
    }
    console.log(option ? 'Nothing was written.' : 'All documents have the shapes of this release.');
  } finally {
    await database.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
