/** The real application on a real store in a throw-away folder; only the clock is ours. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { pino } from 'pino';
import { createApp } from '../../server/app';
import { type Config, localesFolder, publicFolder, readConfig } from '../../server/config';
import { readAssets } from '../../server/http/assets';
import { loadTexts } from '../../server/http/i18n';
import { readKeys } from '../../server/keys';
import { createServices, type Services } from '../../server/services';
import { openDatabase } from '../../server/store/database';
import { Visitor } from './visitor';

export interface Site {
  app: Express;
  services: Services;
  config: Config;
  /** The site's time; move it to let time pass. */
  clock: { now: Date };
  /** What was logged, line by line. */
  logged: string[];
  /** Someone with a browser of their own and no JavaScript. */
  visitor(language?: 'kk' | 'ru'): Visitor;
  stop(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'self-check-'));
  const config = readConfig({ DATA_DIR: join(folder, 'data'), KEYS_DIR: join(folder, 'keys') });
  const clock = { now: new Date('2026-10-05T06:00:00Z') };
  const logged: string[] = [];
  const log = pino({ level: 'info', base: null }, { write: (line: string) => logged.push(line) });
  const { keys } = readKeys(config.keysDir);
  const database = await openDatabase({
    uri: config.mongodbUri,
    folder: config.dataDir,
    clock: () => clock.now,
  });
  const ground = { config, keys, connection: database.connection, clock: () => clock.now };
  // A store that is left open would keep a failed run from ending.
  const services = await createServices(ground).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
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
  return {
    app,
    services,
    config,
    clock,
    logged,
    visitor: (language = 'kk') => new Visitor(app, language),
    async stop() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
