/** The organisation's mail server: what it is, a message to try it, and how it is taken out again. */
import { type Request, type Response, Router } from 'express';
import type { Access } from '../../http/guards/access';
import { parseForm } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import { minuteMs } from '../../shared/clock';
import type { Refused } from '../section.view';
import { changeOn, type SettingsPageParts } from '../settings-page';
import { addressField, mailForm, testForm } from './mail.schema';
import { mailSettingsView } from './mail.view';
import { noMail } from './mail-settings';
import type { Mailer } from './mailer';

const base = '/staff/settings/mail';

export const mailAccess: Access = {
  [`GET ${base}`]: ['administrator'],
  [`POST ${base}`]: ['administrator'],
  [`POST ${base}/off`]: ['administrator'],
  [`POST ${base}/test`]: ['administrator'],
};

/** Enough to find a mistake, too few to trouble anybody with. */
const tests = { name: 'testMail', most: 10, windowMs: 10 * minuteMs };

interface Parts extends SettingsPageParts {
  accounts: SettingsPageParts['accounts'] & {
    list(): Promise<{ id: string; name: string; role: string; isActive: boolean }[]>;
  };
  mailer: Mailer;
}

export function mailRoutes({ settings, accounts, mailer }: Parts, web: Web): Router {
  const router = Router();
  const change = changeOn({ settings }, web, { name: 'mail', path: base, render });

  const leads = async () =>
    (await accounts.list()).filter(({ role, isActive }) => role === 'lead' && isActive);

  router.get(base, (req, res) => render(req, res));

  router.post(base, async (req, res) => {
    const people = (await leads()).map(({ id }) => id);
    const form = parseForm(mailForm(people), req.body);
    if (!form.ok) return render(req, res.status(400), { values: typedIn(req), errors: form.errors });
    const { urgent: isUrgentOn, password: typed, ...rest } = form.value;
    const { host, port, security, user, from } = rest;
    const given: Record<string, unknown> = rest;
    const written = people.map((id) => [id, String(given[addressField(id)] ?? '')] as const);
    const kept = (await settings.get('mail')).value.server?.password ?? null;
    const password = typed === '' ? kept : mailer.sealPassword(typed);
    const value = {
      server: { host, port, security, user, from, password: user === '' ? null : password },
      isUrgentOn,
      addresses: Object.fromEntries(written.filter(([, address]) => address !== '')),
    };
    await change(req, res, value, typedIn(req));
  });

  router.post(`${base}/off`, (req, res) => change(req, res, noMail, typedIn(req)));

  router.post(`${base}/test`, web.limit(tests), async (req, res) => {
    const form = parseForm(testForm, req.body);
    if (!form.ok) return render(req, res.status(400), { values: req.body, errors: form.errors });
    const { to } = form.value;
    const [subject, text] = [req.t('settings:mail.testSubject'), req.t('settings:mail.testText')];
    const fault = await mailer.send({ to, subject, text });
    await render(req, res.status(fault === null ? 200 : 502), undefined, { to, fault });
  });

  async function render(
    req: Request,
    res: Response,
    refused?: Refused,
    tried?: { to: string; fault: string | null },
  ): Promise<void> {
    const held = await settings.get('mail');
    const given = { held, names: await accounts.names(), leads: await leads(), tried };
    res.set('Cache-Control', 'no-store');
    res.render('settings/mail', { view: mailSettingsView(given, req, refused) });
  }

  return router;
}

/** A password is never sent back. */
function typedIn({ body }: Request): Record<string, unknown> {
  const { password: _password, ...rest } = body;
  return rest;
}
