import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { anAttempt, calm, newCode } from '../support/builders/attempts';
import { type Asked, answer, asked, claim, write } from '../support/builders/cases';
import { whileLimited } from '../support/site/limited';
import { type Site, startSite } from '../support/site/site';
import { type Signed, signedIn } from '../support/site/staff';
import type { Visitor } from '../support/site/visitor';

/** Stands in every text that is typed here; no encoding hides it. */
const word = 'Qupiya';
const text = `${word}: маған көмек керек, 111\n    at ${word}`;
const tooLong = word.repeat(2_000);

let site: Site;
const printed: string[] = [];

beforeAll(async () => {
  site = await startSite();
  for (const way of ['error', 'warn', 'log'] as const)
    jest.spyOn(console, way).mockImplementation((...said: unknown[]) => void printed.push(said.join(' ')));
});
beforeEach(() => {
  site.logged.length = 0;
  printed.length = 0;
});
afterAll(async () => {
  jest.restoreAllMocks();
  await site.stop();
});

/** As a database fails: the error quotes what was to be written wherever an error can. */
const failure = (more: object = {}) =>
  Object.assign(new Error(`not written: ${text}`, { cause: new Error(text) }), { op: { text }, ...more });

/** What the services answer while `act` runs. */
async function whileFailing<T>(error: Error, act: () => Promise<T>): Promise<T> {
  const { consultations } = site.services;
  const failing = (['message', 'saveDraft'] as const).map((deed) =>
    jest.spyOn(consultations, deed).mockRejectedValue(error),
  );
  try {
    return await act();
  } finally {
    for (const one of failing) one.mockRestore();
  }
}

const away = () => failure({ name: 'MongoServerSelectionError' });
const full = () => failure({ code: 'ENOSPC' });

/** The last request is in the log with its status, and the word is nowhere. */
function expectSilence(status: number): void {
  const lines = site.logged.map((line) => JSON.parse(line) as { status?: number });
  expect(lines.findLast((line) => line.status !== undefined)?.status).toBe(status);
  expect(site.logged.join('')).not.toContain(word);
  expect(printed).toEqual([]);
}

describe('no word that a student writes is logged', () => {
  let one: Asked;
  beforeAll(async () => {
    one = await asked(site, anAttempt().answering(calm));
    await answer(await signedIn(site, 'psychologist'), one, 'Хат');
  });

  const post = (path: string, code = one.code) =>
    supertest(site.server).post(path).set('Authorization', `Code ${code}`);
  const toReply = ({ attempt }: Asked = one) => `/api/attempts/${attempt.id}/reply`;
  const send = (body: object = { id: randomUUID(), text }) => post(toReply()).send(body);

  const ends: [string, number, () => PromiseLike<{ status: number }>][] = [
    ['is sent', 200, () => send()],
    ['has no id', 400, () => send({ text })],
    ['is too long', 400, () => send({ id: randomUUID(), text: tooLong })],
    ['is broken JSON', 400, () => post(toReply()).type('json').send(`{"text":"${word}`)],
    ['is no JSON at all', 400, () => post(toReply()).type('json').send(word)],
    ['has a forbidden member', 400, () => post(toReply()).type('json').send(`{"__proto__":"${word}"}`)],
    ['comes with a wrong code', 404, () => post(toReply(), newCode()).send({ id: randomUUID(), text })],
    ['goes to no such address', 404, () => post(`/api/attempts/${word}/${word}`).send({ text })],
    ['stands in the query', 404, () => supertest(site.server).get(`/nothing?text=${word}`)],
    [
      'comes before the end of the test',
      409,
      async () => {
        const { attempt, code } = await anAttempt().incomplete().started(site);
        return post(`/api/attempts/${attempt.id}/reply`, code).send({ id: randomUUID(), text });
      },
    ],
    [
      'comes after everything was erased',
      410,
      async () => {
        const gone = await asked(site, anAttempt().answering(calm));
        await site.services.consultations.eraseAll({ code: gone.code, now: site.clock.now });
        return post(toReply(gone), gone.code).send({ id: randomUUID(), text });
      },
    ],
    ['is far too large', 413, () => send({ id: randomUUID(), text: word.repeat(20_000) })],
    ['is a form', 415, () => post(toReply()).type('form').send({ text })],
    [
      'is one too many',
      429,
      () => {
        const again = { id: randomUUID(), text };
        return whileLimited(site, async () => send(again));
      },
    ],
    ['meets an unknown failure', 500, () => whileFailing(failure(), async () => send())],
    ['finds the store away', 503, () => whileFailing(away(), async () => send())],
    ['finds the disk full', 507, () => whileFailing(full(), async () => send())],
  ];

  it.each(ends)('from a phone, when it %s', async (_how, status, act) => {
    expect((await act()).status).toBe(status);
    expectSilence(status);
  });

  const toLetter = async (): Promise<Visitor> => {
    const student = site.visitor('kk');
    await student.open('/my');
    await student.submit({ code: one.code }, '/my');
    await student.submit({}, '/my/letter');
    return student;
  };
  const reply = (student: Visitor, fields: object = {}) => student.submit({ text, ...fields }, '/my/reply');

  const pages: [string, number, (student: Visitor) => Promise<unknown>][] = [
    ['is sent', 200, (student) => reply(student)],
    ['is too long', 400, (student) => reply(student, { text: tooLong })],
    ['comes with an old form', 403, (student) => reply(student, { _csrf: 'old' })],
    ['is far too large', 413, (student) => reply(student, { text: word.repeat(30_000) })],
    ['meets an unknown failure', 500, (student) => whileFailing(failure(), () => reply(student))],
  ];

  it.each(pages)('from a page, when it %s', async (_how, status, act) => {
    const student = await toLetter();
    await act(student);
    expect(student.page.status).toBe(status);
    expectSilence(status);
  });
});

