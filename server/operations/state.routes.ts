/** How the installation stands, for its administrator. */
import { Router } from 'express';
import { softwareVersion } from '../config';
import type { Language } from '../core/text/languages';
import type { Access } from '../http/guards/access';
import type { Web } from '../http/web';
import type { SafeguardingService } from '../settings/safeguarding.service';
import type { SettingsService } from '../settings/settings.service';
import { roomOf } from './state';
import { stateView } from './state.view';

export const stateAccess: Access = {
  'GET /staff/settings/state': ['administrator'],
};

interface Parts {
  safeguarding: Pick<SafeguardingService, 'get'>;
  settings: Pick<SettingsService, 'current'>;
  /** Every published version. */
  questionnaires: readonly { name: string; titles: Record<Language, string>; isOffered: boolean }[];
}

export function stateRoutes({ safeguarding, settings, questionnaires }: Parts, web: Web): Router {
  const router = Router();
  const { mongodbUri, dataDir } = web.config;

  router.get('/staff/settings/state', async (req, res) => {
    const state = {
      ...{ softwareVersion, nodeVersion: process.versions.node, now: web.clock() },
      questionnaires: questionnaires.map(({ name, titles, isOffered }) => ({
        ...{ name, isOffered, title: titles[req.language] },
      })),
      room: mongodbUri ? null : await roomOf(dataDir),
      safeguarding: await safeguarding.get(),
      settings: await settings.current(),
    };
    res.render('settings/state', { view: stateView(state, req) });
  });

  return router;
}
