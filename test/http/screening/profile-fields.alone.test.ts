/** A field that is added to the table and given its words is asked, checked, kept, told and counted everywhere. */
import { rmSync } from 'node:fs';
import { localesFolder } from '../../../server/config';
import { readAboutYou } from '../../../server/core/attempt/about-you';
import { languages } from '../../../server/core/definition/types';
import { referenceContent } from '../../../server/reports/reference/content';
import { referenceCsv } from '../../../server/reports/reference/data-files';
import { aboutYou, anAttempt, aProfile, newCode } from '../../support/builders/attempts';
import { asked } from '../../support/builders/cases';
import { furtherWords } from '../../support/builders/further-field';
import {
  contentIn,
  hideSmall,
  simulatedAttempts,
  simulatedNumbers,
} from '../../support/builders/simulated-reference';
import { type Site, startSite } from '../../support/site/site';
import { signedIn } from '../../support/site/staff';
import { plain } from '../../support/site/visitor';

jest.mock('../../../server/core/attempt/profile-fields', () => {
  const real = jest.requireActual('../../../server/core/attempt/profile-fields');
  const { furtherField } = jest.requireActual('../../support/builders/further-field');
  return { ...real, profileFields: [...real.profileFields, furtherField] };
});
jest.mock('../../../server/config', () => {
  const real = jest.requireActual('../../../server/config');
  const { withFurtherWords } = jest.requireActual('../../support/builders/further-field');
  return { ...real, localesFolder: withFurtherWords(real.localesFolder) };
});

/** As a phone sends it; the types know of no further field. */
const ofShift = (shift: unknown) => ({ shift }) as Partial<typeof aProfile>;

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await site?.stop();
  rmSync(localesFolder, { recursive: true });
});

const put = ({ id, ...body }: ReturnType<typeof anAttempt>['upload']) =>
  site.visitor().raw.put(`/api/attempts/${id}`).send(body);

describe.each(languages)('one more field, in %s', (language) => {
  const words = furtherWords[language];

  it('is asked and checked by the form, stored and read back', async () => {
    const visitor = site.visitor(language);
    await visitor.open('/');
    await visitor.submit({}, '/test');
    await visitor.submit({ choice: 'agree' });
    await visitor.submit({ phone: 'own' });
    const group = visitor.page.html.querySelector('#shift')!.closest('fieldset')!;
    expect(plain(group.querySelector('legend')!.text)).toBe(words.form.question);
    const labels = group.querySelectorAll('label').map((label) => label.text.trim());
    expect(labels.slice(0, 2)).toEqual(Object.values(words.form.answers));
    expect(labels).toHaveLength(3);

    for (const shift of [[], 'third']) {
      const refused = await visitor.submit({ ...aboutYou, shift });
      expect([refused.status, refused.text.includes(words.form.error)]).toEqual([400, true]);
    }
    await visitor.submit({ ...aboutYou, shift: 'second' });
    const code = visitor.page.html.querySelector('.code')!.text;
    const [attempt] = await site.services.screening.attemptsOf(code);
    expect(attempt!.profile).toEqual({ ...aProfile, shift: 'second' });
  });

  it('is named among what is kept and what a psychologist will see', async () => {
    const visitor = site.visitor(language);
    expect(plain((await visitor.open('/privacy')).text)).toContain(words.known);
    await visitor.open('/');
    expect(plain((await visitor.submit({}, '/test')).text)).toContain(words.known);
  });

  it('stands with the other facts of a case', async () => {
    const { path } = await asked(site, anAttempt().by(ofShift('second')));
    const page = await (await signedIn(site, 'psychologist', { language })).open(path);
    expect(page.text).toContain(`${words.case} ${words.form.answers.second}`);
    const other = await asked(site, anAttempt().by(ofShift('none')));
    const unstated = { kk: 'Көрсетілмеген', ru: 'Не указано' }[language];
    const otherPage = await (await signedIn(site, 'psychologist', { language })).open(other.path);
    expect(otherPage.text).toContain(`${words.case} ${unstated}`);
  });
});

describe('one more field', () => {
  it('is checked by the form’s own rule, which phones run too', () => {
    expect(readAboutYou({ ...aboutYou, shift: 'first' }, null)).toMatchObject({ value: { shift: 'first' } });
    expect(readAboutYou({ ...aboutYou, shift: 'third' }, null)).toEqual({
      ok: false,
      errors: { shift: 'profile:form.shift.error' },
    });
  });

  it('is checked, kept and given back by the interface, and unanswered when a phone does not know it', async () => {
    const refused = await put(anAttempt().by(ofShift('third')).upload);
    expect([refused.status, refused.body.fields]).toEqual([400, ['profile.shift']]);

    for (const [sent, kept] of [
      ['second', 'second'],
      [undefined, 'none'],
    ]) {
      const { upload } = anAttempt().on(newCode()).by(ofShift(sent));
      expect((await put(upload)).status).toBe(200);
      const read = await site
        .visitor()
        .raw.get(`/api/attempts/${upload.id}`)
        .set('Authorization', `Code ${upload.code}`);
      expect(read.body.profile).toEqual({ ...aProfile, shift: kept });
    }
  });

  it('stands in the documented contract', async () => {
    const { body } = await site.visitor().raw.get('/api/openapi.json');
    const { Upload, Profile } = body.components.schemas;
    const shift = { type: 'string', enum: ['first', 'second', 'none'], default: 'none' };
    expect(Upload.properties.profile.properties.shift).toEqual(shift);
    expect(Profile.properties.shift).toEqual(shift);
  });

  it('is answered by the demo’s people, counted in references and written into their files', async () => {
    const { numbers } = await simulatedNumbers(300, {}, hideSmall);
    const people = simulatedAttempts(300).map(({ profile }) => (profile as { shift?: string }).shift);
    const counted = ['first', 'second', 'none'].map((one) => people.filter((shift) => shift === one).length);
    expect(Math.min(...counted)).toBeGreaterThan(50);

    const sheets = {
      kk: referenceContent(contentIn('kk', numbers)).sheets,
      ru: referenceContent(contentIn('ru', numbers)).sheets,
    };
    const lines = referenceCsv(sheets).toString().split('\r\n').map(plain);
    const [kk, ru] = [furtherWords.kk.reference, furtherWords.ru.reference];
    const rows = lines
      .filter((line) => line.startsWith('coverage.shift,') && line.includes(',n,'))
      .slice(0, 3);
    expect(rows).toEqual(
      (['first', 'second', 'none'] as const).map((group) =>
        expect.stringContaining(
          `coverage.shift,${kk.caption},${ru.caption},${group},${kk.groups[group]},${ru.groups[group]},n,`,
        ),
      ),
    );
    expect(rows.map((row) => Number(row.split(',')[9]))).toEqual(counted);
    const compared = numbers.groupComparisons.filter(({ dimension }) => `${dimension}` === 'shift');
    expect(compared.map(({ scale }) => scale)).toEqual(['A', 'B', 'C', 'D']);
    for (const { scale } of compared)
      expect(
        lines.some((line) => line.startsWith(`levels.${scale},`) && line.includes(',shift.second,')),
      ).toBe(true);
  });
});
