// Danger words on a phone: the card comes while they are typed, without network too.
import type { Page } from 'playwright-core';
import { normaliseCode } from '../../../server/core/attempt/code';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import { flawsOf } from '../../support/browser/flaws';
import { anAttempt, calm } from '../../support/builders/attempts';
import { answer, asked } from '../../support/builders/cases';
import { signedIn } from '../../support/site/staff';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

const words = {
  kk: {
    letter: 'Жаса, бәрі жақсы болады.',
    harmless: 'Рақмет, өлең жаттап ',
    danger: 'жүрмін. О л г и м келип тур',
    title: 'Көмек дәл қазір бар',
  },
  ru: {
    letter: 'Держись, всё получится.',
    harmless: 'Спасибо, убил босса и ',
    danger: 'спать. Ne ho4u bolshe zhit',
    title: 'Помощь есть прямо сейчас',
  },
} as const;

type Language = keyof typeof words;

/** On the page of a phone that is its owner's, by the owner's code, or on one of which nobody said whose it is. */
async function openLetter(language: Language, own?: { page: Page; code: string }): Promise<Page> {
  const { site, url } = browsed;
  const psychologist = await signedIn(site, 'psychologist', { language });
  const student = anAttempt().in(language).answering(calm);
  const one = await asked(site, own ? student.on(own.code) : student);
  await answer(psychologist, one, words[language].letter);
  const page = own?.page ?? (await browsed.open({ language, viewport: phone }));
  await page.goto(`${url}/my#${normaliseCode(one.code)}`);
  const list = page.waitForResponse((response) => response.url().endsWith('/api/danger-words.json'));
  await page.click('form[action="/my/letter"] button');
  await list;
  await page.waitForSelector('#reply');
  return page;
}

const card = '[data-crisis] .crisis';

describe.each<Language>(['kk', 'ru'])('danger words typed without network in %s', (language) => {
  it('bring the card at once and once, leave it there when they are sent, and can be read by everybody', async () => {
    const text = words[language];
    const page = await openLetter(language);
    await page.context().setOffline(true);
    await page.type('#reply', text.harmless);
    expect(await page.locator(card).count()).toBe(0);
    await page.type('#reply', text.danger);
    await page.getByText(text.title).waitFor();
    expect(await page.locator('[data-crisis]').getAttribute('role')).toBe('alert');
    const shown = await page.locator(card).elementHandle();
    await page.type('#reply', ` ${text.danger}`);
    expect(await page.locator(card).count()).toBe(1);
    expect(await shown?.evaluate((element) => element.isConnected)).toBe(true);
    expect(await flawsOf(page, language, 'the crisis card')).toEqual([]);
    await page.click('#reply-form button[type=submit]');
    await page.locator('.field-error').waitFor();
    await page.locator(card).waitFor();
    expect(await page.inputValue('#reply')).toContain(text.danger);
  });
});

describe('a message with danger words that an own phone keeps without network', () => {
  it('has the card beside the word that nobody has seen it, and is sent when the network is back', async () => {
    const page = await browsed.open({ language: 'ru', viewport: phone });
    await page.goto(browsed.url);
    const { code } = await walkTo(page, 'page', { given: {} });
    await openLetter('ru', { page, code });
    await page.context().setOffline(true);
    await page.type('#reply', words.ru.danger);
    await page.click('#reply-form button[type=submit]');
    await page.getByText('Не отправлено, этого ещё никто не видел').waitFor();
    await page.getByRole('alert').getByText(words.ru.title).waitFor();
    await page.context().setOffline(false);
    await page.getByText('отправлено, психолог ещё не открыл').waitFor();
  });
});
