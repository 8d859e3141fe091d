/** `npm run create-admin`: prints a one-time link that makes one more administrator; also while the server runs. */
import { invitationLink } from '../server/accounts/invitations/invitations.service';
import { questionnairesFolder, readConfig } from '../server/config';
import { loadCatalogue } from '../server/questionnaires/catalogue';
import { loadDangerWords } from '../server/questionnaires/danger-words';
import { createServices, keysFor } from '../server/services';
import { systemClock } from '../server/shared/clock';
import { openDatabase } from '../server/store/database';

async function main(): Promise<void> {
  const config = readConfig();
  const database = await openDatabase({
    uri: config.mongodbUri,
    folder: config.dataDir,
    clock: systemClock,
  });
  try {
    const { connection } = database;
    const { keys } = await keysFor(connection, config.keysDir);
    const services = await createServices({
      ...{ config, keys, connection },
      catalogue: loadCatalogue(config.questionnairesFolders, config.questionnaires),
      dangerWords: loadDangerWords(questionnairesFolder),
      clock: systemClock,
      report: console.log,
    });
    const token = await services.accounts.inviteAdministrator(systemClock());
    console.log(
      `Open this link within 24 hours; it works once:\n  ${invitationLink(config.publicUrl, token)}`,
    );
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
