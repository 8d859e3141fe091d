/** What the routes of all settings need. */
import type { Request } from 'express';
import { z } from 'zod';
import { actorOf } from '../http/guards/access';
import { parse } from '../http/guards/parse';
import type { Web } from '../http/web';
import type { SettingsService } from './settings.service';

export interface SettingsPageParts {
  settings: SettingsService;
  accounts: { names(): Promise<Map<string, string>> };
}

const versionForm = z.object({
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

/** What every change says of itself. */
export const actIn = (req: Request, web: Web) => ({
  ...parse(versionForm, req.body),
  actor: actorOf(req),
  now: web.clock(),
});
