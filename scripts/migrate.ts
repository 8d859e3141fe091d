/** `npm run migrate`: brings the stored documents to this release's shapes, also while servers run; `-- --dry-run` only says how many. */
import { onStore, runCommand } from '../server/command';
import { keysFor, prepareStores } from '../server/services';
import { systemClock } from '../server/shared/clock';
import { foretellMigrations } from '../server/store/migrations/migrate';
import { storedShapes } from '../server/stored-shapes';

async function main([option]: string[]): Promise<void> {
  if (option !== undefined && option !== '--dry-run') throw new Error('Only --dry-run can be said besides.');
  const report = console.log;
  await onStore(async ({ config, connection }) => {
    if (option) await foretellMigrations({ connection, shapes: storedShapes, report });
    else {
      const { keys } = await keysFor(connection, config.keysDir);
      await prepareStores({ keys, connection, clock: systemClock, report }, true);
    }
    console.log(option ? 'Nothing was written.' : 'All documents have the shapes of this release.');
  });
}

runCommand(main);
