/** Connects, listens, stops; the only file that does something when it is loaded. */
import { ConfigError, readConfig } from './config';
import { KeysError } from './keys';
import { QuestionnaireError } from './questionnaires';
import { startServer } from './server';
import { FolderError } from './store/embedded/start';
import { NewerStoreError } from './store/migrations/versions';

async function main(): Promise<void> {
  const server = await startServer(readConfig());
  process.stdout.write(`Open ${server.url}\n`);
  if (server.firstInvitation)
    process.stdout.write(
      `There is no administrator yet. Open this link within 24 hours; it works once:\n  ${server.firstInvitation}\n`,
    );
  // Whatever keeps services running starts it again.
  void server.failed.then(() => process.exit(1));
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, async () => {
      if (isStopping) return;
      isStopping = true;
      await server.stop();
      process.exit(0);
    });
  }
}

/** They say themselves what to do. */
const plain = [ConfigError, KeysError, QuestionnaireError, FolderError, NewerStoreError];

main().catch((error: unknown) => {
  const text =
    error instanceof Error && plain.some((kind) => error instanceof kind)
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
