// The conversation as its student has it: by forms without a script, and as a phone sends and reads it.
import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { dayMs, hourMs } from '../../../../server/shared/clock';
import { anAttempt, calm, newCode } from '../../../support/builders/attempts';
import { type Asked, answer, asked, claim, rawCase } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';

let site: Site;
let psychologist: Signed;
beforeAll(async () => {
  site = await startSite();
  psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
});
afterAll(() => site.stop());

const words = {
  kk: {
    write: 'Психологқа жазу',
    sent: 'жіберілді, психолог әлі ашқан жоқ',
    opened: 'психолог ашқан күн',
    left: 'Бүгін тағы 9 хат',
    corrected: 'Психолог бұл хатты түзетті',
    withdrawn: 'Психолог бұл хатты қайтарып алды',
    read: 'Психолог бәрін оқып шықты',
    other: 'Бұдан әрі саған басқа психолог жазады',
    long: 'Оны екіге бөл',
    empty: 'Бірдеңе жаз',
    full: 'Бүгін енді жіберуге болмайды',
    gone: 'Бұл код бойынша бәрі өшірілген',
  },
  ru: {
    write: 'Написать психологу',
    sent: 'отправлено, психолог ещё не открыл',
    opened: 'психолог открыл',
    left: 'Сегодня можно отправить ещё 9 сообщений',
    corrected: 'Психолог исправил это письмо',
    withdrawn: 'Психолог отозвал это письмо',
    read: 'Психолог всё прочитал',
    other: 'Дальше тебе отвечает другой психолог',
    long: 'Раздели его на два',
    empty: 'Напиши что-нибудь',
    full: 'Сегодня больше отправить нельзя',
    gone: 'По этому коду всё удалено',
  },
} as const;

const aCase = (language: 'kk' | 'ru' = 'ru') => asked(site, anAttempt().in(language).answering(calm));

async function enter({ code }: Pick<Asked, 'code'>, language: 'kk' | 'ru' = 'ru') {
  const student = site.visitor(language);
  await student.open('/my');
  await student.submit({ code }, '/my');
  return student;
}
const letterIn = async (one: Asked) => {
  const { messages } = (await rawCase(site, one)) as { messages: { id: string; kind: string }[] };
  return messages.findLast(({ kind }) => kind === 'letter')?.id ?? '';
};

