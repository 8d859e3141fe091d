// The table of states as it holds over HTTP: each legal act once with its deadline, each kind of refusal once, and races.
// Every state, act and role is in test/unit/consultations/case/table.test.ts.
import { randomUUID } from 'node:crypto';
import { versionOf } from '../../../server/consultations/case/version.rules';
import { hourMs } from '../../../server/shared/clock';
import type { Actor } from '../../../server/shared/roles';
import { alarming, anAttempt, calm } from '../../support/builders/attempts';
import { type Asked, asked, rawCase } from '../../support/builders/cases';
import { type Site, startSite } from '../../support/site/site';
import { type Signed, signedIn } from '../../support/site/staff';

const monday = new Date('2026-10-05T05:00:00Z');
const at = (local: string) => new Date(`2026-10-${local}:00+05:00`);

let site: Site;
let author: Signed;
let colleague: Signed;
let stranger: Signed;
let lead: Signed;
let coordinator: Signed;
beforeAll(async () => {
  site = await startSite();
  site.clock.now = monday;
  author = await signedIn(site, 'psychologist', { name: 'Автор' });
  colleague = await signedIn(site, 'psychologist', { name: 'Әріптес' });
  stranger = await signedIn(site, 'psychologist', { regions: ['470000000'] });
  lead = await signedIn(site, 'lead', { name: 'Жетекші' });
  coordinator = await signedIn(site, 'coordinator');
});
afterAll(() => site.stop());
beforeEach(() => {
  site.clock.now = monday;
});

const aCase = (answers = calm) => asked(site, anAttempt().answering(answers));

interface Stored {
  state: string;
  outcome: string | null;
  dueAt: Date | null;
  version: number;
  messages: { id: string; kind: string }[];
}
const stored = async (one: Asked) => (await rawCase(site, one)) as unknown as Stored;

/** Sends the form of an act from a page as it is now. @returns the status, the state and the deadline */
async function act(who: Signed, one: Asked, name: string, fields: object = {}) {
  const { version, messages } = await stored(one);
  const sent = { _csrf: await tokenOf(who), version: `${version}.${messages.length}`, ...fields };
  const { status } = await who.send(`${one.path}/${name}`, sent as Record<string, string>);
  const { state, dueAt } = await stored(one);
  return [status, state, dueAt];
}

async function tokenOf(visitor: Signed): Promise<string> {
  const page = await visitor.open('/staff/me');
  return page.html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
}

const draft = (who: Signed, one: Asked, text = 'Хат, 111') =>
  act(who, one, 'draft', { text, language: 'kk' });
const message = ({ attempt, code }: Asked, text = 'Тағы') =>
  site.services.consultations.message({
    ...{ id: attempt.id, code, text, messageId: randomUUID(), now: site.clock.now },
  });
const letterOf = async (one: Asked) =>
  (await stored(one)).messages.findLast(({ kind }) => kind === 'letter')?.id ?? '';
const later = (hours: number) => {
  site.clock.now = new Date(site.clock.now.getTime() + hours * hourMs);
};

const five = at('12T18:00');
const one = at('06T18:00');

