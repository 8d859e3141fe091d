/** The days that the Government moves, by which deadlines are counted. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Access } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { localDay } from '../../shared/clock';
import type { Refused } from '../section.view';
import { changeOn, type SettingsPageParts } from '../settings-page';
import { holidaysSettingsView } from './holidays.view';
import { dayFault, withDay, withoutDay } from './moved-days';
import { byLaw } from './working-days';

const base = '/staff/settings/holidays';

export const holidaysAccess: Access = {
  [`GET ${base}`]: ['administrator'],
  [`POST ${base}`]: ['administrator'],
  [`POST ${base}/remove`]: ['administrator'],
};

const dayForm = z.object({
  day: z.string('shared:errors.required').pipe(z.iso.date('settings:holidays.errors.day')),
  kind: z.enum(['off', 'working'], 'shared:errors.chooseOne'),
});
const removeForm = z.object({ day: z.iso.date() });

export function holidaysRoutes({ settings, accounts }: SettingsPageParts, web: Web): Router {
  const router = Router();
  const change = changeOn({ settings }, web, { name: 'holidays', path: base, render });

  router.get(base, (req, res) => render(req, res));

  router.post(base, async (req, res) => {
    const form = parseForm(dayForm, req.body);
    if (!form.ok) return render(req, res.status(400), { values: req.body, errors: form.errors });
    const { value: before } = await settings.get('holidays');
    const facts = { today: localDay(web.clock()), isWorkedByLaw: byLaw(form.value.day) };
    const fault = dayFault(before, form.value, facts);
    if (fault) {
      const errors = { day: `settings:holidays.errors.${fault}` };
      return render(req, res.status(400), { values: req.body, errors });
    }
    await change(req, res, withDay(before, form.value));
  });

  router.post(`${base}/remove`, async (req, res) => {
    const { day } = parse(removeForm, req.body);
    const { value: before } = await settings.get('holidays');
    await change(req, res, withoutDay(before, day));
  });

  async function render(req: Request, res: Response, refused?: Refused): Promise<void> {
    const [held, names] = await Promise.all([settings.get('holidays'), accounts.names()]);
    const view = holidaysSettingsView({ held, names, now: web.clock() }, req, refused);
    res.render('settings/holidays', { view });
  }

  return router;
}
