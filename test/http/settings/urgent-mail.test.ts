// "Something urgent waits" by mail: to whom, how often, and that it says nothing about the child.
import { randomUUID } from 'node:crypto';
import { hourMs, localDay } from '../../../server/shared/clock';
import type { Actor } from '../../../server/shared/roles';
import { anAttempt, calm } from '../../support/builders/attempts';
import { type Asked, asked } from '../../support/builders/cases';
import { type MailServer, readMail, startMailServer } from '../../support/site/mail-server';
import { type Site, startSite } from '../../support/site/site';
import { type Signed, signedIn } from '../../support/site/staff';

const secret = 'Мен өлгім келеді';
/** Monday at eleven. */
const start = new Date('2026-10-05T06:00:00Z');

let site: Site;
let server: MailServer;
let lead: Signed;
let one: Asked;
beforeEach(async () => {
  [site, server] = await Promise.all([startSite(), startMailServer()]);
  lead = await signedIn(site, 'lead', { language: 'ru', name: 'Марат' });
  await turnOn();
  await putOnCall();
  one = await asked(site, anAttempt().answering(calm));
});
afterEach(async () => {
  await site.stop();
  await server.stop();
});

async function turnOn(changes: object = {}): Promise<void> {
  const { settings } = site.services;
  const { version } = await settings.get('mail');
  const value = {
    server: {
      ...{ host: '127.0.0.1', port: server.port, security: 'none' as const },
      ...{ user: '', password: null, from: 'robot@example.kz' },
    },
    ...{ isUrgentOn: true, addresses: { [lead.account.id]: 'marat@example.kz' }, ...changes },
  };
  await settings.change({ name: 'mail', value, version, actor: null, now: start });
}

async function putOnCall(): Promise<void> {
  const actor: Actor = {
    ...{ accountId: lead.account.id, sessionId: '', name: 'Марат', role: 'lead' },
    ...{ regions: [], mustChangePassword: false },
  };
  const today = localDay(start);
  const duty = { from: today, until: today, lead: { id: actor.accountId, name: 'Марат' }, deputy: null };
  await site.services.safeguarding.addDuty({ actor, now: start, duty });
}

const write = (text: string) =>
  site.services.consultations.message({
    ...{ id: one.attempt.id, code: one.code, messageId: randomUUID(), text, now: site.clock.now },
  });
const after = (hours: number) => new Date(start.getTime() + hours * hourMs);
const remindAt = (hours: number) => site.services.urgentMail.remind({ now: after(hours) });

it('goes to the lead on call at once, and says only that something waits and where', async () => {
  await write('Сәлем');
  await remindAt(0);
  expect(server.mails).toEqual([]);
  await write(secret);
  await Promise.all([remindAt(0), remindAt(0)]);
  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  expect(mail?.to).toBe('marat@example.kz');
  const text = readMail(mail!);
  expect(text).toContain('Ждёт что-то срочное');
  expect(text).toContain(`${site.config.publicUrl}/staff/cases`);
  for (const told of [secret, one.code, one.caseId, one.attempt.id])
    expect(mail?.text + text).not.toContain(told);
});

it('goes again each working hour until somebody opens the case', async () => {
  await write(secret);
  for (const hours of [0, 0.5, 1, 1.9, 2.5]) await remindAt(hours);
  // At thirteen the hour of lunch begins, in which nothing is counted.
  expect(server.mails).toHaveLength(3);
  // At night nothing is counted either.
  for (const hours of [8, 10, 12]) await remindAt(hours);
  expect(server.mails).toHaveLength(4);
  await lead.open(one.path);
  await remindAt(13);
  await remindAt(22);
  expect(server.mails).toHaveLength(4);
});

it.each<[string, () => Promise<unknown>]>([
  ['it is turned off', () => turnOn({ isUrgentOn: false })],
  ['there is no server', () => turnOn({ server: null })],
  ['the lead has no address', () => turnOn({ addresses: {} })],
])('goes nowhere while %s', async (_when, prepare) => {
  await prepare();
  await write(secret);
  await remindAt(0);
  expect(server.mails).toEqual([]);
});

it('goes nowhere on a day on which nobody is on call', async () => {
  await write(secret);
  await remindAt(24);
  expect(server.mails).toEqual([]);
});

it('says so when the server does not take it', async () => {
  await write(secret);
  server.refuse('box is full');
  await expect(remindAt(0)).rejects.toThrow('box is full');
});
