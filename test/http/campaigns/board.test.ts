import type { Campaign } from '../../../server/campaigns/campaign.types';
import { roles } from '../../../server/shared/roles';
import { anAttempt, calm } from '../../support/builders/attempts';
import { aCampaign } from '../../support/builders/campaigns';
import { type Site, startSite } from '../../support/site/site';
import { type Signed, signedIn } from '../../support/site/staff';
import { type Page, plain, type Visitor } from '../../support/site/visitor';

let site: Site;
let coordinator: Signed;
let campaign: Campaign;
beforeAll(async () => {
  site = await startSite();
  coordinator = await signedIn(site, 'coordinator', { language: 'ru' });
});
afterAll(() => site.stop());
beforeEach(async () => {
  campaign = await aCampaign(site);
});

const pageOf = ({ slug }: Campaign) => `/staff/campaigns/${slug}`;
const boardOf = (one: Campaign) => `${pageOf(one)}/board`;
const linkOf = (one: Campaign) => `${pageOf(one)}/teacher-link`;

/** The teacher's link as the page shows it; null where it shows none. */
const shownLink = (page: Page): string | null => {
  const field = page.html.querySelector('#new-teacher-link');
  return field && new URL(field.text.trim()).pathname;
};

const make = async (visitor: Visitor = coordinator): Promise<string> => {
  await visitor.open(pageOf(campaign));
  return shownLink(await visitor.submit({}, linkOf(campaign)))!;
};

const numbersOn = (page: Page) =>
  Object.fromEntries(
    page.html.querySelectorAll('[data-number]').map((one) => [one.getAttribute('data-number'), one.text]),
  );

/** Three phones, of which two began and one has finished. */
const aLesson = async ({ slug }: Campaign) => {
  for (const language of ['kk', 'ru', 'kk'] as const) await site.visitor(language).open(`/c/${slug}`);
  await anAttempt().of(slug).started(site);
  await anAttempt().of(slug).answering(calm).submitted(site);
  await anAttempt().answering(calm).submitted(site);
};

