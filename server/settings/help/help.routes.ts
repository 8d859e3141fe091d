/** The help lines that students read beside 111 and 112. */
import { type Request, type Response, Router } from 'express';
import type { Access } from '../../http/guards/access';
import { parse, parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { Problem } from '../../shared/problems';
import type { Refused } from '../section.view';
import { changeOn, type SettingsPageParts } from '../settings-page';
import { lineForm, removeForm, text111Form } from './help.schema';
import { helpSettingsView } from './help.view';
import { lineFault } from './own-help';

const base = '/staff/settings/help';

export const helpAccess: Access = {
  [`GET ${base}`]: ['administrator'],
  [`POST ${base}`]: ['administrator'],
  [`POST ${base}/remove`]: ['administrator'],
  [`POST ${base}/text-111`]: ['administrator'],
};

export function helpRoutes({ settings, accounts }: SettingsPageParts, web: Web): Router {
  const router = Router();
  const change = changeOn({ settings }, web, { name: 'help', path: base, render });

  router.get(base, (req, res) => render(req, res));

  router.post(base, async (req, res) => {
    const form = parseForm(lineForm, req.body);
    if (!form.ok) return render(req, res.status(400), { values: req.body, errors: form.errors });
    const { value: before } = await settings.get('help');
    const fault = lineFault(before, form.value);
    if (fault) {
      const errors = { number: `settings:help.errors.${fault}` };
      return render(req, res.status(400), { values: req.body, errors });
    }
    await change(req, res, { ...before, lines: [...before.lines, form.value] });
  });

  router.post(`${base}/remove`, async (req, res) => {
    const { line } = parse(removeForm, req.body);
    const { value: before } = await settings.get('help');
    if (line >= before.lines.length) throw new Problem('changedMeanwhile');
    await change(req, res, { ...before, lines: before.lines.toSpliced(line, 1) });
  });

  router.post(`${base}/text-111`, async (req, res) => {
    const { confirmed: isText111Confirmed } = parse(text111Form, req.body);
    const { value: before } = await settings.get('help');
    await change(req, res, { ...before, isText111Confirmed });
  });

  async function render(req: Request, res: Response, refused?: Refused): Promise<void> {
    const [held, names] = await Promise.all([settings.get('help'), accounts.names()]);
    res.render('settings/help', { view: helpSettingsView(held, names, req, refused) });
  }

  return router;
}
