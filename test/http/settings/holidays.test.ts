// Days that the Government moves: what the administrator adds, and the promised day that follows from it.
import { anAttempt, calm } from '../../support/builders/attempts';
import { type Site, startSite } from '../../support/site/site';
import { type Signed, signedIn } from '../../support/site/staff';
import type { Fields } from '../../support/site/visitor';

const path = '/staff/settings/holidays';

let site: Site;
let admin: Signed;
beforeEach(async () => {
  site = await startSite();
  admin = await signedIn(site, 'administrator', { language: 'ru' });
  await admin.open(path);
});
afterEach(() => site.stop());

/** Asked on Monday, 5 October: within five working days. */
async function promisedDay(): Promise<string | undefined> {
  const { attempt, code } = await anAttempt().answering(calm).submitted(site);
  const { now } = site.clock;
  return (await site.services.consultations.request({ id: attempt.id, code, now })).promisedBy;
}

it('move the day that is promised, and taken out move it back', async () => {
  expect(await promisedDay()).toBe('2026-10-12');
  await admin.submit({ day: '2026-10-12', kind: 'off' }, path);
  expect(admin.page.text).toContain('12 октября');
  expect(await promisedDay()).toBe('2026-10-13');
  await admin.submit({ day: '2026-10-10', kind: 'working' }, path);
  expect(await promisedDay()).toBe('2026-10-10');
  await admin.submit({}, `${path}/remove`);
  expect(await promisedDay()).toBe('2026-10-13');
  await admin.submit({}, '/staff/settings/undo');
  expect(await promisedDay()).toBe('2026-10-10');
});

it.each(['kk', 'ru'] as const)(
  'stand beside the days of the law, this year and next, in %s',
  async (language) => {
    const reader = await signedIn(site, 'administrator', { language });
    const { text } = await reader.open(path);
    expect(text).toContain('2026');
    expect(text).toContain('2027');
    expect(text).toContain(language === 'kk' ? '16 желтоқсан' : '16 декабря');
  },
);

it.each<[string, Fields]>([
  ['no day', { day: '' }],
  ['a day that there is not', { day: '2026-02-30' }],
  ['words', { day: 'завтра' }],
  ['a day in another order', { day: '12.10.2026' }],
  ['what is so already', { day: '2026-10-11' }],
  ['a day far away', { day: '2036-10-13' }],
  ['no kind', { kind: 'maybe' }],
  ['several days', { day: ['2026-10-12', '2026-10-13'] }],
])('refuse %s', async (_what, fields) => {
  const page = await admin.submit({ day: '2026-10-12', kind: 'off', ...fields }, path);
  expect(page.status).toBe(400);
  expect(page.html.querySelector('[data-error-summary]')).not.toBeNull();
  expect((await site.services.settings.current()).holidays).toEqual({ off: [], working: [] });
});

it('are not overwritten by who came later', async () => {
  const other = await signedIn(site, 'administrator', { language: 'ru' });
  await other.open(path);
  await other.submit({ day: '2026-10-12', kind: 'off' }, path);
  const page = await admin.submit({ day: '2026-10-13', kind: 'off' }, path);
  expect(page.status).toBe(409);
  expect(page.text).toContain('12 октября');
  await admin.submit({}, path);
  expect((await site.services.settings.current()).holidays.off).toEqual(['2026-10-12', '2026-10-13']);
});
