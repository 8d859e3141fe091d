// How a letter comes about: its beginning, its blocks, what is checked before it goes out, and what came in between.
import { randomUUID } from 'node:crypto';
import { alarming, anAttempt, calm } from '../../../support/builders/attempts';
import { type Asked, answer, asked, claim, write } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';

let site: Site;
let psychologist: Signed;
beforeAll(async () => {
  site = await startSite();
  psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
});
afterAll(() => site.stop());

const strong = { ...calm, A1: 4, A2: 4, A9: 4, A13: 4, A14: 4 };
const own = 'Я вижу, что тебе сейчас трудно заснуть, и хочу предложить одну вещь на эту неделю.';
const aCase = (answers = calm) => asked(site, anAttempt().in('ru').answering(answers));
/** However the lines may break. */
const plain = (text = '') => text.replaceAll('\u00a0', ' ');
const letterOn = ({ html }: Signed['page']) => plain(html.querySelector('#text')?.text);
const say = ({ attempt, code }: Asked, text: string) =>
  site.services.consultations.message({
    ...{ id: attempt.id, code, text, messageId: randomUUID(), now: site.clock.now },
  });
const look = (one: Asked, text: string) =>
  psychologist.submit({ text, next: 'preview' }, `${one.path}/draft`);

describe('a letter begins', () => {
  it('with the student’s own strong answers in words, and with nothing that was shown with the result', async () => {
    const one = await aCase(strong);
    const page = await claim(psychologist, one);
    expect(letterOn(page)).toContain(
      'Ночью ты засиживаешься в интернете, а утром еле встаёшь. Твой ответ: «',
    );
    expect(letterOn(page)).not.toMatch(/\d/);
    const shown = page.html.querySelectorAll('.shown-text p').map(({ text }) => plain(text).trim());
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.filter((paragraph) => letterOn(page).includes(paragraph))).toEqual([]);
  });

  it('with help first where there is a sign of danger', async () => {
    const page = await claim(psychologist, await aCase(alarming));
    expect(letterOn(page)).toMatch(/^\s*Привет!\n\nСначала самое важное\. .*112/);
  });

  it('empty beside a message that it answers', async () => {
    const one = await aCase();
    await answer(psychologist, one, 'Письмо');
    await say(one, 'А что делать с братом?');
    const page = await claim(psychologist, one);
    expect(letterOn(page).trim()).toBe('');
    expect(page.html.querySelector('.open-replies')?.text).toContain('А что делать с братом?');
  });
});

describe('a block', () => {
  it('is switched on and off without a script, with all that was typed', async () => {
    const one = await aCase();
    const page = await claim(psychologist, one);
    const button = page.html.querySelector('[name=toggle]');
    const toggle = button?.getAttribute('value') ?? '';
    const text = plain(page.html.querySelector(`#block-${toggle}`)?.text ?? 'no block');
    const on = await psychologist.submit({ text: 'Начало\r\n\r\nещё', toggle }, `${one.path}/draft`);
    expect(letterOn(on).trim()).toBe(`Начало\n\nещё\n\n${text}`);
    expect(on.html.querySelector('[name=toggle]')?.text).toBe('Убрать');
    expect(letterOn(await psychologist.submit({ toggle }, `${one.path}/draft`)).trim()).toBe('Начало\n\nещё');
  });
});

describe('before a letter goes out', () => {
  it('errors refuse it, and it stays as it was typed', async () => {
    const one = await aCase(alarming);
    await claim(psychologist, one);
    const page = await look(one, `${own} {{имя}}, ты наркоман. [ВСТАВИТЬ СОВЕТ]`);
    expect(page.status).toBe(400);
    const told = page.html.querySelectorAll('.error-list li').map(({ text }) => plain(text).trim());
    expect(told).toEqual([
      'Осталась заготовка: «{{имя}}».',
      'Осталась заготовка: «[ВСТАВИТЬ СОВЕТ]».',
      'Слово «наркоман» мы в письмах не используем.',
      'В обращении есть сигнал опасности. Назовите в письме 112 или 111.',
    ]);
    expect(letterOn(page)).toContain('ты наркоман');
    expect(letterOn(await psychologist.open(one.path))).toContain('ты наркоман');
  });

  it('it is refused by itself, not only by its page', async () => {
    const one = await aCase();
    await claim(psychologist, one);
    await psychologist.submit({ language: 'kk', text: own }, `${one.path}/draft`);
    await psychologist.open(`${one.path}/preview`);
    const version = psychologist.page.html.querySelector('[name=version]')?.getAttribute('value') ?? '';
    const _csrf = psychologist.page.html.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
    const page = await psychologist.send(`${one.path}/publish`, { _csrf, version, despite: 'yes' });
    expect([page.status, page.text.includes('Письмо написано на другом языке: Русский')]).toEqual([
      400,
      true,
    ]);
  });

  it('as it was generated it goes nowhere', async () => {
    const one = await aCase(strong);
    const start = letterOn(await claim(psychologist, one)).replace(/\[.*\]/, '');
    expect((await look(one, start)).text).toContain('нет ни одного вашего абзаца');
  });

  it('hints ask, and a tick sends it all the same', async () => {
    const one = await aCase();
    await claim(psychologist, one);
    const preview = await look(one, `${own}\n\nЭто ${'очень '.repeat(26)}длинно.`);
    expect([preview.status, preview.path]).toEqual([200, `${one.path}/preview`]);
    const asks = await psychologist.submit({}, `${one.path}/publish`);
    expect([asks.status, asks.text.includes('отметьте «Отправить всё равно»')]).toEqual([400, true]);
    const sent = await psychologist.submit({ despite: 'yes' }, `${one.path}/publish`);
    expect(sent.text).toContain('Участник ещё не открыл письмо');
  });

  it('a message that came meanwhile is shown first', async () => {
    const one = await aCase();
    await claim(psychologist, one);
    await look(one, own);
    await say(one, 'И ещё одно.');
    const page = await psychologist.submit({}, `${one.path}/publish`);
    expect([page.status, page.text.includes('И ещё одно.')]).toEqual([409, true]);
    const sent = await psychologist.submit({ answersAll: 'yes' }, `${one.path}/publish`);
    expect([sent.path, sent.text.includes('Участник ещё не открыл письмо')]).toEqual([one.path, true]);
  });

  it('the preview of a correction has what is published already', async () => {
    const one = await aCase();
    await answer(psychologist, one, 'Первое письмо');
    await psychologist.submit({}, `${one.path}/correct`);
    const page = await look(one, 'Второе письмо');
    expect(page.html.querySelectorAll('.phone .letter-body').map(({ text }) => text)).toEqual([
      'Первое письмо',
      'Второе письмо',
    ]);
    expect(page.text).not.toContain('Это письмо ещё не отправлено');
  });
});

describe('a text that was overtaken in another tab', () => {
  it('can be gone on with', async () => {
    const one = await aCase();
    await claim(psychologist, one);
    const old = psychologist.page.html.querySelector('#letter [name=version]')?.getAttribute('value') ?? '';
    await write(psychologist, one, 'Из первой вкладки');
    const both = await psychologist.submit({ text: 'Из второй вкладки', version: old }, `${one.path}/draft`);
    expect([both.status, both.html.querySelector('#stored')?.text.trim()]).toEqual([
      409,
      'Из первой вкладки',
    ]);
    const page = await psychologist.submit({ text: 'Из обеих' }, `${one.path}/draft`);
    expect([page.status, page.path, letterOn(page).trim()]).toEqual([200, one.path, 'Из обеих']);
  });
});