describe('what staff do', () => {
  it('leads from a request to an answer, on, back and to the end', async () => {
    const it = await aCase();
    expect(await act(author, it, 'claim')).toEqual([200, 'claimed', five]);
    expect(await draft(author, it)).toEqual([200, 'claimed', five]);
    expect(await act(author, it, 'release')).toEqual([200, 'waiting', five]);
    expect(await act(colleague, it, 'claim')).toEqual([200, 'claimed', five]);
    expect(await act(lead, it, 'release')).toEqual([200, 'waiting', five]);
    expect(await act(author, it, 'claim')).toEqual([200, 'claimed', five]);
    expect(await act(author, it, 'publish')).toEqual([200, 'answered', null]);
    expect(await act(colleague, it, 'write-on')).toEqual([200, 'claimed', null]);
    expect(await act(colleague, it, 'release')).toEqual([200, 'answered', null]);
    const letterId = await letterOf(it);
    expect(await act(author, it, 'correct', { letterId })).toEqual([200, 'claimed', null]);
    expect(await act(author, it, 'publish')).toEqual([200, 'answered', null]);
    later(1);
    const second = await letterOf(it);
    expect(await act(lead, it, 'withdraw', { letterId: second })).toEqual([200, 'claimed', null]);
    expect(await act(lead, it, 'release')).toEqual([200, 'answered', null]);
    expect(await act(lead, it, 'withdraw', { letterId })).toEqual([200, 'claimed', at('13T10:00')]);
    expect(await act(lead, it, 'close', { outcome: 'referred' })).toEqual([200, 'closed', null]);
    expect((await stored(it)).outcome).toBe('referred');
    await message(it);
    expect(await stored(it)).toMatchObject({ state: 'replied', dueAt: five, outcome: null });
  });

  it('goes by a second pair of eyes where a flag or danger words are unanswered', async () => {
    const it = await aCase(alarming);
    expect(await act(author, it, 'claim')).toEqual([200, 'claimed', one]);
    await draft(author, it);
    expect(await act(author, it, 'publish')).toEqual([200, 'inReview', one]);
    expect(await act(author, it, 'publish')).toEqual([403, 'inReview', one]);
    expect(await act(lead, it, 'return', { note: 'Нөмірі жоқ' })).toEqual([200, 'claimed', one]);
    expect(await act(author, it, 'close', { outcome: 'notNeeded' })).toEqual([200, 'inReview', one]);
    expect(await act(lead, it, 'confirm-closing')).toEqual([200, 'closed', null]);
    await message(it, 'өлгім келеді');
    expect(await stored(it)).toMatchObject({ state: 'replied', dueAt: one });
    expect(await act(author, it, 'claim')).toEqual([200, 'claimed', one]);
    expect(await act(lead, it, 'take-over')).toEqual([200, 'claimed', one]);
    await draft(lead, it);
    expect(await act(lead, it, 'publish')).toEqual([200, 'inReview', one]);
  });

  it('is refused where the table has no such act, and to whom it is not open', async () => {
    const it = await aCase();
    expect(await act(author, it, 'publish')).toEqual([409, 'waiting', five]);
    expect(await act(stranger, it, 'claim')).toEqual([404, 'waiting', five]);
    expect(await act(coordinator, it, 'claim')).toEqual([403, 'waiting', five]);
    expect(await act(author, it, 'take-over')).toEqual([403, 'waiting', five]);
    expect(await act(lead, it, 'take-over')).toEqual([409, 'waiting', five]);
    await act(author, it, 'claim');
    expect(await act(colleague, it, 'claim')).toEqual([409, 'claimed', five]);
    expect(await draft(colleague, it)).toEqual([409, 'claimed', five]);
    expect(await act(colleague, it, 'release')).toEqual([409, 'claimed', five]);
    expect(await act(author, it, 'publish')).toEqual([409, 'claimed', five]);
    await draft(author, it);
    await act(author, it, 'publish');
    const letterId = await letterOf(it);
    expect(await act(colleague, it, 'withdraw', { letterId })).toEqual([403, 'answered', null]);
    expect(await act(author, it, 'withdraw', { letterId: randomUUID() })).toEqual([409, 'answered', null]);
    expect(await act(author, it, 'close', { outcome: 'gone' })).toEqual([400, 'answered', null]);
  });

  it('stops at the limit of an account', async () => {
    const [first, second] = [await aCase(), await aCase()];
    const { id } = colleague.account;
    const { work } = await site.services.accounts.get(id);
    const setMost = (mostCases: number | null) =>
      site.services.accounts.setWork({ id, work: { ...work, mostCases }, actor: null, now: monday });
    await setMost(1);
    expect(await act(colleague, first, 'claim')).toEqual([200, 'claimed', five]);
    expect(await act(colleague, second, 'claim')).toEqual([409, 'waiting', five]);
    await act(colleague, first, 'release');
    expect(await act(colleague, second, 'claim')).toEqual([200, 'claimed', five]);
    await setMost(null);
  });

  it('is refused from an old page; a text is saved, but goes out only with all messages read', async () => {
    const it = await aCase();
    await act(author, it, 'claim');
    const before = versionText(await stored(it));
    await message(it);
    expect(await act(author, it, 'draft', { version: before, text: 'Хат', language: 'kk' })).toEqual([
      200,
      'claimed',
      five,
    ]);
    const { version } = await stored(it);
    const seenOne = { version: `${version}.1` };
    expect(await act(author, it, 'publish', seenOne)).toEqual([409, 'claimed', five]);
    expect(await act(author, it, 'close', { ...seenOne, outcome: 'helped' })).toEqual([409, 'claimed', five]);
    expect(await act(author, it, 'draft', { version: before, text: 'Өзге', language: 'kk' })).toEqual([
      409,
      'claimed',
      five,
    ]);
    expect(await act(author, it, 'publish')).toEqual([200, 'replied', five]);
    expect(await act(author, it, 'claim')).toEqual([200, 'claimed', five]);
    await draft(author, it);
    await message(it);
    expect(await act(author, it, 'publish', { answersAll: 'yes' })).toEqual([200, 'answered', null]);
  });
});

