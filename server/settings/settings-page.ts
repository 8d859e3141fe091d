/** What the routes of all settings need. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { actorOf } from '../http/guards/access';
import { parse } from '../http/guards/parse';
import type { Web } from '../http/web';
import type { Refused } from './section.view';
import type { SettingsService } from './settings.service';
import type { SettingName, Settings } from './settings.shapes';

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

interface Page<Name extends SettingName> {
  name: Name;
  path: string;
  /** Shows it with what was typed and not taken. */
  render(req: Request, res: Response, refused: Refused): Promise<void>;
}

/** Changes a setting and leads back to its page; where somebody else was quicker, the page is shown with what was typed. */
export const changeOn =
  <Name extends SettingName>({ settings }: Pick<SettingsPageParts, 'settings'>, web: Web, page: Page<Name>) =>
  async (req: Request, res: Response, value: Settings[Name], values = req.body): Promise<void> => {
    const { name, path, render } = page;
    if (await settings.change({ ...actIn(req, web), name, value })) return res.redirect(303, path);
    await render(req, res.status(409), { values, errors: {}, isConflict: true });
  };
