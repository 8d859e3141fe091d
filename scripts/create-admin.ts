/** `npm run create-admin`: prints a one-time link that makes one more administrator; also while the server runs. */
import { invitationLink } from '../server/accounts/invitations/invitations.service';
import { onStore, runCommand } from '../server/command';
import { questionnairesFolder } from '../server/config';
import { loadCatalogue } from '../server/questionnaires/catalogue';
import { loadDangerWords } from '../server/questionnaires/danger-words';
import { createServices, keysFor } from '../server/services';
import { systemClock } from '../server/shared/clock';

const main = () =>
  onStore(async ({ config, connection }) => {
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
  });

runCommand(main);