const versionText = ({ version, messages }: Stored) => `${version}.${messages.length}`;

describe('what time does', () => {
  it('frees a claim without a save, and what an author holds who is away or disabled', async () => {
    const [slow, away] = [await aCase(), await aCase()];
    for (const it of [slow, away]) await act(author, it, 'claim');
    later(2);
    await colleague.open('/staff/cases');
    expect((await stored(slow)).state).toBe('waiting');
    site.clock.now = monday;
    await act(author, away, 'claim');
    const { id } = author.account;
    const terms = { languages: [], mostCases: null, signsAs: null };
    const setAbsences = (absences: { from: string; until: string }[]) =>
      site.services.accounts.setWork({ id, work: { ...terms, absences }, actor: null, now: monday });
    await setAbsences([{ from: '2026-10-05', until: '2026-10-05' }]);
    await colleague.open('/staff/cases');
    expect((await stored(away)).state).toBe('waiting');
    await setAbsences([]);
  });

  it('closes a conversation in which nobody writes', async () => {
    const it = await aCase();
    await act(author, it, 'claim');
    await draft(author, it);
    await act(author, it, 'publish');
    later(60 * 24);
    const { actor } = await actorOf(author);
    await site.services.consultations.queue({ tab: 'ours', page: 1, actor, now: site.clock.now });
    expect(await stored(it)).toMatchObject({ state: 'closed', outcome: 'noReply' });
  });
});

async function actorOf({ account }: Signed): Promise<{ actor: Actor }> {
  const { id, name, role, regions } = await site.services.accounts.get(account.id);
  return { actor: { accountId: id, sessionId: '', name, role, regions, mustChangePassword: false } };
}

describe('at the same moment', () => {
  it('a hundred claims have one winner', async () => {
    const it = await aCase();
    const { consultations } = site.services;
    const { actor } = await actorOf(author);
    const accounts = site.connection.collection<{ _id: string }>('accounts');
    const account = await accounts.findOne({ _id: actor.accountId });
    const many = Array.from({ length: 100 }, (_, n) => ({ ...account, _id: `many ${n}`, login: `many${n}` }));
    await accounts.insertMany(many);
    const { case: opened } = await consultations.open({ id: it.caseId, actor, now: monday });
    const ends = await Promise.allSettled(
      many.map(({ _id }) =>
        consultations.claim({
          ...{ id: it.caseId, version: versionOf(opened), now: monday },
          actor: { ...actor, accountId: _id },
        }),
      ),
    );
    const codes = ends.map((end) => (end.status === 'fulfilled' ? 'claimed' : end.reason.code));
    expect(codes.filter((code) => code === 'claimed')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['claimed', 'claimedByColleague']));
    await accounts.deleteMany({ _id: { $in: many.map(({ _id }) => _id) } });
  });

  it('messages, saves and openings lose nothing', async () => {
    const it = await aCase();
    await act(author, it, 'claim');
    const { actor } = await actorOf(author);
    const { consultations } = site.services;
    const { case: opened } = await consultations.open({ id: it.caseId, actor, now: monday });
    const save = { id: it.caseId, actor, now: monday, version: versionOf(opened) };
    await Promise.all([
      ...Array.from({ length: 10 }, (_, n) => message(it, `${n}`)),
      consultations.saveDraft({ ...save, text: 'Хат', language: 'kk' }),
      ...Array.from({ length: 5 }, () => consultations.open({ id: it.caseId, actor, now: monday })),
    ]);
    const { case: now } = await consultations.open({ id: it.caseId, actor, now: monday });
    const texts = now.messages.flatMap(({ kind, text }) => (kind === 'reply' ? [text] : []));
    expect(texts.toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `${n}`));
    expect(now.draft?.text).toBe('Хат');
    expect(now.messages.every(({ readAt }) => readAt !== null)).toBe(true);
    expect(new Set(now.messages.map(({ readBy }) => readBy))).toEqual(new Set([actor.accountId]));
  });
});