describe.each(['kk', 'ru'] as const)('by forms in %s', (language) => {
  const text = words[language];

  it('a student writes before any answer, and sees when a psychologist opened it', async () => {
    const one = await aCase(language);
    const student = await enter(one, language);
    expect(student.page.text).toContain(text.write);
    await student.submit({}, '/my/letter');
    const sent = await student.submit({ text: 'Тағы бір сөз' }, '/my/reply');
    expect([sent.text.includes(text.sent), sent.text.includes(text.left)]).toEqual([true, true]);
    await psychologist.open(one.path);
    expect((await student.open('/my/letter')).text).toContain(text.opened);
  });

  it('a correction stands beside what it corrects, and of a withdrawn letter the word stays', async () => {
    const one = await aCase(language);
    await answer(psychologist, one, 'Хат бір');
    await psychologist.submit({}, `${one.path}/correct`);
    await psychologist.submit({ text: 'Хат екі', next: 'preview' }, `${one.path}/draft`);
    await psychologist.submit({}, `${one.path}/publish`);
    const student = await enter(one, language);
    const both = await student.submit({}, '/my/letter');
    for (const shown of ['Хат бір', 'Хат екі', text.corrected]) expect(both.text).toContain(shown);
    await psychologist.open(one.path);
    await psychologist.submit({ letterId: await letterIn(one) }, `${one.path}/withdraw`);
    const left = await student.open('/my/letter');
    expect([left.text.includes('Хат екі'), left.text.includes(text.withdrawn)]).toEqual([false, true]);
    expect(left.text).not.toContain(text.corrected);
  });

  it('is told the name that a psychologist chose, and when another one goes on', async () => {
    const one = await aCase(language);
    const { account } = await signedIn(site, 'psychologist');
    await answer(psychologist, one, 'Бірінші хат');
    const other = await signedIn(site, 'psychologist', { language });
    const { work } = await site.services.accounts.get(account.id);
    const named = { ...work, signsAs: 'Дана' };
    await site.services.accounts.setWork({
      ...{ id: other.account.id, work: named, actor: null, now: site.clock.now },
    });
    await other.open(one.path);
    await other.submit({}, `${one.path}/write-on`);
    await other.submit({ text: 'Екінші хат', next: 'preview' }, `${one.path}/draft`);
    await other.submit({}, `${one.path}/publish`);
    const page = await (await enter(one, language)).submit({}, '/my/letter');
    expect(page.text).toContain(text.other);
    expect(page.html.querySelectorAll('.letter-meta').at(-1)?.text).toContain('Дана');
  });

  it('a case that was closed without a letter was read, and a message opens it again', async () => {
    const one = await aCase(language);
    await claim(psychologist, one);
    await psychologist.submit({ outcome: 'notNeeded' }, `${one.path}/close`);
    const student = await enter(one, language);
    expect(student.page.text).toContain(text.read);
    expect((await student.submit({}, '/my/letter')).text).toContain(text.read);
    await student.submit({ text: 'Тағы' }, '/my/reply');
    expect((await rawCase(site, one))?.state).toBe('replied');
  });

  it('what is too long, blank or one too many stays in the box with a word', async () => {
    const one = await aCase(language);
    const student = await enter(one, language);
    await student.submit({}, '/my/letter');
    const typed = `басы ${'ы'.repeat(12_000)} соңы`;
    const long = await student.submit({ text: typed }, '/my/reply');
    expect([long.status, long.text.includes(text.long)]).toEqual([400, true]);
    expect(long.html.querySelector('#reply')?.text).toContain(typed);
    const blank = await student.submit({ text: ' \u200b\u00a0 ' }, '/my/reply');
    expect([blank.status, blank.text.includes(text.empty)]).toEqual([400, true]);
    for (let sent = 0; sent < 10; sent += 1) await student.submit({ text: `${sent}` }, '/my/reply');
    const full = await student.submit({ text: 'тағы' }, '/my/reply');
    expect([full.status, full.text.includes(text.full)]).toEqual([409, true]);
    expect(full.html.querySelector('#reply')?.text).toContain('тағы');
  });

  it('odd characters are kept and harm nothing', async () => {
    const one = await aCase(language);
    const student = await enter(one, language);
    await student.submit({}, '/my/letter');
    const page = await student.submit({ text: 'a\u0000b\vc \u202Eтерс' }, '/my/reply');
    const shown = page.html.querySelectorAll('.letter-own .letter-body').at(-1);
    expect(shown?.text).toBe('a\ufffdb\nc \u202eтерс');
    expect(shown?.getAttribute('dir')).toBe('auto');
  });

  it('an erased code says so', async () => {
    const one = await aCase(language);
    const student = await enter(one, language);
    await student.open('/my/erase');
    await student.submit({}, '/my/erase');
    const again = await enter(one, language);
    expect([again.page.status, again.page.text.includes(text.gone)]).toEqual([410, true]);
  });
});

