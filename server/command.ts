/** What the commands beside the server have in common. */
import { type Config, readConfig } from './config';
import { systemClock } from './shared/clock';
import { type Database, openDatabase } from './store/database';

/** Opens the store that is configured, also while servers run, and closes it after the work. */
export async function onStore(
  work: (ground: { config: Config } & Pick<Database, 'connection'>) => Promise<void>,
): Promise<void> {
  const config = readConfig();
  const { connection, close } = await openDatabase({
    uri: config.mongodbUri,
    folder: config.dataDir,
    clock: systemClock,
  });
  try {
    await work({ config, connection });
  } finally {
    await close();
  }
}

/** What goes wrong is said without its stack, and the command fails. */
export function runCommand(main: (given: string[]) => Promise<void>): void {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  });
}
