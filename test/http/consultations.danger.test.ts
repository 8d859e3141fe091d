// Words of suicide, self-harm, violence or abuse in a student's message: what the student sees.
import { anAttempt, calm } from '../support/builders/attempts';
import { answer, asked } from '../support/builders/cases';
import { type Site, startSite } from '../support/site/site';
import { signedIn } from '../support/site/staff';
import type { Page } from '../support/site/visitor';

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
    expect(links).toEqual(['sms:111', 'tel:111', 'tel:112']);
  });

  it('bring it also where the message could not be sent yet', async () => {
    const { student } = await opened();
    const page = await student.submit({ text: `${text.danger} `.repeat(200) }, '/my/reply');
    expect(page.status).toBe(400);
    expect(card(page)?.text).toContain(text.title);
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