describe('a phone', () => {
  const phone = (code: string) => {
    const headers = { Authorization: `Code ${code}` };
    const agent = supertest.agent(site.app);
    return {
      get: (path: string) => agent.get(path).set(headers),
      post: (path: string, body: object = {}) => agent.post(path).set(headers).send(body),
      erase: (path: string) => agent.delete(path).set(headers),
    };
  };
  const send = (one: Asked, more: object = {}) =>
    phone(one.code).post(`/api/attempts/${one.attempt.id}/messages`, {
      ...{ id: randomUUID(), text: 'Сәлем' },
      ...more,
    });
  const messagesOf = async ({ attempt, code }: Asked) =>
    (await phone(code).get(`/api/attempts/${attempt.id}/consultation`)).body.consultation.messages;

  it('sends a message in under 2 KB both ways, whatever the conversation weighs', async () => {
    const one = await aCase();
    await answer(psychologist, one, 'ы'.repeat(12_000));
    const body = {
      id: randomUUID(),
      text: 'Жауабыңа рақмет. '.repeat(30),
      writtenAt: '2026-10-01T05:00:00.000Z',
    };
    const { status, text } = await send(one, body);
    expect(status).toBe(200);
    expect(Buffer.byteLength(JSON.stringify(body)) + Buffer.byteLength(text)).toBeLessThan(2_000);
  });

  it('says when it was written, and the server when it came', async () => {
    const one = await aCase();
    const writtenAt = new Date(site.clock.now.getTime() - 2 * dayMs).toISOString();
    await send(one, { writtenAt });
    await send(one, { writtenAt: '2031-01-01T00:00:00.000Z' });
    const came = site.clock.now.toISOString();
    expect(await messagesOf(one)).toMatchObject([
      { writtenAt, receivedAt: came, readAt: null },
      { writtenAt: came, receivedAt: came },
    ]);
  });

  it('asks in a few bytes whether an answer has come', async () => {
    const one = await aCase();
    const unread = async () => (await phone(one.code).get('/api/my/news')).body;
    expect([await unread(), (await phone(newCode()).get('/api/my/news')).body]).toEqual([
      { unread: 0 },
      { unread: 0 },
    ]);
    await answer(psychologist, one, 'Хат');
    expect(await unread()).toEqual({ unread: 1 });
    await messagesOf(one);
    expect(await unread()).toEqual({ unread: 0 });
  });

  it('is refused a time that is none', async () => {
    const one = await aCase();
    expect((await send(one, { writtenAt: 'кеше' })).status).toBe(400);
  });

  it('opens a case by writing, where nobody was asked', async () => {
    const { attempt, code } = await anAttempt().answering(calm).submitted(site);
    const one = { attempt, code } as Asked;
    expect((await send(one)).body).toMatchObject({ leftToday: 9 });
    expect(await messagesOf(one)).toMatchObject([{ text: 'Сәлем' }]);
  });

  it('writes below an erased attempt as long as the code has another one', async () => {
    const one = await aCase();
    site.clock.now = new Date(site.clock.now.getTime() + hourMs);
    const other = await anAttempt().on(one.code).answering(calm).submitted(site);
    await phone(one.code).erase(`/api/attempts/${one.attempt.id}`);
    expect((await send(one)).status).toBe(200);
    expect(await messagesOf({ ...one, attempt: other.attempt })).toMatchObject([{ text: 'Сәлем' }]);
    await phone(one.code).erase(`/api/attempts/${other.attempt.id}`);
    expect((await send(one)).status).toBe(410);
  });

  it('erases a code for ever: whatever comes later with it is answered 410', async () => {
    const one = await aCase();
    const { get, erase, post } = phone(one.code);
    expect((await erase('/api/my')).status).toBe(204);
    expect((await erase('/api/my')).status).toBe(204);
    const { id, ...upload } = anAttempt().on(one.code).upload;
    const late = await supertest(site.server).put(`/api/attempts/${id}`).send(upload);
    const answers = [
      await get('/api/my'),
      await send(one),
      await post(`/api/attempts/${one.attempt.id}/consultation`),
      late,
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([410, 'erased']);
    expect(await rawCase(site, one)).toEqual({ _id: one.caseId, erasedAt: expect.any(Date) });
  });

  it('erases a code that the server never saw, so that nothing comes of it later', async () => {
    const code = newCode();
    expect((await phone(code).erase('/api/my')).status).toBe(204);
    const { id, ...upload } = anAttempt().on(code).upload;
    expect((await supertest(site.server).put(`/api/attempts/${id}`).send(upload)).status).toBe(410);
  });
});
