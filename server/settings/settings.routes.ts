/** What the administrator sets: a list of all of it, a page of each, and how the last change is taken back. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Access } from '../http/guards/access';
import { parse, parseForm } from '../http/guards/parse';
import type { Web } from '../http/web';
import { Problem } from '../shared/problems';
import type { Refused } from './section.view';
import { type SettingName, settingNames } from './settings.shapes';
import { pathOf, secondFactorSettingsView, settingsView } from './settings.view';
import { actIn, changeOn, type SettingsPageParts } from './settings-page';

const base = '/staff/settings';

export const settingsAccess: Access = {
  [`GET ${base}`]: ['administrator'],
  [`POST ${base}/undo`]: ['administrator'],
  [`GET ${base}/second-factor`]: ['administrator'],
  [`POST ${base}/second-factor`]: ['administrator'],
};

const undoForm = z.object({ name: z.enum(settingNames as [SettingName, ...SettingName[]]) });
const secondFactorForm = z.object({
  policy: z.enum(['offered', 'required'], 'shared:errors.chooseOne'),
});

export function settingsRoutes({ settings, accounts }: SettingsPageParts, web: Web): Router {
  const router = Router();
  const changeSecondFactor = changeOn({ settings }, web, {
    name: 'secondFactor',
    path: pathOf('secondFactor'),
    render: renderSecondFactor,
  });

  router.get(base, async (req, res) => {
    res.render('settings/settings', { view: settingsView(await settings.current(), req) });
  });

  router.post(`${base}/undo`, async (req, res) => {
    const { name } = parse(undoForm, req.body);
    if (!(await settings.undo({ ...actIn(req, web), name }))) throw new Problem('changedMeanwhile');
    res.redirect(303, pathOf(name));
  });

  router.get(`${base}/second-factor`, (req, res) => renderSecondFactor(req, res));

  router.post(`${base}/second-factor`, async (req, res) => {
    const form = parseForm(secondFactorForm, req.body);
    if (!form.ok) return renderSecondFactor(req, res.status(400), { values: req.body, errors: form.errors });
    await changeSecondFactor(req, res, form.value.policy);
  });

  async function renderSecondFactor(req: Request, res: Response, refused?: Refused): Promise<void> {
    const [held, names] = await Promise.all([settings.get('secondFactor'), accounts.names()]);
    res.render('settings/second-factor', { view: secondFactorSettingsView(held, names, req, refused) });
  }

  return router;
}
