/** Starts everything in order and stops it in the reverse order: used by main.ts, the demo and the tests. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { invitationLink } from './accounts/invitations/invitations.service';
import { createApp } from './app';
import { type Config, localesFolder, publicFolder, questionnairesFolder } from './config';
import { describeError } from './http/error-handler';
import { readAssets } from './http/files/assets';
import { loadTexts } from './http/language/i18n';
import { followKeys } from './keys';
import { openToOthers } from './operations/rights';
import { loadCatalogue } from './questionnaires/catalogue';
import { loadDangerWords } from './questionnaires/danger-words';
import { createServices, keysFor, type Services } from './services';
import { type Clock, hourMs, minuteMs, systemClock } from './shared/clock';
import { openDatabase } from './store/database';

export interface RunningServer {
  url: string;
  services: Services;
  /** Settles when it cannot go on: it is logged, and the process has to begin anew. */
  failed: Promise<Error>;
  /** One-time link for the first administrator, while there is none. */
  firstInvitation: string | null;
  stop(): Promise<void>;
}

const stopWithinMs = 10_000;

export async function startServer(config: Config, clock: Clock = systemClock): Promise<RunningServer> {
  const log = pino({ level: config.logLevel, base: null });
  const database = await openDatabase({
    uri: config.mongodbUri,
    folder: config.dataDir,
    clock,
    report: (message) => log.error({ message }, 'embedded store'),
  });
  try {
    const { keys, areNew } = await keysFor(database.connection, config.keysDir);
    if (areNew)
      log.warn(
        `New keys were made in ${config.keysDir}. Back them up apart from the data: without them consultations cannot be read.`,
      );
    for (const path of openToOthers([config.dataDir, config.keysDir, config.recordsDir]))
      log.warn(
        `Others on this machine may read or change ${path}: take their rights away (chmod go= "${path}").`,
      );
    const stopFollowing = followKeys(config.keysDir, keys, (error) =>
      log.error({ error: describeError(error) }, 'the keys could not be read again'),
    );
    const services = await createServices({
      ...{ config, keys, connection: database.connection, clock },
      catalogue: loadCatalogue(config.questionnairesFolders, config.questionnaires),
      dangerWords: loadDangerWords(questionnairesFolder),
      report: (message) => log.info({ message }, 'migration'),
    });
    const texts = loadTexts(localesFolder, (language, key) =>
      log.error({ language, key }, 'text is missing'),
    );
    const asset = readAssets(publicFolder);
    const app = createApp({ config, keys, services, texts, log, clock, asset, isReady: database.isReady });
    const server = createServer(app);
    await listen(server, config);
    const cleaning = setInterval(() => {
      for (const { removeExpired } of [services.counters, services.accounts])
        void removeExpired(clock()).catch((error: unknown) => log.error({ error: describeError(error) }));
    }, hourMs);
    const reminding = setInterval(() => {
      void services.urgentMail
        .remind({ now: clock() })
        .catch((error: unknown) => log.error({ error: describeError(error) }, 'urgent mail'));
    }, minuteMs);
    const { port } = server.address() as AddressInfo;
    const url = config.port === 0 ? `http://localhost:${port}` : config.publicUrl;
    const failed = database.failed.then((error) => {
      log.fatal({ message: error.message }, 'the store has ended');
      return error;
    });
    const token = await services.accounts.firstInvitation(clock());
    return {
      url,
      services,
      failed,
      firstInvitation: token && invitationLink(url, token),
      async stop() {
        clearInterval(cleaning);
        clearInterval(reminding);
        stopFollowing();
        await close(server);
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Takes no new requests, lets those under way end, and cuts what still hangs after ten seconds. */
function close(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), stopWithinMs);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