describe('the board', () => {
  it('shows exactly how many opened, began and finished, behind both doors', async () => {
    await aLesson(campaign);
    const expected = { opened: '3', started: '2', received: '1' };
    const link = await make();
    const [staff, teacher] = [await coordinator.open(boardOf(campaign)), await site.visitor().open(link)];
    for (const page of [staff, teacher]) {
      expect([page.status, page.title]).toEqual([200, 'Талғар, № 3 мектеп, 9 «А»']);
      expect(numbersOn(page)).toEqual(expected);
      expect(page.headers['cache-control']).toBe('no-store');
    }
    for (const [visitor, path] of [
      [coordinator, boardOf(campaign)],
      [site.visitor(), link],
    ] as const) {
      const { body, headers } = await visitor.raw.get(`${path}/numbers`).set('Accept', 'application/json');
      expect(body).toEqual({ state: 'open', numbers: expected });
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('counts a try-out on its own board too', async () => {
    const tryOut = await aCampaign(site, { isTryOut: true });
    await aLesson(tryOut);
    const expected = { opened: '3', started: '2', received: '1' };
    expect(numbersOn(await coordinator.open(boardOf(tryOut)))).toEqual(expected);
  });

  it.each([
    [
      'kk',
      [
        'Телефон камерасын QR-кодқа бағытта',
        'Сілтемені ашты',
        'Сауалнаманы бастады',
        'Жауабы келді',
        'Сабақты қалай',
      ],
    ],
    [
      'ru',
      ['Наведи камеру телефона на код', 'Открыли ссылку', 'Начали', 'Ответы пришли', 'Как провести урок'],
    ],
  ] as const)('says in %s what to do, with the link to be typed and scanned', async (language, texts) => {
    const link = await make();
    const page = await site.visitor(language).open(link);
    for (const text of texts) expect(plain(page.text)).toContain(text);
    expect(page.html.querySelector('.board-address')!.text).toContain(`/c/${campaign.slug}`);
    expect(page.html.querySelector('.board-qr')!.getAttribute('src')).toMatch(
      /^data:image\/svg\+xml;base64,/,
    );
    expect(page.html.querySelector('[data-refresh]')!.getAttribute('href')).toBe(link);
    expect(page.body).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=/);
  });

  it.each([
    ['planned', { startsOn: '2027-01-01' }, 'ещё не открыта'],
    ['ended', { endsOn: '2026-10-04' }, 'закончился'],
  ] as const)('says that the campaign is %s', async (state, changes, text) => {
    const other = await aCampaign(site, changes);
    const page = await coordinator.open(boardOf(other));
    expect(plain(page.html.querySelector('.notice')!.text)).toContain(text);
    const { body } = await coordinator.raw.get(`${boardOf(other)}/numbers`);
    expect(body.state).toBe(state);
  });

  it('leads nobody to who it was: no times, levels, names or answers beside the numbers', async () => {
    await aLesson(campaign);
    const { body } = await coordinator.raw.get(`${boardOf(campaign)}/numbers`);
    expect(Object.keys(body).sort()).toEqual(['numbers', 'state']);
    expect(Object.values(body.numbers)).toEqual(expect.arrayContaining([expect.stringMatching(/^\d+$/)]));
  });
});

describe('a coordinator who made a class', () => {
  it.each([
    ['kk', 'Тақтаға шығару'],
    ['ru', 'Вывести на доску'],
  ] as const)('sees the next step first, in %s', async (language, label) => {
    const visitor = await signedIn(site, 'coordinator', { language });
    const page = await visitor.open(pageOf(campaign));
    const next = page.html.querySelector('main a.button')!;
    expect([plain(next.text), next.getAttribute('href')]).toEqual([label, boardOf(campaign)]);
    expect(next.getAttribute('class')).toBe('button');
  });
});

describe('a teacher’s link', () => {
  it('is shown once and kept only as a digest', async () => {
    await coordinator.open(pageOf(campaign));
    const page = await coordinator.submit({}, linkOf(campaign));
    const link = shownLink(page)!;
    expect(link).toMatch(/^\/class\/[\w-]{43}$/);
    expect(page.html.querySelector('.teacher-link img')!.getAttribute('src')).toMatch(/^data:image\/svg/);
    expect(shownLink(await coordinator.open(pageOf(campaign)))).toBeNull();
    const stored = JSON.stringify(await site.services.campaigns.get(campaign.slug));
    expect(stored).not.toContain(link.split('/').at(-1));
    expect(stored).toContain('"hasTeacherLink":true');
    expect(site.logged.join('')).not.toContain(link.split('/').at(-1));
  });

  it('needs no account and opens nothing else', async () => {
    const teacher = site.visitor('ru');
    await teacher.open(await make());
    expect((await teacher.open(boardOf(campaign))).path).toContain('/staff/sign-in');
    expect((await teacher.open(pageOf(campaign))).path).toContain('/staff/sign-in');
  });

  it('stops when it is renewed, and the new one opens', async () => {
    const first = await make();
    const second = await make();
    expect(second).not.toBe(first);
    expect((await site.visitor().open(first)).status).toBe(404);
    expect((await site.visitor().open(second)).status).toBe(200);
  });

  it.each([
    ['kk', 'Бұл сілтеме енді ашылмайды'],
    ['ru', 'Эта ссылка больше не открывается'],
  ] as const)('that was withdrawn, or never was, says so in %s', async (language, title) => {
    const link = await make();
    const page = await coordinator.submit({}, `${linkOf(campaign)}/withdraw`);
    expect(page.html.querySelector(`form[action="${linkOf(campaign)}/withdraw"]`)).toBeNull();
    for (const path of [link, '/class/unknown', `/class/${'A'.repeat(43)}`, '/class/%7B%22$ne%22:1%7D']) {
      const gone = await site.visitor(language).open(path);
      expect([gone.status, gone.title]).toEqual([404, title]);
    }
    const { status, body } = await site
      .visitor()
      .raw.get(`${link}/numbers`)
      .set('Accept', 'application/json');
    expect([status, body.code]).toEqual([404, 'notFound']);
  });

  it('of two coordinators at once is the first one’s; the second is told', async () => {
    const other = await signedIn(site, 'coordinator', { language: 'ru' });
    await Promise.all([coordinator.open(pageOf(campaign)), other.open(pageOf(campaign))]);
    const first = shownLink(await coordinator.submit({}, linkOf(campaign)))!;
    const late = await other.submit({}, linkOf(campaign));
    expect([late.status, late.title]).toEqual([409, 'Тем временем это кто-то изменил']);
    expect((await site.visitor().open(first)).status).toBe(200);
    expect(shownLink(await other.open(pageOf(campaign)))).toBeNull();
  });

  it('is made and withdrawn with a form’s token only', async () => {
    await coordinator.open(pageOf(campaign));
    for (const path of [linkOf(campaign), `${linkOf(campaign)}/withdraw`])
      expect((await coordinator.send(path, { version: '0' })).status).toBe(403);
    expect((await site.services.campaigns.get(campaign.slug)).hasTeacherLink).toBe(false);
  });

  it('is on the record, without the link', async () => {
    const link = await make();
    await coordinator.submit({}, `${linkOf(campaign)}/withdraw`);
    const { entries } = await site.services.audit.list({ page: 1 });
    const acts = entries.filter(({ target }) => target === campaign.slug).map(({ act }) => act);
    expect(acts.sort()).toEqual(['campaignCreated', 'teacherLinkMade', 'teacherLinkWithdrawn']);
    expect(JSON.stringify(entries)).not.toContain(link.split('/').at(-1));
  });
});

describe.each(roles.filter((role) => role !== 'coordinator'))('a %s', (role) => {
  it('sees no board and makes no link', async () => {
    const visitor = await signedIn(site, role);
    for (const path of [boardOf(campaign), `${boardOf(campaign)}/numbers`])
      expect((await visitor.open(path)).status).toBe(403);
    await visitor.open('/staff/password');
    const _csrf = visitor.page.html.querySelector('[name=_csrf]')!.getAttribute('value')!;
    expect((await visitor.send(linkOf(campaign), { _csrf, version: '0' })).status).toBe(403);
  });
});
