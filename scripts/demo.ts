/** `npm run demo`: the same server on a throw-away store, full of simulated people, with one account per role. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../server/config';
import { startServer } from '../server/server';
import { systemClock } from '../server/shared/clock';
import { seedDemo } from './demo/seed';

const respondents = 6000;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'self-check-demo-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', remove);
  const config = {
    ...readConfig(),
    mongodbUri: undefined,
    dataDir: join(folder, 'data'),
    keysDir: join(folder, 'keys'),
    recordsDir: join(folder, 'records'),
  };
  const server = await startServer({ ...config, logLevel: 'error' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await server.stop();
      process.exit(0);
    });
  }
  console.log(`Simulating ${respondents} respondents …`);
  const credentials = await seedDemo(server.services, { respondents, now: systemClock() });
  console.log(`\nStudents: ${server.url}\nStaff:    ${server.url}/staff\n`);
  console.table(credentials);
  console.log('Everything is thrown away when you stop it (Ctrl+C).');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
});
