/**
 * The real application on a real store in a throw-away folder; only the clock is ours. What it asks of the store is
 * recorded, and must be in the tables by which the store is tested; what goes over its API must be as its document says.
 */
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Express } from 'express';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { contractOf } from '../../../server/api';
import { createApp } from '../../../server/app';
import { type Config, localesFolder, publicFolder, readConfig } from '../../../server/config';
import { readAssets } from '../../../server/http/files/assets';
import { loadTexts } from '../../../server/http/language/i18n';
import { readKeys } from '../../../server/keys';
import { loadQuestionnaires } from '../../../server/questionnaires';
import { catalogueOf } from '../../../server/questionnaires/catalogue';
import { createServices, type Services } from '../../../server/services';
import { openDatabase } from '../../../server/store/database';
import { refuseUncovered } from '../../store/tables';
import { type FaultsOf, faultsAgainst } from '../api/contract';
import { watchApi } from '../api/exchange';
import { shapesOf } from '../command-shapes';
import { shippedDangerWords, shippedQuestionnaires } from '../questionnaires';
import { quickFolder } from '../quick-folder';
import { prepareSafeguarding } from './prepared';
import { Visitor } from './visitor';

export interface Site {
  app: Express;
  /** Listens; one for all that is sent: a server for each request would be most of what many cost. */
  server: Server;
  services: Services;
  config: Config;
  /** The application's own way to its store. */
  connection: Connection;
  /** The site's time; move it to let time pass. */
  clock: { now: Date };
  /** What was logged, line by line. */
  logged: string[];
  /** Someone with a browser of their own and no JavaScript. */
  visitor(language?: 'kk' | 'ru'): Visitor;
  /** @throws Error when the application sent what the store's tables do not cover, or its API is not as documented. */
  stop(): Promise<void>;
}

/**
 * @param kept a folder that lives longer than the site; without one its data go with it
 * @param settings of the environment, besides the folders
 */
export async function startSite(kept?: string, settings: NodeJS.ProcessEnv = {}): Promise<Site> {
  const folder = kept ?? quickFolder();
  const config = readConfig({
    ...settings,
    DATA_DIR: join(folder, 'data'),
    KEYS_DIR: join(folder, 'keys'),
    RECORDS_DIR: join(folder, 'records'),
  });
  const clock = { now: new Date('2026-10-05T06:00:00Z') };
  const logged: string[] = [];
  const log = pino({ level: 'info', base: null }, { write: (line: string) => logged.push(line) });
  const { keys } = readKeys(config.keysDir);
  const sent = new Set<string>();
  const database = await openDatabase({
    uri: config.mongodbUri,
    folder: config.dataDir,
    clock: () => clock.now,
    onCommand: (command) => {
      for (const shape of shapesOf(command)) sent.add(shape);
    },
  });
  const { connection } = database;
  const report = (message: string) => log.info({ message }, 'migration');
  const own = settings.QUESTIONNAIRES_DIR ? loadQuestionnaires(settings.QUESTIONNAIRES_DIR) : [];
  const catalogue = catalogueOf(new Map([...shippedQuestionnaires(), ...own]), config.questionnaires);
  const dangerWords = shippedDangerWords;
  const ground = { config, keys, connection, catalogue, dangerWords, clock: () => clock.now, report };
  // A store that is left open would keep a failed run from ending.
  const services = await createServices(ground).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  await prepareSafeguarding(connection);
  const texts = loadTexts(localesFolder, (language, key) => {
    throw new Error(`no ${language} text for ${key}`);
  });
  const asset = readAssets(publicFolder);
  const app = createApp({
    config,
    keys,
    services,
    texts,
    log,
    clock: () => clock.now,
    asset,
    isReady: database.isReady,
  });
  const faults = new Set<string>();
  let faultsOf: FaultsOf | null = null;
  watchApi(app, (exchange) => {
    faultsOf ??= faultsAgainst(contractOf(services, config.publicUrl));
    for (const fault of faultsOf(exchange)) faults.add(fault);
  });
  const server = createServer((req, res) => app(req, res)).listen(0, '127.0.0.1');
  return {
    app,
    server,
    services,
    config,
    connection,
    clock,
    logged,
    visitor: (language = 'kk') => new Visitor(server, language),
    async stop() {
      server.close();
      server.closeAllConnections();
      await database.close();
      if (kept === undefined) rmSync(folder, { recursive: true, force: true });
      refuseUncovered(sent);
      if (faults.size > 0) throw new Error(`The API is not as documented:\n${[...faults].join('\n')}`);
    },
  };
}
