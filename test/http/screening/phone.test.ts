import { iconSizes } from '../../../server/http/files/app-manifest';
import { anAttempt, calm } from '../../support/builders/attempts';
import { type Site, startSite } from '../../support/site/site';
import type { Visitor } from '../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

describe.each([
  ['kk', 'Сауалнама'],
  ['ru', 'Опросник'],
] as const)('on the home screen, in %s', (language, name) => {
  it('the site has a neutral name, and icons that exist in the sizes it says', async () => {
    const visitor = site.visitor(language);
    const page = await visitor.open('/');
    const href = page.html.querySelector('link[rel=manifest]')!.getAttribute('href')!;
    const manifest = await visitor.raw.get(href);
    expect(manifest.headers['content-type']).toContain('application/manifest+json');
    const { name: shown, short_name, lang, display, icons } = JSON.parse(manifest.text);
    expect([shown, short_name, lang, display]).toEqual([name, name, language, 'standalone']);
    expect(icons).toHaveLength(2 * iconSizes.length);
    for (const { src, sizes, type } of icons) {
      const icon = await visitor.raw.get(src).responseType('blob');
      expect([icon.status, icon.headers['content-type']]).toEqual([200, type]);
      // Width and height stand in the header of a PNG.
      expect(`${icon.body.readUInt32BE(16)}x${icon.body.readUInt32BE(20)}`).toBe(sizes);
    }
  });
});

/** Opens the result of a submitted attempt by its code. */
async function result(visitor: Visitor, code: string) {
  await visitor.open('/my');
  await visitor.submit({ code }, '/my');
  await visitor.submit({}, '/my/test');
  return visitor.open('/test/result');
}

const link = 'a[href^="/test/reminder.ics"]';

describe('the reminder', () => {
  it('is a neutral calendar file, sooner for a higher band', async () => {
    const high = { ...calm, ...Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`A${i + 1}`, 3])) };
    for (const [answers, weeks, day] of [
      [calm, '13', '20270104'],
      [high, '2', '20261019'],
    ] as const) {
      const { code } = await anAttempt().answering(answers).submitted(site);
      const visitor = site.visitor('ru');
      const page = await result(visitor, code);
      const href = page.html.querySelector(link)!.getAttribute('href')!;
      expect(href).toBe(`/test/reminder.ics?weeks=${weeks}`);
      const file = await visitor.raw.get(href);
      expect(file.headers['content-type']).toContain('text/calendar');
      expect(file.headers['content-disposition']).toContain('reminder.ics');
      expect(file.text).toContain(`DTSTART:${day}T130000Z`);
      expect(file.text).not.toMatch(/http|опрос|тест|психолог/i);
      expect(file.text).not.toContain(code.slice(0, 4));
    }
  });

  it('is not offered on a shared phone, whose calendar others read', async () => {
    const { code } = await anAttempt().answering(calm).submitted(site);
    const visitor = site.visitor('ru');
    await visitor.open('/');
    await visitor.submit({}, '/test');
    await visitor.submit({ choice: 'agree' });
    await visitor.submit({ phone: 'shared' });
    const page = await result(visitor, code);
    expect(page.title).toBe('Твой результат');
    expect(page.html.querySelector(link)).toBeNull();
  });

  it.each([
    '',
    '?weeks=',
    '?weeks=0',
    '?weeks=53',
    '?weeks=1.5',
    '?weeks=999999',
    '?weeks=2&weeks=4',
    '?weeks[$gt]=1',
  ])('refuses %s', async (query) => {
    expect((await site.visitor('kk').raw.get(`/test/reminder.ics${query}`)).status).toBe(400);
  });
});
