// What the team does with its cases beside writing: absences, terms, hand-overs, and a lead's own corrections.
import { alarming, anAttempt, calm } from '../../../support/builders/attempts';
import { type Asked, answer, asked, claim, rawCase, write } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';

let site: Site;
let author: Signed;
let colleague: Signed;
let lead: Signed;
beforeAll(async () => {
  site = await startSite();
  author = await signedIn(site, 'psychologist', { language: 'ru', name: 'Автор' });
  colleague = await signedIn(site, 'psychologist', { language: 'ru', name: 'Коллега' });
  lead = await signedIn(site, 'lead', { language: 'ru', name: 'Ведущая' });
});
afterAll(() => site.stop());

const aCase = (answers = calm) => asked(site, anAttempt().in('ru').answering(answers));
const team = '/staff/team';
const pageOf = ({ account }: Signed) => `${team}/${account.id}`;
const holderOf = async (one: Asked) => {
  const { state, author: by } = (await rawCase(site, one)) as {
    state: string;
    author: { name: string } | null;
  };
  return [state, by?.name];
};
const today = '2026-10-05';

async function setAbsence(who: Signed, from: string, until: string) {
  await who.open(team);
  return who.submit({ from, until }, `${team}/absences`);
}

it('days away free at once what somebody holds, and are taken back', async () => {
  const one = await aCase();
  await claim(author, one);
  await write(author, one, 'Половина письма');
  const page = await setAbsence(author, today, '2026-10-09');
  expect(page.text).toContain('5 октября 2026 г. — 9 октября 2026 г.');
  expect(page.text).toContain('Нет до 9 октября 2026 г.');
  expect(await holderOf(one)).toEqual(['waiting', undefined]);
  await author.submit({}, `${team}/absences/remove`);
  expect(author.page.text).toContain('Дней отсутствия нет');
  expect((await claim(author, one)).html.querySelector('#text')?.text).toContain('Половина письма');
});

it('days away that cannot be are refused with a word, and stay in the form', async () => {
  const faults = [
    ['2026-10-09', '2026-10-08', 'Последний день раньше первого'],
    ['2026-09-01', '2026-09-02', 'Эти дни уже прошли'],
    ['2026-10-09', '2028-10-08', 'Не больше года'],
    ['2026-10-09', '', 'Укажите день'],
  ] as const;
  for (const [from, until, word] of faults) {
    const page = await setAbsence(author, from, until);
    expect([page.status, page.text.includes(word)]).toEqual([400, true]);
    expect(page.html.querySelector('#from')?.getAttribute('value')).toBe(from);
  }
});

it('students read the name that a psychologist chose', async () => {
  await author.open(team);
  await author.submit({ signsAs: 'Айгүл апай' }, `${team}/name`);
  const one = await aCase();
  await answer(author, one, 'Письмо');
  const { messages } = (await rawCase(site, one)) as { messages: { author: { signsAs: string } | null }[] };
  expect(messages.at(-1)?.author?.signsAs).toBe('Айгүл апай');
});

it('a case goes to a colleague who is there, with a note that they read', async () => {
  const one = await aCase();
  await claim(author, one);
  const handOver = (fields: Record<string, string>) => author.submit(fields, `${one.path}/hand-over`);
  const empty = await handOver({ to: '', handOverNote: ' ' });
  expect(empty.status).toBe(400);
  expect(empty.text).toContain('Напишите, что коллеге важно знать');
  expect((await handOver({ to: author.account.id, handOverNote: 'Себе' })).status).toBe(409);
  await author.open(one.path);
  expect((await handOver({ to: colleague.account.id, handOverNote: 'Спросите о сестре' })).path).toBe(
    '/staff/cases',
  );
  expect(await holderOf(one)).toEqual(['claimed', 'Коллега']);
  const seen = await colleague.open(one.path);
  expect(seen.text).toContain('Передано вам: Автор Спросите о сестре');
  expect((await author.open(one.path)).status).toBe(409);
  expect(JSON.stringify(await rawCase(site, one))).not.toContain('сестре');

  await setAbsence(author, today, today);
  await colleague.open(one.path);
  const options = colleague.page.html.querySelectorAll('#to option').map((option) => option.text);
  expect(options).toEqual(['Выберите коллегу', 'Ведущая']);
  await author.submit({}, `${team}/absences/remove`);
});

it('a lead sets terms, and hands over all that somebody holds, as far as the limit goes', async () => {
  const cases = [await aCase(), await aCase(), await aCase()];
  for (const one of cases) await claim(author, one);
  const { text } = await lead.open(pageOf(author));
  expect(text).toContain('Обращений в работе: 3');
  await lead.open(pageOf(colleague));
  expect((await lead.submit({ mostCases: 'много' }, `${pageOf(colleague)}/terms`)).text).toContain(
    'Целое число от 1 до 500',
  );
  await lead.submit({ languages: ['ru'], mostCases: '3' }, `${pageOf(colleague)}/terms`);
  const { work } = await site.services.accounts.get(colleague.account.id);
  expect(work).toMatchObject({ languages: ['ru'], mostCases: 3 });
  await lead.open(pageOf(author));
  const done = await lead.submit(
    { to: colleague.account.id, handOverNote: 'Отпуск' },
    `${pageOf(author)}/hand-over`,
  );
  expect(done.text).toContain('Передано: 2. Осталось: 1.');
  expect((await lead.open(pageOf(lead))).text).not.toContain('Передать коллеге');
  expect((await lead.open(`${team}/6f1c1d53-0000-4000-8000-000000000000`)).status).toBe(404);
});

it('a lead corrects a letter that waits, and it goes out as the author’s with the lead’s name', async () => {
  const one = await aCase(alarming);
  await answer(author, one, 'Письмо с ашибкой, 111');
  await lead.open(one.path);
  const corrected = await lead.submit({ text: 'Письмо с ошибкой, 111', next: 'stay' }, `${one.path}/draft`);
  expect(corrected.html.querySelector('.letter-body')?.text).toBe('Письмо с ошибкой, 111');
  const out = await lead.submit({}, `${one.path}/publish`);
  expect(out.text).toContain('Автор');
  expect(out.text).toContain('подпись: Ведущая');
  expect(out.html.querySelector('.letter-body')?.text).toBe('Письмо с ошибкой, 111');
});
