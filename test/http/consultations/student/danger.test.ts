// Words of suicide, self-harm, violence or abuse in a student's message: what the student sees, and where the case stands.
import { randomUUID } from 'node:crypto';
import { hourMs } from '../../../../server/shared/clock';
import { alarming, anAttempt, calm } from '../../../support/builders/attempts';
import { type Asked, answer, asked, claim, rawCase, write } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';
import type { Page } from '../../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const words = {
  kk: {
    letter: 'Жаса, бәрі жақсы болады.',
    danger: 'олгим келип тур',
    harmless: 'Рақмет, ұйқым түзелді.',
    told: 'хабарлама кезекте бірінші тұрады',
    title: 'Көмек дәл қазір бар',
  },
  ru: {
    letter: 'Держись, всё получится.',
    danger: 'не хочу больше жить',
    harmless: 'Спасибо, сплю лучше.',
    told: 'встанет в очереди первым',
    title: 'Помощь есть прямо сейчас',
  },
} as const;

describe.each(['kk', 'ru'] as const)('danger words in a message in %s', (language) => {
  const text = words[language];

  /** The page of a letter that was just answered with, as a browser without script has it. */
  async function opened() {
    const psychologist = await signedIn(site, 'psychologist', { language });
    const one = await asked(site, anAttempt().in(language).answering(calm));
    await answer(psychologist, one, text.letter);
    const student = site.visitor(language);
    await student.open('/my');
    await student.submit({ code: one.code }, '/my');
    return { student, page: await student.submit({}, '/my/letter') };
  }

  const card = (page: Page) => page.html.querySelector('[data-crisis] .crisis');

  it('are told before anything is typed, and the card waits in the page for the script', async () => {
    const { page } = await opened();
    expect(page.text).toContain(text.told);
    expect(card(page)).toBeNull();
    expect(page.html.querySelector('[data-crisis]')?.getAttribute('role')).toBe('alert');
    expect(page.html.querySelector('[data-crisis-card]')?.innerHTML).toContain(text.title);
  });

  it('bring the card after the message was sent, with the numbers to call; other words do not', async () => {
    const { student } = await opened();
    expect(card(await student.submit({ text: text.harmless }, '/my/reply'))).toBeNull();
    const page = await student.submit({ text: text.danger }, '/my/reply');
    expect(card(page)?.text).toContain(text.title);
    const links = card(page)
      ?.querySelectorAll('a')
      .map((link) => link.getAttribute('href'));
    expect(links).toEqual(['tel:111', 'tel:112']);
  });

  it('bring it also where the message could not be sent yet', async () => {
    const { student } = await opened();
    const page = await student.submit({ text: `${text.danger} `.repeat(200) }, '/my/reply');
    expect(page.status).toBe(400);
    expect(card(page)?.text).toContain(text.title);
  });
});

describe('a case with danger words', () => {
  const region = '430000000';
  let author: Signed;
  let colleague: Signed;
  async function signIn(): Promise<void> {
    const wishes = () => ({ language: 'ru' as const, regions: [region] });
    author = await signedIn(site, 'psychologist', wishes());
    colleague = await signedIn(site, 'psychologist', wishes());
  }
  beforeEach(signIn);

  const later = (hours: number) => {
    site.clock.now = new Date(site.clock.now.getTime() + hours * hourMs);
  };
  const ask = (answers = calm) => asked(site, anAttempt().in('ru').by({ region }).answering(answers));
  const reply = ({ attempt, code }: Asked, text: string) =>
    site.services.consultations.message({
      ...{ id: attempt.id, code, text },
      ...{ messageId: randomUUID(), now: site.clock.now },
    });

  /** The paths of the cases that wait, as a psychologist sees them. */
  async function waiting(): Promise<(string | undefined)[]> {
    const page = await colleague.open('/staff/cases');
    return page.html.querySelectorAll('.queue-link').map((link) => link.getAttribute('href'));
  }

  const dangerAt = async (one: Asked) => (await rawCase(site, one))?.dangerAt ?? null;

  it('stands before flags and before what is overdue, says so, and is free for a colleague to answer', async () => {
    const overdue = await ask();
    const flagged = await ask(alarming);
    later(24 * 8);
    await signIn();
    const fresh = await ask();
    const one = await ask();
    await answer(author, one, 'Письмо');
    expect(await waiting()).toEqual([flagged, overdue, fresh].map(({ path }) => path));
    expect(await waiting()).not.toContain(one.path);
    await reply(one, 'Спасибо.');
    expect(await waiting()).toEqual([flagged, overdue, fresh, one].map(({ path }) => path));
    later(1);
    await reply(one, 'ne hochu bolshe zhit');
    expect(await waiting()).toEqual([one, flagged, overdue, fresh].map(({ path }) => path));
    expect((await colleague.open('/staff/cases')).text).toContain('В сообщении слова о смерти');
    await answer(colleague, one, 'Ответ, 112');
    const lead = await signedIn(site, 'lead');
    await lead.open(one.path);
    await lead.submit({}, `${one.path}/publish`);
    expect(await waiting()).toEqual([flagged, overdue, fresh].map(({ path }) => path));
    expect(await dangerAt(one)).toBeNull();
  });

  it('keeps its place where the words came after the letter was written, before it was published', async () => {
    const one = await ask();
    await claim(author, one);
    await write(author, one, 'Письмо, 112');
    later(1);
    await reply(one, 'хочу умереть');
    const came = site.clock.now;
    expect(await dangerAt(one)).toEqual(came);
    await author.open(`${one.path}/preview`);
    await author.submit({}, `${one.path}/publish`);
    const lead = await signedIn(site, 'lead');
    await lead.open(one.path);
    await lead.submit({}, `${one.path}/publish`);
    expect(await dangerAt(one)).toEqual(came);
    expect((await rawCase(site, one))?.state).toBe('replied');
  });

  it('stores no word of what was found', async () => {
    const one = await ask();
    await answer(author, one, 'Письмо');
    await reply(one, 'хочу умереть');
    expect(JSON.stringify(await rawCase(site, one))).not.toMatch(/умереть|wishToDie|suicide/);
  });
});

describe('the list of danger words', () => {
  it('is a file for everybody that a browser may keep', async () => {
    const visitor = site.visitor('ru');
    const { status, headers, body } = await visitor.open('/api/danger-words.json');
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=3600']);
    expect(JSON.parse(body).entries.length).toBeGreaterThan(10);
  });
});