describe('no word that a psychologist writes is logged', () => {
  let psychologist: Signed;
  let lead: Signed;
  let one: Asked;
  beforeAll(async () => {
    psychologist = await signedIn(site, 'psychologist');
    lead = await signedIn(site, 'lead');
  });
  beforeEach(async () => {
    one = await asked(site, anAttempt().answering({ ...calm, E4: 2, F5: 4, F6: 4 }));
    await claim(psychologist, one);
  });

  const draft = (fields: object = {}) => psychologist.submit({ text, ...fields }, `${one.path}/draft`);
  /** Of the form on the page that is open. */
  const draftFields = () => {
    const hidden = (name: string) =>
      psychologist.page.html.querySelector(`#letter [name=${name}]`)?.getAttribute('value') ?? '';
    return { _csrf: hidden('_csrf'), version: hidden('version'), language: 'kk' };
  };
  const sendToLead = async () => {
    await draft({ next: 'preview' });
    await psychologist.submit({}, `${one.path}/publish`);
    await lead.open(one.path);
  };

  const ends: [string, number, () => Promise<unknown>][] = [
    ['is saved', 200, () => draft()],
    ['is previewed', 200, () => draft({ next: 'preview' })],
    ['is too long', 400, () => draft({ text: tooLong.repeat(2) })],
    ['comes with an old form', 403, () => draft({ _csrf: 'old' })],
    [
      'is for a case that is not there',
      404,
      () => psychologist.send(`/staff/cases/${randomUUID()}/draft`, { ...draftFields(), text }),
    ],
    [
      'was overtaken in another tab',
      409,
      () => write(psychologist, one, 'Бұрын').then(() => draft({ version: '2.1' })),
    ],
    ['is far too large', 413, () => draft({ text: word.repeat(30_000) })],
    ['meets an unknown failure', 500, () => whileFailing(failure(), () => draft())],
    ['finds the store away', 503, () => whileFailing(away(), () => draft())],
    ['finds the disk full', 507, () => whileFailing(full(), () => draft())],
    ['is sent to the lead', 200, sendToLead],
    [
      'is returned with a note',
      200,
      () => sendToLead().then(() => lead.submit({ note: text }, `${one.path}/return`)),
    ],
    [
      'is returned with too long a note',
      400,
      () => sendToLead().then(() => lead.submit({ note: tooLong }, `${one.path}/return`)),
    ],
    ['is published', 200, () => sendToLead().then(() => lead.submit({}, `${one.path}/publish`))],
  ];

  it.each(ends)('when it %s', async (_how, status, act) => {
    await act();
    expectSilence(status);
  });
});
